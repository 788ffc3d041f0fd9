package com.torrust.deployer.cli.syntax;

import static com.torrust.deployer.cli.syntax.ValueType.PATH;
import static com.torrust.deployer.cli.syntax.ValueType.SECONDS;

import com.torrust.deployer.cli.log.LogFormat;
import com.torrust.deployer.cli.log.LogOutput;
import com.torrust.deployer.cli.log.LogSettings;
import com.torrust.deployer.cli.output.Console.Style;
import com.torrust.deployer.cli.output.OutputFormat;
import com.torrust.deployer.cli.output.Palette;
import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.output.Theme;
import com.torrust.deployer.cli.progress.ProgressDisplay;
import com.torrust.deployer.domain.port.ImmutableTimeouts;
import com.torrust.deployer.domain.port.Timeouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * The options that every command takes, before or after its name. All but {@code --verbose} can be
 * set by a variable as well.
 */
public final class GlobalOptions {

  /** What the names of all variables of this program begin with. */
  public static final String PREFIX = "TORRUST_TD_";

  private static final String WORKING_DIR = "--working-dir";
  private static final String TEMPLATES_DIR = "--templates-dir";
  private static final String OUTPUT_FORMAT = "--output-format";

  /** Options that say where environments and templates are. */
  public static final List<String> PLACES = List.of(WORKING_DIR, TEMPLATES_DIR);

  private final List<OptionSpec> all = new ArrayList<>();

  private final Input<Path> workingDir =
      option(".", PATH, "<PATH>", "Folder that holds data/ and build/.", WORKING_DIR);
  private final Input<OutputFormat> outputFormat =
      option(
          "auto",
          ValueType.oneOf(OutputFormat.class),
          "<FORMAT>",
          "Format of the result: text, json, or auto, which is text on a terminal and json"
              + " elsewhere. Scripts should say what they want.",
          OUTPUT_FORMAT);
  private final Input<boolean[]> verbose =
      counter(
          "Show more: -v the workflow and longer help with errors, -vv facts, -vvv what tools"
              + " print.",
          "-v",
          "--verbose");
  private final Input<Boolean> quiet = flag("Show errors and the result only.", "-q", "--quiet");
  private final Input<ProgressDisplay.Kind> progress =
      option(
          "auto",
          ValueType.oneOf(ProgressDisplay.Kind.class),
          "<KIND>",
          "Progress on standard error: plain lines, json for one event a line, or auto, which is"
              + " live on a terminal and plain elsewhere.",
          "--progress");
  private final Input<Palette.Choice> color =
      option(
          "auto",
          ValueType.oneOf(Palette.Choice.class),
          "<WHEN>",
          "Paint words: always, never, or auto, which is on terminals unless NO_COLOR is set.",
          "--color");
  private final Input<Theme.Choice> theme =
      option(
          "auto",
          ValueType.oneOf(Theme.Choice.class),
          "<THEME>",
          "Symbols before lines: emoji, plain, ascii, or auto, which goes by the terminal.",
          "--theme");
  private final Input<Path> templatesDir =
      option(
          PATH, "<PATH>", "Folder with templates that replace the embedded ones.", TEMPLATES_DIR);
  private final Input<Duration> waitLock =
      option(
          "0",
          SECONDS,
          "<SECONDS>",
          "How long to wait for another process to release the environment.",
          "--wait-lock");
  private final Input<Duration> waitSsh =
      option(
          "600",
          SECONDS,
          "<SECONDS>",
          "How long to wait until a new machine lets us in by SSH.",
          "--wait-ssh");
  private final Input<Duration> waitHealthy =
      option(
          "900",
          SECONDS,
          "<SECONDS>",
          "How long to wait until images are pulled and every service answers.",
          "--wait-healthy");
  private final Input<LogOutput> logOutput =
      option(
          "file-only",
          ValueType.oneOf(LogOutput.class),
          "<MODE>",
          "Where log lines go: file-only or file-and-stderr.",
          "--log-output");
  private final Input<Path> logDir =
      option(
          PATH,
          "<PATH>",
          "Folder of log.txt; data/logs in the working folder unless given.",
          "--log-dir");
  private final Input<LogFormat> logFileFormat =
      option(
          "compact",
          ValueType.oneOf(LogFormat.class),
          "<FORMAT>",
          "Layout of the log file: pretty, json or compact.",
          "--log-file-format");
  private final Input<LogFormat> logStderrFormat =
      option(
          "pretty",
          ValueType.oneOf(LogFormat.class),
          "<FORMAT>",
          "Layout of log lines on standard error: pretty, json or compact.",
          "--log-stderr-format");
  private final Input<Boolean> debug =
      flag("Print the stack trace of a defect of this program.", "--debug");

  private <T> Input<T> option(
      String fallback, ValueType<T> type, String label, String description, String name) {
    return added(
        Input.of(
            type,
            inherited(Input.withDefault(description, fallback), name)
                .paramLabel(label)
                .defaultValue(fallback)));
  }

  private <T> Input<T> option(ValueType<T> type, String label, String description, String name) {
    return added(Input.of(type, inherited(description, name).paramLabel(label)));
  }

  private Input<Boolean> flag(String description, String... names) {
    return added(
        new Input<>(
            Boolean.class,
            inherited(description, names)
                .type(boolean.class)
                .arity("0")
                .defaultValue("false")
                .build()));
  }

  private Input<boolean[]> counter(String description, String... names) {
    return added(
        new Input<>(
            boolean[].class,
            inherited(description, names).type(boolean[].class).arity("0").build()));
  }

  private static OptionSpec.Builder inherited(String description, String... names) {
    return OptionSpec.builder(names).scopeType(ScopeType.INHERIT).description(description);
  }

  private <T> Input<T> added(Input<T> input) {
    all.add((OptionSpec) input.spec());
    return input;
  }

  /** All of them, in the order of the help. */
  public List<OptionSpec> all() {
    return List.copyOf(all);
  }

  /** The names of the variables that set one of these options. */
  public Set<String> variables() {
    return all().stream()
        .filter(GlobalOptions::hasVariable)
        .map(option -> variable(option.longestName()))
        .collect(Collectors.toSet());
  }

  /** Whether a variable sets an option; it has no way to say how often, as counters need. */
  public static boolean hasVariable(OptionSpec option) {
    return !option.typeInfo().isMultiValue();
  }

  /** Name of the variable that sets an option: {@code TORRUST_TD_WAIT_LOCK}. */
  public static String variable(String option) {
    int name = option.startsWith("--") ? 2 : 1;
    return PREFIX + option.substring(name).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * Takes values of these options from variables. No other option is taken from one: a variable
   * that somebody has set somewhere is a preference, and never consent, help or version.
   */
  public IDefaultValueProvider fromVariables(Terminal terminal) {
    Set<String> variables = variables();
    return (ArgSpec argument) ->
        Optional.of(argument)
            .filter(OptionSpec.class::isInstance)
            .map(option -> variable(((OptionSpec) option).longestName()))
            .filter(variables::contains)
            .flatMap(terminal::variable)
            .orElse(argument.defaultValue());
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
        outputFormat.value().isJson(terminal), verbosity, theme.value(), color.value());
  }

  /** How to print when the command line was not understood: its format alone is looked for. */
  public static Style guess(List<String> arguments, Terminal terminal) {
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
    return new Style(format.isJson(terminal), 0, Theme.Choice.AUTO, Palette.Choice.AUTO);
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
