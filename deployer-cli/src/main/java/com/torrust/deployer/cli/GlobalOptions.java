package com.torrust.deployer.cli;

import com.torrust.deployer.cli.log.LogFormat;
import com.torrust.deployer.cli.log.LogOutput;
import com.torrust.deployer.cli.log.LogSettings;
import com.torrust.deployer.cli.output.Console.Style;
import com.torrust.deployer.cli.output.OutputFormat;
import com.torrust.deployer.cli.output.Palette;
import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.output.Theme;
import com.torrust.deployer.cli.progress.ProgressDisplay;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.domain.port.ImmutableTimeouts;
import com.torrust.deployer.domain.port.Timeouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * The options that every command takes, before or after its name. All but {@code --verbose} can be
 * set by a variable as well.
 */
public final class GlobalOptions {

  static final String PREFIX = "TORRUST_TD_";
  private static final String WORKING_DIR = "--working-dir";
  private static final String TEMPLATES_DIR = "--templates-dir";

  /** Options that say where environments and templates are. */
  static final List<String> PLACES = List.of(WORKING_DIR, TEMPLATES_DIR);

  private static final String OUTPUT_FORMAT = "--output-format";

  private final Input<Path> workingDir =
      Input.option(Path.class, Input.PATH, WORKING_DIR)
          .label("<PATH>")
          .defaultsTo(".")
          .everywhere()
          .says("Folder that holds data/ and build/.");

  private final Input<OutputFormat> outputFormat =
      Input.choice(OutputFormat.class, OUTPUT_FORMAT)
          .label("<FORMAT>")
          .defaultsTo("auto")
          .everywhere()
          .says(
              "Format of the result: text, json, or auto, which is text on a terminal and json"
                  + " elsewhere. Scripts should say what they want.");

  private final Input<boolean[]> verbose =
      Input.everywhere(
          Input.counter(
              "Show more: -v the workflow and longer help with errors, -vv facts, -vvv what tools"
                  + " print.",
              "-v",
              "--verbose"));

  private final Input<Boolean> quiet =
      Input.everywhere(Input.flag("Show errors and the result only.", "-q", "--quiet"));

  private final Input<ProgressDisplay.Kind> progress =
      Input.choice(ProgressDisplay.Kind.class, "--progress")
          .label("<KIND>")
          .defaultsTo("auto")
          .everywhere()
          .says(
              "Progress on standard error: plain lines, json for one event a line, or auto, which"
                  + " is live on a terminal and plain elsewhere.");

  private final Input<Palette.Choice> color =
      Input.choice(Palette.Choice.class, "--color")
          .label("<WHEN>")
          .defaultsTo("auto")
          .everywhere()
          .says(
              "Paint words: always, never, or auto, which is on terminals unless NO_COLOR is set.");

  private final Input<Theme.Choice> theme =
      Input.choice(Theme.Choice.class, "--theme")
          .label("<THEME>")
          .defaultsTo("auto")
          .everywhere()
          .says("Symbols before lines: emoji, plain, ascii, or auto, which goes by the terminal.");

  private final Input<Path> templatesDir =
      Input.option(Path.class, Input.PATH, TEMPLATES_DIR)
          .label("<PATH>")
          .everywhere()
          .says("Folder with templates that replace the embedded ones.");

  private final Input<Duration> waitLock =
      Input.option(Duration.class, GlobalOptions::seconds, "--wait-lock")
          .label("<SECONDS>")
          .defaultsTo("0")
          .everywhere()
          .says("How long to wait for another process to give the environment free.");

  private final Input<Duration> waitSsh =
      Input.option(Duration.class, GlobalOptions::seconds, "--wait-ssh")
          .label("<SECONDS>")
          .defaultsTo("600")
          .everywhere()
          .says("How long to wait until a new machine lets us in by SSH.");

  private final Input<Duration> waitHealthy =
      Input.option(Duration.class, GlobalOptions::seconds, "--wait-healthy")
          .label("<SECONDS>")
          .defaultsTo("900")
          .everywhere()
          .says("How long to wait until images are pulled and every service answers.");

  private final Input<Boolean> debug =
      Input.everywhere(Input.flag("Print the stack trace of a defect of this program.", "--debug"));

  private final Input<LogFormat> logFileFormat =
      Input.choice(LogFormat.class, "--log-file-format")
          .label("<FORMAT>")
          .defaultsTo("compact")
          .everywhere()
          .says("Layout of the log file: pretty, json or compact.");

  private final Input<LogFormat> logStderrFormat =
      Input.choice(LogFormat.class, "--log-stderr-format")
          .label("<FORMAT>")
          .defaultsTo("pretty")
          .everywhere()
          .says("Layout of log lines on standard error: pretty, json or compact.");

