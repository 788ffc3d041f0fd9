package com.torrust.deployer.mcp.gate;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.json.Document;
import io.vavr.control.Either;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of JSON for each call, and one more when an operation that a call began has ended; only
 * ever added to. Holds digests of arguments and never the arguments. Thread-safe.
 */
public final class AuditLog {

  /** The file below {@link AgentFolder}. */
  public static final String FILE = "audit.jsonl";

  private final AgentFolder folder;

  /** The one in a folder. */
  public AuditLog(AgentFolder folder) {
    this.folder = folder;
  }

  /**
   * What is written of a call.
   *
   * @param at when it ended
   * @param client name and version, as the client calls itself
   * @param tool its name
   * @param arguments digest of the arguments
   * @param environment which one it is about
   * @param plan the plan that was given
   * @param approvedBy who agreed to the plan, and on which way
   * @param operation the operation that it began
   * @param outcome {@code ok}, {@code error}, {@code begun}
   * @param error code of the error
   */
  public record Entry(
      Instant at,
      String client,
      String tool,
      String arguments,
      Optional<String> environment,
      Optional<String> plan,
      Optional<String> approvedBy,
      Optional<String> operation,
      String outcome,
      Optional<String> error) {}

  /** Adds a line; on the left {@code agent.folder_unusable}: nothing is done without a record. */
  public Either<DeployError, Entry> add(Entry entry) {
    try {
      folder.append(
          FILE,
          Document.result()
              .put("at", entry.at.toString())
              .put("client", entry.client)
              .put("tool", entry.tool)
              .put("arguments_sha256", entry.arguments)
              .put("environment", entry.environment)
              .put("plan", entry.plan)
              .put("approved_by", entry.approvedBy)
              .put("operation_id", entry.operation)
              .put("outcome", entry.outcome)
              .put("error_code", entry.error)
              .line());
      return Either.right(entry);
    } catch (IOException unwritable) {
      return Either.left(folder.unusable(unwritable));
    }
  }
}
