package com.torrust.deployer.mcp.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.ErrorDocument;
import com.torrust.deployer.mcp.gate.AuditLog;
import com.torrust.deployer.mcp.gate.Permissions;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every tool, and the one way to call them: written down, redacted, bounded. Thread-safe. */
public final class Toolbox {

  private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private static final int LONGEST_NAME = 80;

  private final Workbench bench;
  private final AuditLog audit;
  private final InstantSource clock;
  private final List<Tool> tools;

  /** Tools for a workbench. */
  public Toolbox(Workbench bench, AuditLog audit, InstantSource clock) {
    this.bench = bench;
    this.audit = audit;
    this.clock = clock;
    OutputSchemas schemas = new OutputSchemas();
    this.tools =
        Stream.of(
                new LookTools(bench, schemas).all(),
                new AuthorTools(bench, schemas).all(),
                new ActTools(bench, schemas).all(),
                new OperationTools(bench, schemas).all())
            .flatMap(List::stream)
            .toList();
  }

  /** All of them, offered or not. */
  public List<Tool> all() {
    return tools;
  }

  /** Those that the operator's permissions leave something to do. */
  public List<Tool> offered() {
    return tools.stream().filter(this::isOffered).toList();
  }

  /** Whether a tool is offered. */
  public boolean isOffered(Tool tool) {
    Permissions permissions = bench.permissions();
    return tool.needs().isEmpty() || tool.needs().stream().anyMatch(permissions::allow);
  }

  /**
   * What a call came to.
   *
   * @param document the result, or the error as a document
   * @param isError which of them
   */
  public record Answer(Document document, boolean isError) {}

  /** Calls a tool; whatever happens is an answer. */
  public Answer call(Tool tool, Map<String, Object> given, ToolCall call) {
    String digest = digest(given);
    Either<DeployError, Outcome> outcome;
    try {
      outcome = tool.call(given, call);
    } catch (RuntimeException | LinkageError defect) {
      LOG.error("tool {} failed: {}", tool.name(), bench.deployer().redactor().redact(defect));
      outcome =
          Either.left(
              DeployError.of(
                  "internal.defect",
                  ErrorKind.INTERNAL,
                  "the deployer itself failed: " + defect.getClass().getSimpleName(),
                  Remedy.advice("look at the log of the server and report it")));
    }
    Either<DeployError, Outcome> done = outcome.mapLeft(bench.deployer().redactor()::redact);
    return audit
        .add(entry(tool, given, digest, done, call))
        .flatMap(written -> done)
        .fold(Toolbox::failed, result -> new Answer(safe(result.document()), false));
  }

  private static Answer failed(DeployError error) {
    return new Answer(ErrorDocument.of(error, Optional.empty()), true);
  }

  private AuditLog.Entry entry(
      Tool tool,
      Map<String, Object> given,
      String digest,
      Either<DeployError, Outcome> done,
      ToolCall call) {
    Optional<Outcome> result = done.toJavaOptional();
    return new AuditLog.Entry(
        clock.instant(),
        PlainText.line(call.client(), LONGEST_NAME),
        tool.name(),
        digest,
        Tool.environment(given).map(name -> PlainText.line(name, LONGEST_NAME)),
        Optional.ofNullable(given.get("plan"))
            .map(Object::toString)
            .map(plan -> PlainText.line(plan, LONGEST_NAME)),
        result.flatMap(Outcome::approvedBy),
        result
            .flatMap(Outcome::operation)
            .or(
                () ->
                    done.fold(
                        e -> Optional.ofNullable(e.facts().get("operation_id")),
                        o -> Optional.empty())),
        done.fold(error -> "error", end -> end.isRunning() ? "begun" : "ok"),
        done.fold(error -> Optional.of(error.code().value()), end -> Optional.empty()));
  }

  private static String digest(Map<String, Object> given) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(JSON.writeValueAsString(given).getBytes(StandardCharsets.UTF_8)));
    } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("arguments came from JSON", impossible);
    }
  }

  /** Free of secrets and of what no reader sees, with every text bounded. */
  private Document safe(Document document) {
    return new SafeDocument(bench.deployer().redactor()).of(document);
  }
}
