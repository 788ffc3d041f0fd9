package com.torrust.deployer.cli.syntax;

/**
 * One call and what it does.
 *
 * @param command what is typed after the program's name
 * @param purpose what it is for, one clause
 */
public record Example(String command, String purpose) {}
