package com.torrust.deployer.domain.plan;

/** What a step of a plan does to its subject. */
public enum Effect {
  /** Nothing is different afterwards. */
  NONE("none"),
  /** It does not exist yet. */
  CREATE("create"),
  /** It goes on while it is changed. */
  CHANGE("change"),
  /** It goes on after an interruption, with what it has. */
  RESTART("restart"),
  /** It ends. */
  DELETE("delete"),
  /** That depends on what an earlier step finds. */
  NOT_KNOWN_YET("not-known-yet"),
  /** The step asks the machine and changes only what differs there. */
  NOT_EVALUATED("not-evaluated");

  private final String text;

  Effect(String text) {
    this.text = text;
  }

  /** The word for it in every output. */
  public String text() {
    return text;
  }
}
