package com.torrust.deployer.cli.command;

/** The shells that complete the words of this program. */
public enum Shell {
  BASH,
  ZSH,
  FISH
}
