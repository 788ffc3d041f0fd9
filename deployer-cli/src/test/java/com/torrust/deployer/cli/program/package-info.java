/** The program as users get it: unpacked from its archives and started by its launcher. */
package com.torrust.deployer.cli.program;
