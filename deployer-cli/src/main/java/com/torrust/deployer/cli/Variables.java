package com.torrust.deployer.cli;

import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.NearestNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The variables of this program. They set preferences; one that means anything else, or nothing, is
 * passed over, and that is told.
 */
final class Variables {

  /** Read elsewhere: the filter of the log, and by the launcher its archive and plug-ins. */
  private static final Set<String> OTHERS =
      Set.of(
          GlobalOptions.PREFIX + "LOG",
          GlobalOptions.PREFIX + "CLASS_CACHE",
          GlobalOptions.PREFIX + "PLUGINS");

  private final Terminal terminal;
  private final GlobalOptions options;

  Variables(Terminal terminal, GlobalOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  /** One sentence for each variable that is set and passed over, in the order of their names. */
  List<String> ignored() {
    Set<String> known = new TreeSet<>(options.variables());
    known.addAll(OTHERS);
    Set<String> others = new TreeSet<>();
    for (String name : terminal.variables().keySet()) {
      if (name.startsWith(GlobalOptions.PREFIX)
          && !known.contains(name)
          && terminal.variable(name).isPresent()) {
        others.add(name);
      }
    }
    return others.isEmpty() ? List.of() : explained(others, known);
  }

  private List<String> explained(Set<String> others, Set<String> known) {
    Map<String, String> typed = typedOnly();
    List<String> told = new ArrayList<>();
    for (String name : others) {
      told.add(
          "the variable "
              + Excerpt.of(name)
              + " is ignored: "
              + Optional.ofNullable(typed.get(name))
                  .map(option -> option + " counts only where it is typed")
                  .orElseGet(() -> "there is no such variable" + near(name, known)));
    }
    return told;
  }

  private static String near(String name, Set<String> known) {
    return NearestNames.of(name, List.copyOf(known)).stream()
        .findFirst()
        .map(other -> "; did you mean " + other + "?")
        .orElse("");
  }

  /** Options of commands, help, version and counters, by the variable that one might expect. */
  private Map<String, String> typedOnly() {
    Map<String, String> names = new HashMap<>();
    for (String option : List.of("--help", "--version")) {
      names.put(GlobalOptions.variable(option), option);
    }
    options.all().forEach(input -> add(input, names));
    CommandTree.commands().forEach(command -> add(command, names));
    return names;
  }

  private static void add(Command command, Map<String, String> names) {
    command.inputs().stream().filter(Input::isOption).forEach(each -> add(each, names));
    command.subcommands().forEach(below -> add(below, names));
  }

  private static void add(Input<?> input, Map<String, String> names) {
    for (String name : ((OptionSpec) input.spec()).names()) {
      names.put(GlobalOptions.variable(name), name);
    }
  }

  /** The variable that gave an option its value, if one did. */
  Optional<String> source(ArgSpec argument, String value) {
    return Optional.of(argument)
        .filter(OptionSpec.class::isInstance)
        .map(option -> GlobalOptions.variable(((OptionSpec) option).longestName()))
        .filter(name -> options.variables().contains(name))
        .filter(name -> terminal.variable(name).filter(value::equals).isPresent())
        .map(name -> "the variable " + name);
  }
}
