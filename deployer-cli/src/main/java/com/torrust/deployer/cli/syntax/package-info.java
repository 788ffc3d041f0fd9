/**
 * How commands describe themselves: inputs with types, and what people and programs can read about
 * a command. A thin layer over picocli's model without its annotations, because those cost more at
 * each start than everything that most commands do.
 */
package com.torrust.deployer.cli.syntax;
