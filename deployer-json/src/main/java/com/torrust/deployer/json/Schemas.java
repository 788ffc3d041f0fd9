package com.torrust.deployer.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The published JSON schemas of results, errors and events. */
public final class Schemas {

  /** Their names, without {@code .json}. */
  public static final List<String> NAMES =
      List.of(
          "common",
          "error",
          "event",
          "create-environment",
          "create-template",
          "written",
          "provision",
          "register",
          "configure",
          "release",
          "run",
          "deploy",
          "plan",
          "releases",
          "rollback",
          "rotate",
          "backup",
          "backups",
          "restore",
          "test",
          "status",
          "logs",
          "show",
          "history",
          "list",
          "exists",
          "validate",
          "render",
          "destroy",
          "purge",
          "doctor",
          "errors",
          "approve",
          "questionnaire",
          "agent-questionnaire",
          "agent-artifacts",
          "agent-history",
          "agent-operation",
          "agent-operations",
          "agent-scenarios");

  private Schemas() {}

  /** The schema of that name. */
  public static Optional<String> find(String name) {
    return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
  }

  private static String read(String name) {
    try (InputStream file = Schemas.class.getResourceAsStream("schemas/" + name + ".json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      throw new UncheckedIOException("the embedded schema '" + name + "' is damaged", damaged);
    }
  }
}
