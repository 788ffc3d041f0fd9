package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.mcp.gate.Consent;

/** One call of a tool, as far as the tool can speak with whoever called it. Thread-safe. */
public interface ToolCall extends Consent {

  /**
   * Tells how far the work is, if the client wants to hear it.
   *
   * @param done steps that have begun
   * @param total steps in all
   */
  void progress(int done, int total, String message);

  /** Is asked for when the client takes the call back. */
  Cancellation cancellation();
}
