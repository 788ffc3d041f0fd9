package com.torrust.deployer.cli.reference;

import com.torrust.deployer.cli.CommandLines;
import com.torrust.deployer.cli.CommandTree;
import com.torrust.deployer.cli.output.Version;
import com.torrust.deployer.cli.syntax.GlobalOptions;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.cli.syntax.Synopsis.Example;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Manual pages in the macros of man(7), one for the program and one for each command. */
final class ManPage {

  private static final String EXIT_CODES =
      """
      0 success; 1 failure without a class; 2 wrong usage; 3 not found; 4 wrong state; 5 invalid configuration; 6 something is \
      missing on this computer; 7 a tool, the provider or the machine failed; 8 held by another process; 9 checks failed; 10 not \
      confirmed; 11 unreadable state; 130 interrupted.
      """;

  private ManPage() {}

  /** All pages, by file name. */
  static Map<String, String> all() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put(Version.PROGRAM + ".1", program());
    CommandPath.all().forEach(path -> pages.put(title(path) + ".1", command(path)));
    return pages;
  }

  private static String title(CommandPath path) {
    return Version.PROGRAM + "-" + String.join("-", path.words());
  }

  private static String program() {
    Roff page = new Roff(Version.PROGRAM, CommandTree.PURPOSE);
    page.section("SYNOPSIS");
    page.bold(Version.PROGRAM).text("[options] command [arguments]");
    page.section("DESCRIPTION").text(CommandTree.PURPOSE);
    page.section("COMMANDS");
    for (CommandPath path : CommandPath.all()) {
      page.item(String.join(" ", path.words()), path.synopsis().summary());
    }
    page.section("OPTIONS");
    options(page, CommandLines.options());
    page.section("ENVIRONMENT")
        .text(
            "The options of every command, but --verbose, can be set by a variable: "
                + GlobalOptions.variable("--working-dir")
                + " for --working-dir, and so on. TORRUST_TD_LOG, or RUST_LOG, says how much is"
                + " logged. NO_COLOR is heeded.");
    page.section("EXIT STATUS").text(EXIT_CODES);
    page.section("FILES")
        .item("data/NAME", "state and traces of an environment")
        .item("build/NAME", "what is rendered; can be deleted at any time")
        .item("data/logs/log.txt", "log of operations");
    return page.toString();
  }

  private static String command(CommandPath path) {
    Synopsis synopsis = path.synopsis();
    Roff page = new Roff(title(path), synopsis.summary());
    page.section("SYNOPSIS");
    page.bold(Version.PROGRAM + " " + String.join(" ", path.words())).text(call(path.arguments()));
    page.section("DESCRIPTION").text(synopsis.summary());
    synopsis.details().forEach(page::paragraph);
    if (!path.command().subcommands().isEmpty()) {
      page.section("COMMANDS");
      CommandPath.below(path.command())
          .forEach(below -> page.item(below.name(), Synopsis.of(below).summary()));
    }
    if (!path.arguments().isEmpty()) {
      page.section("OPTIONS");
      options(page, path.arguments());
    }
    page.text("");
    if (!synopsis.examples().isEmpty()) {
      page.section("EXAMPLES");
      for (Example example : synopsis.examples()) {
        page.item(Version.PROGRAM + " " + example.command(), example.purpose());
      }
    }
    page.section("SEE ALSO")
        .bold(Version.PROGRAM)
        .text("(1) for options of every command, exit status and files");
    return page.toString();
  }

  private static String call(List<ArgSpec> arguments) {
    List<String> words = new ArrayList<>();
    for (ArgSpec spec : arguments) {
      String word =
          spec instanceof OptionSpec option
              ? option.longestName() + value(spec)
              : spec.paramLabel();
      words.add(spec.required() ? word : "[" + word + "]");
    }
    return words.isEmpty() ? "command" : String.join(" ", words);
  }

  private static String value(ArgSpec spec) {
    return spec.arity().max() == 0 ? "" : " " + spec.paramLabel();
  }

  private static void options(Roff page, List<? extends ArgSpec> arguments) {
    for (ArgSpec spec : arguments) {
      String names =
          spec instanceof OptionSpec option
              ? String.join(", ", option.names()) + value(spec)
              : spec.paramLabel();
      page.item(names, String.join(" ", spec.description()));
    }
  }

  /** The few macros that are needed. */
  private static final class Roff {

    private final StringBuilder page = new StringBuilder();

    Roff(String title, String summary) {
      page.append(".TH \"")
          .append(title.toUpperCase(Locale.ROOT))
          .append("\" 1 \"\" \"")
          .append(References.VERSION)
          // Nothing in the middle, where long names of commands meet.
          .append("\" \"\\ \"\n");
      section("NAME").text(title + " \\- " + escaped(summary), true);
    }

    Roff section(String name) {
      page.append(".SH ").append(name).append('\n');
      return this;
    }

    Roff text(String text) {
      return text(text, false);
    }

    private Roff text(String text, boolean ready) {
      if (!text.isEmpty()) {
        page.append(ready ? text : escaped(text.strip())).append('\n');
      }
      return this;
    }

    Roff paragraph(String text) {
      page.append(".PP\n");
      return text(text);
    }

    Roff bold(String text) {
      page.append(".B ").append(escaped(text)).append('\n');
      return this;
    }

    Roff item(String what, String meaning) {
      page.append(".TP\n.B ").append(escaped(what)).append('\n');
      return text(meaning);
    }

    /** A dash stays a dash that can be copied, and no line begins with a macro. */
    private static String escaped(String text) {
      return text.replace("\\", "\\e")
          .replace("-", "\\-")
          .lines()
          .map(line -> line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line)
          .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
      return page.toString();
    }
  }
}
