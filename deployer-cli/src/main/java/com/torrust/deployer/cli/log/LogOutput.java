package com.torrust.deployer.cli.log;

/** Where log lines go. */
public enum LogOutput {
  FILE_ONLY,
  FILE_AND_STDERR
}
