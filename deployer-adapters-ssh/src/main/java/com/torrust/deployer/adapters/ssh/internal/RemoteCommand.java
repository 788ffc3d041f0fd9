package com.torrust.deployer.adapters.ssh.internal;

import java.util.List;
import java.util.Optional;

/**
 * What is to run on a machine, without secrets: other accounts of both computers can see it.
 * Immutable.
 *
 * @param script a script of {@code /bin/sh} that runs as root; nothing for a program that runs as
 *     the account
 * @param words the script's arguments, or the program with its own
 */
public record RemoteCommand(Optional<String> script, List<String> words) {

  /** Copies the list. */
  public RemoteCommand {
    words = List.copyOf(words);
  }

  /** A program of plain words. */
  static RemoteCommand asAccount(String... program) {
    return new RemoteCommand(Optional.empty(), List.of(program));
  }

  /** A script with its arguments. */
  static RemoteCommand asRoot(String script, List<String> arguments) {
    return new RemoteCommand(Optional.of(script), arguments);
  }

  /** The line for the account's own shell. */
  String line(RemoteFrame frame) {
    return script.map(text -> frame.asRoot(text, words)).orElseGet(() -> frame.asAccount(words));
  }
}
