package com.torrust.deployer.cli.syntax;

import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.NearestNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The variables of this program. They set preferences; one that means anything else, or nothing, is
 * passed over with a warning.
 */
public final class Variables {

  /** Read elsewhere: the filter of the log, and by the launcher its archive and plug-ins. */
  private static final List<String> OTHERS =
      List.of(
          GlobalOptions.PREFIX + "LOG",
          GlobalOptions.PREFIX + "CLASS_CACHE",
          GlobalOptions.PREFIX + "PLUGINS");

  private final Terminal terminal;
  private final Set<String> known;

  /** The variables that a terminal gives to the program. */
  public Variables(Terminal terminal, GlobalOptions options) {
    this.terminal = terminal;
    this.known = new TreeSet<>(options.variables());
    known.addAll(OTHERS);
  }

  /**
   * One sentence for each variable that is set and passed over, in the order of their names.
   *
   * @param program with every command
   */
  public List<String> ignored(Supplier<CommandLine> program) {
    Set<String> others = new TreeSet<>();
    for (String name : terminal.variables().keySet()) {
      if (name.startsWith(GlobalOptions.PREFIX)
          && !known.contains(name)
          && terminal.variable(name).isPresent()) {
        others.add(name);
      }
    }
    if (others.isEmpty()) {
      return List.of();
    }
    Map<String, String> typed = new HashMap<>();
    addOptions(program.get().getCommandSpec(), typed);
    return others.stream()
        .map(
            name ->
                "the variable "
                    + Excerpt.of(name)
                    + " is ignored: "
                    + Optional.ofNullable(typed.get(name))
                        .map(option -> option + " counts only where it is typed")
                        .orElseGet(() -> "there is no such variable" + near(name)))
        .toList();
  }

  /** All options by the variable that one might expect. */
  private static void addOptions(CommandSpec command, Map<String, String> names) {
    for (OptionSpec option : command.options()) {
      for (String name : option.names()) {
        names.put(GlobalOptions.variable(name), name);
      }
    }
    command.subcommands().values().forEach(each -> addOptions(each.getCommandSpec(), names));
  }

  private String near(String name) {
    return NearestNames.of(name, List.copyOf(known)).stream()
        .findFirst()
        .map(other -> "; did you mean " + other + "?")
        .orElse("");
  }

  /** The variable that gave an option its value, if one did. */
  Optional<String> source(ArgSpec argument, String value) {
    return Optional.of(argument)
        .filter(OptionSpec.class::isInstance)
        .map(option -> GlobalOptions.variable(((OptionSpec) option).longestName()))
        .filter(known::contains)
        .filter(name -> terminal.variable(name).filter(value::equals).isPresent())
        .map(name -> "the variable " + name);
  }
}
