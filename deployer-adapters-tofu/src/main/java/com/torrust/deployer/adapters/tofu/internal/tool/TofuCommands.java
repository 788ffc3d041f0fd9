package com.torrust.deployer.adapters.tofu.internal.tool;

import com.google.common.collect.Ordering;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.ImmutableCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command lines of OpenTofu. Starts nothing. Immutable. */
public final class TofuCommands {

  /** Name of the program, looked up on the {@code PATH}. */
  static final String PROGRAM = "tofu";

  /** More than any plan of ours has, and little enough to keep. */
  private static final int WHOLE_OUTPUT = 4 * 1024 * 1024;

  private static final Duration AT_ONCE = Duration.ofSeconds(30);
  private static final String VARIABLES = "-var-file=" + TofuFolder.VARIABLES;

  private final Path folder;
  private final Map<String, String> environment;
  private final Set<Secret> secrets;
  private final Timeouts timeouts;

  /** Commands that run in {@code folder}. */
  public TofuCommands(
      Path folder, Map<String, String> environment, Set<Secret> secrets, Timeouts timeouts) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.secrets = Set.copyOf(secrets);
    this.timeouts = timeouts;
  }

  /** Asks for the version. */
  Command version() {
    return command(List.of("version", "-json"))
        .limit(Ordering.natural().min(AT_ONCE, timeouts.provider()))
        .captureLimit(WHOLE_OUTPUT)
        .build();
  }

  /**
   * Fetches plug-ins.
   *
   * @param anew takes the newest allowed ones whatever an earlier call chose
   * @param cache existing folder that keeps plug-ins for all environments
   */
  Command init(boolean anew, Optional<Path> cache) {
    List<String> arguments = new ArrayList<>(List.of("init", "-json", "-input=false"));
    if (anew) {
      arguments.add("-upgrade");
    }
    return command(arguments)
        .environment(
            cache
                .map(path -> ToolEnvironment.withPluginCache(environment, path))
                .orElse(environment))
        .build();
  }

  /**
   * Compares the project with what exists; exit code 0 says that nothing would change, 2 that
   * something would.
   */
  Command plan() {
    return command(
            List.of(
                "plan",
                "-json",
                "-input=false",
                "-detailed-exitcode",
                VARIABLES,
                "-out=" + TofuFolder.PLAN))
        .build();
  }

  /** The same without the state's lock, and with less to say. */
  Command look() {
    return command(
            List.of(
                "plan",
                "-json",
                "-input=false",
                "-detailed-exitcode",
                "-lock=false",
                VARIABLES,
                "-out=" + TofuFolder.PLAN))
        .build();
  }

  /** Tells what the saved plan would do. */
  Command show() {
    return command(List.of("show", "-json", TofuFolder.PLAN)).captureLimit(WHOLE_OUTPUT).build();
  }

  /** Does what the saved plan says. */
  Command apply() {
    return command(List.of("apply", "-json", "-input=false", TofuFolder.PLAN)).build();
  }

  /** Removes everything in the state. */
  Command destroy() {
    return command(List.of("destroy", "-json", "-input=false", "-auto-approve", VARIABLES)).build();
  }

  private ImmutableCommand.Builder command(List<String> arguments) {
    return ImmutableCommand.builder()
        .program(PROGRAM)
        .arguments(arguments)
        .workingDirectory(folder)
        .environment(environment)
        .secrets(secrets)
        .limit(timeouts.provider())
        .grace(timeouts.grace());
  }
}
