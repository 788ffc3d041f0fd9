package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.json.Document;
import java.util.Optional;

/**
 * What a call came to.
 *
 * @param document the result
 * @param approvedBy who agreed to what was done, if somebody had to
 * @param operation the operation that was begun
 * @param isRunning whether that operation has not ended yet
 */
record Outcome(
    Document document, Optional<String> approvedBy, Optional<String> operation, boolean isRunning) {

  static Outcome of(Document document) {
    return new Outcome(document, Optional.empty(), Optional.empty(), false);
  }
}
