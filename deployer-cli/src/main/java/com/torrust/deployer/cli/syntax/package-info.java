/**
 * The words of the command line: options and parameters of Picocli with typed values, help, and
 * usage errors. What people read about commands stands apart in {@code commands.json}. Picocli's
 * annotations are not used, because they cost more at each start than what most commands do.
 */
package com.torrust.deployer.cli.syntax;
