/**
 * What a command is: inputs with types, and what it does; and what people and programs can read
 * about it, which stands apart in {@code commands.json}. Picocli's annotations are not used,
 * because they cost more at each start than everything that most commands do.
 */
package com.torrust.deployer.cli.syntax;