  private final Input<LogOutput> logOutput =
      Input.choice(LogOutput.class, "--log-output")
          .label("<MODE>")
          .defaultsTo("file-only")
          .everywhere()
          .says("Where log lines go: file-only or file-and-stderr.");

  private final Input<Path> logDir =
      Input.option(Path.class, Input.PATH, "--log-dir")
          .label("<PATH>")
          .everywhere()
          .says("Folder of log.txt; data/logs in the working folder unless given.");

  /** All of them, in the order of the help. */
  public List<Input<?>> all() {
    return List.of(
        workingDir,
        outputFormat,
        verbose,
        quiet,
        progress,
        color,
        theme,
        templatesDir,
        waitLock,
        waitSsh,
        waitHealthy,
        logOutput,
        logDir,
        logFileFormat,
        logStderrFormat,
        debug);
  }

  /**
   * Takes values of these options from variables: {@code --wait-lock} from {@code
   * TORRUST_TD_WAIT_LOCK}. No other option is taken from one: a variable that somebody has set
   * somewhere is a preference, and never consent, help or version.
   */
  IDefaultValueProvider fromVariables(Terminal terminal) {
    Set<String> names = all().stream().map(Input::name).collect(Collectors.toSet());
    return argument ->
        argument instanceof OptionSpec option
                && names.contains(option.longestName())
                && !isCounter(option)
            ? terminal.variable(variable(option.longestName())).orElse(option.defaultValue())
            : argument.defaultValue();
  }

  /** Counted on the command line; a variable has no way to say how often. */
  private static boolean isCounter(OptionSpec option) {
    return option.typeInfo().getType() == boolean[].class;
  }

  /** The variables that set one of these options. */
  Set<String> variables() {
    return all().stream()
        .filter(input -> !isCounter((OptionSpec) input.spec()))
        .map(input -> variable(input.name()))
        .collect(Collectors.toSet());
  }

  /** Name of the variable that sets an option. */
  public static String variable(String option) {
    return PREFIX + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static Duration seconds(String text) {
    try {
      long seconds = Long.parseLong(text);
      if (seconds >= 0 && seconds <= Duration.ofDays(7).toSeconds()) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException none) {
      // Told with the same words below.
    }
    throw new TypeConversionException("a whole number of seconds, at most a week, is needed");
  }

  /** Folder that holds {@code data/} and {@code build/}. */
  public Path workingDirectory() {
    return workingDir.value();
  }

  /** How to print, once the command line was understood. */
  public Style style(Terminal terminal) {
    int verbosity =
        quiet.isOn() ? -1 : Math.min(verbose.given().map(each -> each.length).orElse(0), 3);
    return new Style(
        isJson(outputFormat.value(), terminal), verbosity, theme.value(), color.value());
  }

  /** How to print when the command line was not understood: its format alone is looked for. */
  static Style guess(List<String> arguments, Terminal terminal) {
    String word = terminal.variable(variable(OUTPUT_FORMAT)).orElse("auto");
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals(OUTPUT_FORMAT) && i + 1 < arguments.size()) {
        word = arguments.get(i + 1);
      } else if (argument.startsWith(OUTPUT_FORMAT + "=")) {
        word = argument.substring(OUTPUT_FORMAT.length() + 1);
      }
    }
    OutputFormat format =
        word.equals("json")
            ? OutputFormat.JSON
            : word.equals("text") ? OutputFormat.TEXT : OutputFormat.AUTO;
    return new Style(isJson(format, terminal), 0, Theme.Choice.AUTO, Palette.Choice.AUTO);
  }

  private static boolean isJson(OutputFormat format, Terminal terminal) {
    return format == OutputFormat.JSON || (format == OutputFormat.AUTO && !terminal.showsOut());
  }

  /** How progress is shown. */
  public ProgressDisplay.Kind progress() {
    return progress.value();
  }

  /** Templates that replace embedded ones. */
  public Optional<Path> templates() {
    return templatesDir.given();
  }

  /** How long to wait for what. */
  public Timeouts timeouts() {
    return ImmutableTimeouts.builder()
        .lock(waitLock.value())
        .ssh(waitSsh.value())
        .start(waitHealthy.value())
        .build();
  }

  /** Whether defects show their stack trace. */
  public boolean debug() {
    return debug.isOn();
  }

  /** Where and how the log is written. */
  public LogSettings log(Terminal terminal) {
    return new LogSettings(
        logDir.given().orElseGet(() -> workingDir.value().resolve("data").resolve("logs")),
        logDir.given().isPresent(),
        logFileFormat.value(),
        logStderrFormat.value(),
        logOutput.value(),
        terminal.variable(PREFIX + "LOG").or(() -> terminal.variable("RUST_LOG")));
  }
}
