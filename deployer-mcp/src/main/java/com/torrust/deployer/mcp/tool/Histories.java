package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.result.ResultDocuments;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was done with an environment, and why the last operation failed. */
final class Histories {

  private static final int MOST_TRACE_LINES = 100;

  private final Workbench bench;

  Histories(Workbench bench) {
    this.bench = bench;
  }

  Either<DeployError, Document> of(EnvironmentName name) {
    return bench
        .deployer()
        .history(name)
        .map(
            entries -> {
              Optional<Object> failure =
                  bench.deployer().show(name).toJavaOptional().flatMap(Histories::failure);
              return ResultDocuments.history(name, entries)
                  .put("failure", failure)
                  .put("trace", failure.map(this::trace).orElse(List.of()));
            });
  }

  private static Optional<Object> failure(EnvironmentView view) {
    return Optional.ofNullable(ResultDocuments.shown(view).members().get("failure"));
  }

  private List<String> trace(Object failure) {
    return failure instanceof Map<?, ?> members && members.get("trace_file") instanceof String file
        ? trace(file)
        : List.of();
  }

  private List<String> trace(String file) {
    Path root = bench.workingDirectory();
    Path path = root.resolve(file).normalize();
    try {
      List<String> lines =
          path.startsWith(root.resolve("data"))
              ? BoundedFile.lines(path, bench.deployer().redactor())
              : List.of();
      return lines.subList(Math.max(0, lines.size() - MOST_TRACE_LINES), lines.size());
    } catch (IOException gone) {
      return List.of();
    }
  }
}
