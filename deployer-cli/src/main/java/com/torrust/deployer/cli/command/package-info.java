/** The commands. Each calls one operation of the SDK and hands its result to the output. */
package com.torrust.deployer.cli.command;
