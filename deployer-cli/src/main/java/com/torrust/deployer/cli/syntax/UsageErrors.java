package com.torrust.deployer.cli.syntax;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.NearestNames;
import com.torrust.deployer.domain.error.Remedy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Command lines that are not understood, as errors. What was typed is quoted short and harmless.
 */
public final class UsageErrors {

  private UsageErrors() {}

  /** The error for what picocli did not accept, of the command line or of a variable. */
  public static DeployError of(ParameterException trouble, Variables variables) {
    if (trouble instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (trouble instanceof MissingParameterException missing) {
      return missing(missing);
    }
    if (trouble instanceof OverwrittenOptionException repeated) {
      return repeated(repeated.getOverwritten(), trouble.getCommandLine());
    }
    return invalid(trouble, variables);
  }

  /** An option before a command and again after it; picocli only looks at one place at a time. */
  public static Optional<DeployError> repeated(List<ParseResult> levels) {
    Set<String> seen = new HashSet<>();
    for (ParseResult level : levels) {
      for (OptionSpec option : level.matchedOptions()) {
        if (!option.typeInfo().isMultiValue() && !seen.add(option.longestName())) {
          return Optional.of(repeated(option, level.commandSpec().commandLine()));
        }
      }
    }
    return Optional.empty();
  }

  private static DeployError repeated(ArgSpec option, CommandLine command) {
    return error(
        "usage.option_repeated", "option " + name(option) + " is given twice", command, List.of());
  }

  /**
   * An option or argument of a group that stands before the name of a command below it: it would
   * mean nothing there.
   */
  public static Optional<DeployError> misplaced(List<ParseResult> levels) {
    for (ParseResult level : levels.subList(1, Math.max(1, levels.size() - 1))) {
      Optional<ArgSpec> own =
          level.matchedArgs().stream().filter(argument -> !argument.inherited()).findFirst();
      if (own.isPresent()) {
        CommandLine command = levels.get(levels.size() - 1).commandSpec().commandLine();
        return Optional.of(
            error(
                "usage.option_misplaced",
                name(own.get())
                    + " belongs to '"
                    + path(level.commandSpec().commandLine())
                    + "' and cannot stand before '"
                    + command.getCommandName()
                    + "'",
                command,
                List.of("give it after '" + command.getCommandName() + "' if it is meant there")));
      }
    }
    return Optional.empty();
  }

  /** That a command needs one of its subcommands. */
  public static DeployError subcommandMissing(CommandLine command) {
    List<String> names = List.copyOf(command.getSubcommands().keySet());
    return error(
        "usage.command_missing",
        "'" + path(command) + "' needs to know what",
        command,
        List.of("give one of: " + String.join(", ", names)));
  }

  /** That of several inputs not exactly one was given. */
  static DeployError choice(CommandLine command, List<ArgSpec> among, List<ArgSpec> given) {
    return given.isEmpty()
        ? error(
            "usage.argument_missing",
            "'" + path(command) + "' needs one of " + names(among, ", "),
            command,
            List.of())
        : error(
            "usage.arguments_exclusive",
            names(given, " and ") + " exclude each other",
            command,
            List.of("give only one of " + names(among, ", ")));
  }

  private static String names(List<ArgSpec> arguments, String separator) {
    return arguments.stream().map(UsageErrors::name).collect(Collectors.joining(separator));
  }

  /** That there is no such topic of the help. */
  public static DeployError unknownCommand(CommandLine at, String word) {
    List<String> known =
        at.getSubcommands().values().stream()
            .filter(below -> !below.getCommandSpec().usageMessage().hidden())
            .map(CommandLine::getCommandName)
            .toList();
    return error(
        "usage.command_unknown",
        "there is no command " + Excerpt.of(word),
        at,
        suggestions(NearestNames.of(word, known)));
  }

  private static DeployError unmatched(UnmatchedArgumentException trouble) {
    CommandLine command = trouble.getCommandLine();
    String word = trouble.getUnmatched().get(0);
    if (word.length() > 1 && word.startsWith("-")) {
      String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      List<String> known =
          command.getCommandSpec().options().stream()
              .flatMap(each -> List.of(each.names()).stream())
              .toList();
      return error(
          "usage.option_unknown",
          "'" + path(command) + "' has no option " + Excerpt.of(option),
          command,
          suggestions(NearestNames.of(option, known)));
    }
    boolean expectsCommand =
        command.getCommandSpec().positionalParameters().isEmpty()
            && (command.getParent() == null || !command.getSubcommands().isEmpty());
    return expectsCommand
        ? unknownCommand(command, word)
        : error(
            "usage.argument_unexpected",
            "'" + path(command) + "' does not know what to do with " + Excerpt.of(word),
            command,
            List.of());
  }

  private static DeployError missing(MissingParameterException trouble) {
    List<ArgSpec> arguments = trouble.getMissing();
    String names = arguments.isEmpty() ? "a value" : names(arguments, " and ");
    return error(
        "usage.argument_missing",
        "'" + path(trouble.getCommandLine()) + "' needs " + names,
        trouble.getCommandLine(),
        arguments.size() == 1 ? choices(arguments.get(0)) : List.of());
  }

  private static DeployError invalid(ParameterException trouble, Variables variables) {
    ArgSpec argument = trouble.getArgSpec();
    if (argument == null) {
      return error(
          "usage.invalid",
          Excerpt.of(trouble.getMessage()) + " is not understood",
          trouble.getCommandLine(),
          List.of());
    }
    boolean hasValue = trouble.getValue() != null;
    List<String> advice = choices(argument);
    return error(
        hasValue ? "usage.value_invalid" : "usage.argument_missing",
        hasValue
            ? Excerpt.of(trouble.getValue())
                + " is not a value for "
                + variables.source(argument, trouble.getValue()).orElse(name(argument))
                + reason(trouble, advice)
            : name(argument) + " needs a value",
        trouble.getCommandLine(),
        advice);
  }

  private static List<String> choices(ArgSpec argument) {
    List<String> words = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(words::add);
    }
    return words.isEmpty() ? List.of() : List.of("give one of: " + String.join(", ", words));
  }

  /** A converter of ours gives its reason; those of picocli repeat what is said already. */
  private static String reason(ParameterException trouble, List<String> choices) {
    return choices.isEmpty()
            && trouble.getCause() instanceof CommandLine.TypeConversionException ours
        ? ": " + ours.getMessage()
        : "";
  }

  /** How an argument is named in texts. */
  public static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String path(CommandLine command) {
    return command.getCommandSpec().qualifiedName().strip();
  }

  private static List<String> suggestions(List<String> near) {
    return near.isEmpty()
        ? List.of()
        : List.of(
            "did you mean "
                + near.stream().map(each -> "'" + each + "'").collect(Collectors.joining(" or "))
                + "?");
  }

  private static DeployError error(
      String code, String message, CommandLine command, List<String> advice) {
    ImmutableDeployError.Builder error = DeployError.because(code, ErrorKind.USAGE, message);
    advice.forEach(each -> error.addRemedies(Remedy.advice(each)));
    return error.addRemedies(Remedy.advice("see: " + path(command) + " --help")).build();
  }
}
