package com.torrust.deployer.mcp.gate;

import java.util.Optional;

/** How somebody can be asked during a call. */
public interface Consent {

  /** The client, as it calls itself. */
  String client();

  /** Whether the client can put a question to the person who uses it. */
  boolean canAsk();

  /**
   * Asks for a text.
   *
   * @return what was typed; nothing when it was declined, cancelled or not answered
   */
  Optional<String> ask(String question, String field);
}
