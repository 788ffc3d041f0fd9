package com.torrust.deployer.cli.syntax;

/** What a command may change (OUT-6); each includes those before it. */
public enum Effect {
  /** Reads local files. */
  READ("read"),
  /** Asks machines and providers, and changes nothing there. */
  REMOTE_READ("remote-read"),
  /** Writes local files. */
  LOCAL_WRITE("local-write"),
  /** Changes a machine. */
  REMOTE_WRITE("remote-write"),
  /** May make something that costs money. */
  SPENDS_MONEY("spends-money"),
  /** Removes what cannot be brought back. */
  DESTROYS("destroys");

  private final String text;

  Effect(String text) {
    this.text = text;
  }

  /** The word in documents. */
  public String text() {
    return text;
  }
}
