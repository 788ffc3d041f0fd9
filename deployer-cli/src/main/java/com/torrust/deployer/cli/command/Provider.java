package com.torrust.deployer.cli.command;

/** The providers of machines, as they are spelt on the command line. */
enum Provider {
  LXD,
  HETZNER
}
