package com.torrust.deployer.domain.plan;

/** How far a plan looks. */
public enum PlanDepth {
  /** What is stored and rendered here; nothing is sent over a network. */
  OFFLINE("offline"),
  /** What is stored, and what the provider and the machine answer; nothing is changed there. */
  ONLINE("online");

  private final String text;

  PlanDepth(String text) {
    this.text = text;
  }

  /** The word for it in every output. */
  public String text() {
    return text;
  }
}
