package com.torrust.deployer.mcp.operation;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.ErrorDocument;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an operation is. Immutable.
 *
 * @param id its name in events, history and state
 * @param environment which one it is about
 * @param operation what it does
 * @param state {@code running}, {@code succeeded}, {@code failed}, {@code cancelled} or {@code
 *     interrupted}
 * @param description the step that it has reached
 * @param number of that step, from 1; 0 before the first
 * @param total how many steps there are, as far as known
 * @param startedAt when it began
 * @param updatedAt when this was true
 */
record OperationView(
    String id,
    String environment,
    String operation,
    String state,
    Optional<String> description,
    int number,
    int total,
    Instant startedAt,
    Instant updatedAt) {

  static final String RUNNING = "running";
  static final String INTERRUPTED = "interrupted";

  OperationView at(Instant now, Optional<String> reached, int step, int of) {
    return new OperationView(id, environment, operation, state, reached, step, of, startedAt, now);
  }

  OperationView ended(Instant now, String how) {
    return new OperationView(
        id, environment, operation, how, description, number, total, startedAt, now);
  }

  Document document(Optional<Document> result, Optional<DeployError> error) {
    return Document.result()
        .put("operation_id", id)
        .put("environment_name", environment)
        .put("operation", operation)
        .put("state", state)
        .put("step", description)
        .put("number", number)
        .put("total", total)
        .put("started_at", startedAt.toString())
        .put("updated_at", updatedAt.toString())
        .put("result", result)
        .put(
            "error",
            error.map(failed -> ErrorDocument.of(failed, Optional.empty()).members().get("error")));
  }
}
