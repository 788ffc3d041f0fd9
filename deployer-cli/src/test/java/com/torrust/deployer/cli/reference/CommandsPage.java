package com.torrust.deployer.cli.reference;

import com.torrust.deployer.cli.CommandLines;
import com.torrust.deployer.cli.command.Action;
import com.torrust.deployer.cli.output.Version;
import com.torrust.deployer.cli.syntax.GlobalOptions;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.cli.syntax.Synopsis.Example;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The page of the documentation with every command and option, made from what they say. */
final class CommandsPage {

  private final StringBuilder page = new StringBuilder();

  /** The page. */
  String markdown() {
    page.append(
        """
        # Commands and options

        Made from the program by `torrust-tracker-deployer docs --markdown`; do not edit. How they are used for what is in
        [the guide](cli.md).
        """);
    for (CommandPath path : CommandPath.all()) {
      command(path);
    }
    page.append("\n## Options of every command\n\n");
    options(CommandLines.options(), true);
    return page.toString();
  }

  private void command(CommandPath path) {
    Synopsis synopsis = path.synopsis();
    String words = String.join(" ", path.words());
    page.append("\n## ").append(words).append("\n\n").append(synopsis.summary()).append('\n');
    for (String paragraph : synopsis.details()) {
      page.append('\n').append(paragraph).append('\n');
    }
    if (!path.arguments().isEmpty()) {
      page.append('\n');
      options(path.arguments(), false);
    }
    synopsis
        .schema()
        .filter(schema -> path.command().userObject() instanceof Action)
        .ifPresent(
            schema -> page.append("\nJSON result: `docs schema ").append(schema).append("`.\n"));
    if (!synopsis.examples().isEmpty()) {
      page.append("\n```console\n");
      for (Example example : synopsis.examples()) {
        page.append("# ").append(example.purpose()).append('\n');
        page.append(Version.PROGRAM).append(' ').append(example.command()).append('\n');
      }
      page.append("```\n");
    }
  }

  private void options(List<? extends ArgSpec> arguments, boolean areGlobal) {
    page.append(areGlobal ? "| Option | Variable | Meaning |\n| --- | --- | --- |\n" : "");
    page.append(areGlobal ? "" : "| Argument | Meaning |\n| --- | --- |\n");
    for (ArgSpec argument : arguments) {
      page.append("| ").append(names(argument)).append(" | ");
      if (areGlobal) {
        page.append(argument instanceof OptionSpec option ? variable(option) : "").append(" | ");
      }
      page.append(String.join(" ", argument.description()).replace("|", "\\|"))
          .append(argument.required() ? " Required." : "")
          .append(" |\n");
    }
  }

  private static String variable(OptionSpec option) {
    return GlobalOptions.hasVariable(option)
        ? "`" + GlobalOptions.variable(option.longestName()) + "`"
        : "";
  }

  private static String names(ArgSpec spec) {
    if (!(spec instanceof OptionSpec option)) {
      return "`" + spec.paramLabel() + "`";
    }
    String value = spec.arity().max() == 0 ? "" : " " + spec.paramLabel();
    return List.of(option.names()).stream()
        .map(name -> "`" + name + (name.startsWith("--") ? value : "") + "`")
        .collect(Collectors.joining(", "));
  }
}
