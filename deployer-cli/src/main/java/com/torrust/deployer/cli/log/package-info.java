/**
 * The log file: for diagnosis later, apart from what people read now. Logback is fenced in here and
 * not even loaded for commands that only look.
 */
package com.torrust.deployer.cli.log;
