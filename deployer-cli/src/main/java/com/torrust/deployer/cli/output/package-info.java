/** What leaves the program: results on standard output, everything else on standard error. */
package com.torrust.deployer.cli.output;
