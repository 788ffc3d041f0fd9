package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that an adapter drives, as a prerequisite of this computer. Immutable.
 *
 * @param program name on the {@code PATH}
 * @param name what people call it
 * @param arguments make it tell its version and end
 * @param version finds major and minor number in what it prints, as groups 1 and 2; the whole match
 *     is shown
 * @param major oldest major number that fits
 * @param minor oldest minor number of that major number
 * @param remedy how to get one that fits
 */
public record RequiredTool(
    String program,
    String name,
    List<String> arguments,
    Pattern version,
    int major,
    int minor,
    Remedy remedy) {

  private static final List<String> PASSED_ON = List.of("PATH", "HOME");
  private static final int SHORT_OUTPUT = 16 * 1024;

  /** Copies the list. */
  public RequiredTool {
    arguments = List.copyOf(arguments);
  }

  /**
   * Starts it once and judges its version.
   *
   * @return met with the version, else unmet with {@code tool.missing}, {@code tool.too_old} or
   *     {@code tool.failed}
   */
  public Prerequisite look(AdapterContext context, Duration limit, Cancellation cancellation) {
    long start = System.nanoTime();
    List<String> printed = new ArrayList<>();
    Optional<DeployError> trouble =
        context
            .commands()
            .run(
                command(context, limit),
                Stdin.closed(),
                (stream, line) -> printed.add(line),
                cancellation)
            .fold(
                failure -> Optional.of(notRun(failure)),
                result -> judge(result, String.join("\n", printed)));
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    String id = "tool." + program;
    return trouble
        .map(error -> Prerequisite.unmet(id, name, error, duration))
        .orElseGet(() -> Prerequisite.met(id, name, shown(String.join("\n", printed)), duration));
  }

  private Command command(AdapterContext context, Duration limit) {
    Map<String, String> environment = new TreeMap<>(Map.of("LC_ALL", "C.UTF-8"));
    PASSED_ON.forEach(
        each ->
            Optional.ofNullable(context.variables().get(each))
                .ifPresent(value -> environment.put(each, value)));
    return ImmutableCommand.builder()
        .program(program)
        .arguments(arguments)
        .workingDirectory(existing(context.workingDirectory()))
        .environment(environment)
        .limit(limit)
        .captureLimit(SHORT_OUTPUT)
        .build();
  }

  /** A workspace need not exist yet to ask what this computer has. */
  private static Path existing(Path workingDirectory) {
    return Optional.ofNullable(workingDirectory.getRoot()).orElse(workingDirectory);
  }

  private DeployError notRun(RunFailure failure) {
    if (failure instanceof RunFailure.NotStarted notStarted) {
      return error(
          "tool.missing", "cannot start " + name + " ('" + program + "'): " + notStarted.reason());
    }
    return error("tool.failed", "'" + program + "' did not tell its version in time");
  }

  private Optional<DeployError> judge(CommandResult result, String printed) {
    Matcher found = version.matcher(printed);
    if (!result.succeeded() || !found.find()) {
      return Optional.of(
          error(
              "tool.failed",
              "'" + program + "' printed no version and ended with code " + result.exitCode()));
    }
    int foundMajor = Integer.parseInt(found.group(1));
    int foundMinor = Integer.parseInt(found.group(2));
    boolean fits = foundMajor > major || (foundMajor == major && foundMinor >= minor);
    return fits
        ? Optional.empty()
        : Optional.of(
            error(
                "tool.too_old",
                name + " " + found.group() + " is too old: " + oldest() + " or newer is needed"));
  }

  private String shown(String printed) {
    Matcher found = version.matcher(printed);
    return found.find() ? found.group() + " (" + oldest() + " or newer is needed)" : printed;
  }

  private String oldest() {
    return major + "." + minor;
  }

  private DeployError error(String code, String message) {
    return DeployError.because(code, ErrorKind.PREREQUISITE, message)
        .putFacts("tool", program)
        .putFacts("expected", oldest() + " or newer")
        .addRemedies(remedy)
        .build();
  }
}
