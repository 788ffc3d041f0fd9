package com.torrust.deployer.cli;

import com.torrust.deployer.cli.output.ImmutableTerminal;
import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.output.Terminal.Prompt;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the process starts and the only place where it ends. */
public final class Main {

  /**
   * Says which of the descriptors 0, 1 and 2 are terminals; set by the launcher, as Java cannot
   * tell them apart.
   */
  private static final String TERMINALS = "deployer.terminals";

  /**
   * {@code LC_ALL} as the user has it, possibly empty; set by the launcher where it gives Java
   * another one, so that names of files can be read.
   */
  private static final String LOCALE = "deployer.lc-all";

  private Main() {}

  /** Runs one command line and exits with its code. */
  public static void main(String[] arguments) {
    // From JDK 22 on the usual console exists without any terminal; this one exists only with one.
    System.setProperty("jdk.console", "java.base");
    prepareNumbers();
    int code =
        run(
            arguments,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err));
    // Not exit: since Java 21 that looks for a logger in every jar. Nothing of ours waits for
    // hooks.
    Runtime.getRuntime().halt(code);
  }

  /**
   * From JDK 25 on decimal numbers work out their tables for 20 ms before the first JSON is read;
   * done beside what comes first, no command that reads any waits for that.
   */
  static void prepareNumbers() {
    Thread beside =
        new Thread(
            () -> {
              BigDecimal unused = BigDecimal.valueOf(1);
            },
            "decimal numbers");
    beside.setDaemon(true);
    beside.start();
  }

  /** Runs one command line and returns the exit code. */
  static int run(String[] arguments, OutputStream out, OutputStream err) {
    return new Program(terminal(new ResultStream(out), utf8(err))).run(arguments);
  }

  /**
   * UTF-8 whatever the locale says: results are documents, and names in them must survive LANG=C.
   */
  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private static Terminal terminal(ResultStream results, PrintStream err) {
    Map<String, String> variables = variables();
    return ImmutableTerminal.builder()
        .out(utf8(results))
        .lost(results::lost)
        .err(err)
        .variables(variables)
        .showsOut(isTerminal('1'))
        .showsErr(isTerminal('2'))
        .columns(columns(variables))
        .prompt(isTerminal('0') && isTerminal('2') ? Optional.of(prompt(err)) : Optional.empty())
        .build();
  }

  /** The variables as the user has them. */
  private static Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    Optional.ofNullable(System.getProperty(LOCALE))
        .ifPresent(
            locale -> {
              variables.remove("LC_ALL");
              if (!locale.isEmpty()) {
                variables.put("LC_ALL", locale);
              }
            });
    return variables;
  }

  private static boolean isTerminal(char descriptor) {
    return Optional.ofNullable(System.getProperty(TERMINALS))
        .map(all -> all.indexOf(descriptor) >= 0)
        .orElseGet(() -> System.console() != null);
  }

  private static OptionalInt columns(Map<String, String> variables) {
    try {
      return Optional.ofNullable(variables.get("COLUMNS"))
          .map(text -> OptionalInt.of(Integer.parseInt(text.strip())))
          .filter(columns -> columns.getAsInt() > 0)
          .orElse(OptionalInt.empty());
    } catch (NumberFormatException none) {
      return OptionalInt.empty();
    }
  }

  private static Prompt prompt(PrintStream err) {
    return question -> {
      err.print(question);
      err.flush();
      return Optional.ofNullable(System.console()).map(Console::readLine);
    };
  }
}
