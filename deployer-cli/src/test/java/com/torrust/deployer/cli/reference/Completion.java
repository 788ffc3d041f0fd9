package com.torrust.deployer.cli.reference;

import com.torrust.deployer.cli.command.Shell;
import com.torrust.deployer.cli.output.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Scripts by which shells complete commands, options, their values, files and the names of
 * environments.
 */
final class Completion {

  private static final String PROGRAM = Version.PROGRAM;
  private static final String IDENTIFIER = PROGRAM.replace('-', '_');
  private static final String ENVIRONMENTS = "@environments";
  private static final String FILES = "@files";

  private final List<CommandPath> commands = CommandPath.all();

  /** The script for a shell. */
  String script(Shell shell) {
    Map<String, String> values = values();
    Map<String, String> options =
        byCommand(
            path -> String.join(" ", path.optionNames()),
            "--help --version --working-dir --output-format");
    Map<String, String> positions =
        byCommand(
            Completion::positions,
            commands.stream()
                    .filter(path -> path.words().size() == 1)
                    .map(CommandPath::text)
                    .collect(Collectors.joining(" "))
                + " help");
    return template(shell)
        .replace("@PROGRAM@", PROGRAM)
        .replace("@IDENTIFIER@", IDENTIFIER)
        .replace(
            "@KNOWN@", commands.stream().map(CommandPath::text).collect(Collectors.joining(" ")))
        .replace("@VALUED@", String.join(" ", values.keySet()))
        .replace("@VALUES@\n", cases(values, "    "))
        .replace("@OPTIONS@\n", cases(options, "          "))
        .replace("@POSITIONS@\n", cases(positions, "          "))
        .replace("@LINES@\n", shell == Shell.FISH ? fish() : "");
  }

  private static String template(Shell shell) {
    String name = "completion." + shell.name().toLowerCase(Locale.ROOT);
    try (InputStream file = Completion.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      throw new UncheckedIOException("the embedded '" + name + "' is damaged", damaged);
    }
  }

  private Map<String, String> byCommand(
      Function<CommandPath, String> words, String withoutCommand) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("", withoutCommand);
    commands.forEach(path -> all.put(path.text(), words.apply(path)));
    return all;
  }

  /** What can stand where no option stands. */
  private static String positions(CommandPath path) {
    List<String> words =
        new ArrayList<>(CommandPath.below(path.command()).stream().map(CommandSpec::name).toList());
    words.addAll(path.positionalWords());
    if (path.takesEnvironment()) {
      words.add(ENVIRONMENTS);
    }
    if (path.takesPath()) {
      words.add(FILES);
    }
    return String.join(" ", words);
  }

  /** What can stand after an option; the same for every command, as no option has two meanings. */
  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (CommandPath path : commands) {
      for (OptionSpec option : path.options()) {
        if (option.arity().max() > 0) {
          for (String name : option.names()) {
            values.putIfAbsent(name, value(option));
          }
        }
      }
    }
    return values;
  }

  private static String value(OptionSpec option) {
    if (option.completionCandidates() != null) {
      List<String> words = new ArrayList<>();
      option.completionCandidates().forEach(words::add);
      return String.join(" ", words);
    }
    if (option.paramLabel().equals("<NAME>")) {
      return ENVIRONMENTS;
    }
    return option.typeInfo().getType() == Path.class ? FILES : "";
  }

  private static String cases(Map<String, String> words, String indentation) {
    return words.entrySet().stream()
        .map(
            entry ->
                indentation + "'" + entry.getKey() + "') offer='" + entry.getValue() + "' ;;\n")
        .collect(Collectors.joining());
  }

  private String fish() {
    StringBuilder script = new StringBuilder();
    for (CommandPath path : commands) {
      script.append(line(path.above(), "-a " + path.name(), path.synopsis().summary()));
    }
    for (CommandPath path : commands) {
      if (path.takesEnvironment()) {
        script.append(line(path.text(), "-a '(__" + IDENTIFIER + "_environments)'", "environment"));
      }
      if (path.takesPath()) {
        script.append(line(path.text(), "-F", "path"));
      }
      path.positionalWords().forEach(word -> script.append(line(path.text(), "-a " + word, word)));
      path.options()
          .forEach(
              option -> script.append(line(path.text(), fish(option), option.description()[0])));
    }
    return script.toString();
  }

  private static String fish(OptionSpec option) {
    List<String> words = new ArrayList<>();
    for (String name : option.names()) {
      words.add(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
    }
    if (option.arity().max() > 0) {
      words.add(
          switch (value(option)) {
            case FILES -> "-r -F";
            case ENVIRONMENTS -> "-x -a '(__" + IDENTIFIER + "_environments)'";
            case "" -> "-x";
            default -> "-x -a '" + value(option) + "'";
          });
    }
    return String.join(" ", words);
  }

  private static String line(String command, String what, String description) {
    return String.format(
        Locale.ROOT,
        "complete -c %s -n '__%s_is \"%s\"' %s -d '%s'%n",
        PROGRAM,
        IDENTIFIER,
        command,
        what,
        description.replace("\\", "\\\\").replace("'", "\\'"));
  }
}
