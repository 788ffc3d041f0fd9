package com.torrust.deployer.cli.reference;

import com.torrust.deployer.cli.CommandLines;
import com.torrust.deployer.cli.CommandTree;
import com.torrust.deployer.cli.command.Action;
import com.torrust.deployer.cli.output.Version;
import com.torrust.deployer.cli.syntax.Choice;
import com.torrust.deployer.cli.syntax.GlobalOptions;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.cli.syntax.UsageErrors;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.ErrorCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The whole command line as one JSON document. The keys of the reference's document are kept, so
 * that its readers work; defaults, choices, variables, states, effects and exit codes are added
 * (DOC-1, DOC-2, DOC-3).
 */
final class CommandReference {

  private static final String FORMAT = "cli-documentation";
  private static final String FORMAT_VERSION = "2.0";

  /** The document without a line feed at its end. */
  String json() {
    return Document.result()
        .put("format", FORMAT)
        .put("format_version", FORMAT_VERSION)
        .put("cli", cli())
        .putAll(
            "errors",
            ErrorCatalogue.embedded().entries().stream()
                .map(ErrorCatalogue.Entry::document)
                .toList())
        .text();
  }

  private static Document cli() {
    List<Document> global =
        CommandLines.options().stream()
            .map(
                option ->
                    argument(option, List.of())
                        .put(
                            "variable",
                            Optional.of(option.longestName())
                                .filter(name -> GlobalOptions.hasVariable(option))
                                .map(GlobalOptions::variable)))
            .toList();
    return Document.object()
        .put("name", Version.PROGRAM)
        .put("version", References.VERSION)
        .put("description", CommandTree.PURPOSE)
        .put("long_description", CommandTree.PURPOSE)
        .putAll("global_arguments", global)
        .putAll("commands", CommandPath.top().stream().map(CommandReference::command).toList());
  }

  private static Document command(CommandSpec command) {
    Synopsis synopsis = Synopsis.of(command);
    return Document.object()
        .put("name", command.name())
        .put("description", synopsis.summary())
        .put("long_description", String.join("\n\n", synopsis.paragraphs()))
        .putAll(
            "arguments",
            Synopsis.arguments(command).stream()
                .map(argument -> argument(argument, choices(command)))
                .toList())
        .putAll(
            "subcommands",
            CommandPath.below(command).stream().map(CommandReference::command).toList())
        .put("effect", synopsis.effect())
        .put("is_idempotent", synopsis.idempotent())
        .put("accepts_states", synopsis.accepts())
        .put("leads_to_state", synopsis.leadsTo())
        .put("exit_codes", exitCodes(synopsis))
        .put("result_schema", synopsis.schema())
        .putAll(
            "examples",
            synopsis.examples().stream()
                .map(
                    example ->
                        Document.object()
                            .put("command", Version.PROGRAM + " " + example.command())
                            .put("purpose", example.purpose()))
                .toList());
  }

  private static List<Integer> exitCodes(Synopsis synopsis) {
    TreeSet<Integer> codes = new TreeSet<>(synopsis.exitCodes());
    codes.addAll(List.of(0, 1, 2));
    if (!synopsis.effect().equals("read")) {
      codes.add(130);
    }
    return List.copyOf(codes);
  }

  private static List<Choice> choices(CommandSpec command) {
    return command.userObject() instanceof Action action ? action.choices() : List.of();
  }

  private static Document argument(ArgSpec spec, List<Choice> choices) {
    Optional<OptionSpec> option =
        spec instanceof OptionSpec named ? Optional.of(named) : Optional.empty();
    List<String> candidates = candidates(spec);
    return Document.object()
        .put(
            "id",
            UsageErrors.name(spec)
                .replaceFirst("^-+", "")
                .replaceAll("[<>]", "")
                .replace('-', '_')
                .toLowerCase(Locale.ROOT))
        .put("kind", kind(spec))
        .put("type", spec.isOption() && spec.arity().max() == 0 ? "flag" : "option")
        .put("value_type", valueType(spec, candidates))
        .put("required", spec.required())
        .put("repeatable", spec.typeInfo().isMultiValue())
        .put("long", option.map(OptionSpec::longestName).filter(name -> name.startsWith("--")))
        .put("short", option.map(OptionSpec::shortestName).filter(name -> !name.startsWith("--")))
        .put("names", option.map(each -> Arrays.asList(each.names())).orElse(List.of()))
        .put(
            "value_names",
            spec.arity().max() == 0 ? List.of() : List.of(spec.paramLabel().replaceAll("[<>]", "")))
        .put(
            "default",
            Optional.ofNullable(spec.defaultValue()).filter(value -> spec.arity().max() > 0))
        .put("allowed_values", candidates)
        .put("excludes", excluded(spec, choices))
        .put("help", String.join(" ", spec.description()));
  }

  private static String valueType(ArgSpec spec, List<String> candidates) {
    if (spec.typeInfo().isMultiValue()) {
      return "counter";
    }
    return candidates.isEmpty()
        ? spec.typeInfo().getType().getSimpleName().toLowerCase(Locale.ROOT)
        : "choice";
  }

  private static String kind(ArgSpec spec) {
    if (spec.isPositional()) {
      return "positional";
    }
    return spec.arity().max() == 0 ? "flag" : "option";
  }

  private static List<String> excluded(ArgSpec spec, List<Choice> choices) {
    return choices.stream()
        .filter(choice -> choice.among().contains(spec))
        .flatMap(choice -> choice.among().stream())
        .filter(other -> other != spec)
        .map(UsageErrors::name)
        .toList();
  }

  /** Words that an input takes, if they are known. */
  static List<String> candidates(ArgSpec spec) {
    List<String> words = new ArrayList<>();
    Optional.ofNullable(spec.completionCandidates()).ifPresent(all -> all.forEach(words::add));
    return words;
  }
}
