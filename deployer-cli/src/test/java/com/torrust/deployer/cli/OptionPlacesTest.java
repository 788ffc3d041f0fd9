package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.cli.output.ImmutableTerminal;
import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.output.Version;
import com.torrust.deployer.cli.syntax.GlobalOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** No place of an option, no variable and no file makes the program do what was not asked. */
class OptionPlacesTest {

  private static final List<String> CHANGING =
      List.of(
          "destroy demo --yes",
          "purge demo --force",
          "create environment --env-file @/other.json",
          "create template --provider lxd @/new.json",
          "create templates @/new",
          "deploy demo",
          "deploy --env-file @/other.json",
          "provision demo",
          "configure demo",
          "register demo --instance-ip 192.0.2.9",
          "release demo",
          "run demo",
          "render demo --instance-ip 192.0.2.9 --output-dir @/new",
          "docs man @/new",
          "docs @/new.json",
          // Here arguments are missing, or there are too many.
          "destroy",
          "create",
          "render",
          "validate");

  @TempDir private Path folder;

  private Bench stored() throws IOException {
    Bench bench = new Bench(folder);
    Files.writeString(
        folder.resolve("other.json"),
        Files.readString(folder.resolve("demo.json")).replace("demo", "other"));
    bench.well("deploy --env-file @/demo.json --until provisioned");
    return bench;
  }

  /** Everything that a command could have changed. */
  private String everything(Bench bench) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList()
          + bench.well("list --output-format json").out()
          + bench.well("show demo --output-format json").out();
    }
  }

  @TestFactory
  Stream<DynamicTest> helpAndVersionAreAllThatHappensWhereverTheyStand() {
    return CHANGING.stream().map(line -> DynamicTest.dynamicTest(line, () -> changesNothing(line)));
  }

  private void changesNothing(String line) throws IOException {
    Bench bench = stored();
    String before = everything(bench);
    List<String> words = List.of(line.split(" "));
    for (String asked : List.of("--help", "-h", "--version", "-V")) {
      for (int at = 0; at <= words.size(); at++) {
        if (at > 0 && takesValue(words.get(at - 1))) {
          continue;
        }
        List<String> all = new ArrayList<>(words);
        all.add(at, asked);

        Outcome outcome = bench.run(String.join(" ", all));

        assertEquals(0, outcome.exitCode(), () -> all + " " + outcome);
        assertEquals("", outcome.err(), all::toString);
        assertTrue(
            asked.equalsIgnoreCase("-v") || asked.equals("--version")
                ? outcome.out().startsWith(Version.PROGRAM + " " + Version.number())
                : outcome.out().startsWith("Usage: "),
            () -> all + " " + outcome);
      }
    }
    assertEquals(before, everything(bench));
  }

  private static boolean takesValue(String word) {
    return List.of("--env-file", "--provider", "--instance-ip", "--output-dir").contains(word);
  }

  @Test
  void anOptionIsNotSwallowedAsTheValueOfAnother() throws IOException {
    Bench bench = stored();
    String before = everything(bench);

    for (String line :
        List.of(
            "--log-dir --help destroy demo --yes",
            "destroy --log-dir --help demo --yes",
            "create environment --env-file --version",
            "destroy demo --log-dir --yes")) {
      assertEquals(2, bench.run(line).exitCode(), line);
    }
    assertEquals(before, everything(bench));
  }

  @Test
  void anOptionOfAGroupIsNotLostBeforeACommandBelowIt() throws IOException {
    Bench bench = stored();

    for (String line :
        List.of("docs --force man @/man", "docs --markdown errors", "docs @/page.md errors")) {
      Outcome outcome = bench.run(line);

      assertEquals(2, outcome.exitCode(), () -> line + " " + outcome);
      assertTrue(outcome.err().contains("usage.option_misplaced"), outcome::err);
    }
  }

  @Test
  void everyGlobalOptionMeansTheSameBeforeAndAfterTheCommand() {
    for (OptionSpec option : new GlobalOptions().all()) {
      List<String> given = given(option);
      String after = values(with(List.of("list"), given));
      String before = values(with(given, List.of("list")));
      String between = values(with(with(List.of("docs"), given), List.of("errors")));

      assertEquals(after, before, option.longestName());
      assertEquals(after, between, option.longestName());
      assertFalse(after.equals(values(List.of("list"))), option.longestName());
    }
  }

  private static List<String> given(OptionSpec option) {
    if (option.arity().max() == 0) {
      return List.of(option.longestName());
    }
    List<String> words = new ArrayList<>();
    if (option.completionCandidates() != null) {
      option.completionCandidates().forEach(words::add);
    }
    String unusual =
        words.stream()
            .filter(word -> !word.equals(option.defaultValue()))
            .findFirst()
            .orElse("12345");
    return List.of(option.longestName(), unusual);
  }

  private static List<String> with(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /** What the options are after a command line was understood. */
  private static String values(List<String> words) {
    GlobalOptions options = new GlobalOptions();
    CommandTree.whole(options, terminal(Map.of())).parseArgs(words.toArray(String[]::new));
    return options.all().stream()
        .map(
            each ->
                each.longestName()
                    + Optional.ofNullable(each.<Object>getValue())
                        .map(value -> value instanceof boolean[] many ? many.length : value))
        .toList()
        .toString();
  }

  private static Terminal terminal(Map<String, String> variables) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return ImmutableTerminal.builder()
        .out(nowhere)
        .err(nowhere)
        .variables(variables)
        .showsOut(false)
        .showsErr(false)
        .columns(OptionalInt.empty())
        .prompt(Optional.empty())
        .build();
  }

  @Test
  void anOptionIsRefusedWhenItIsGivenTwiceAtWhateverPlaces() throws IOException {
    Bench bench = stored();

    for (String line :
        List.of(
            "--output-format json list --output-format text",
            "--output-format json --output-format text list",
            "--log-dir @/a list --log-dir @/b",
            "docs --color never errors --color always",
            "destroy demo --yes --yes")) {
      Outcome outcome = bench.run(line);

      assertEquals(2, outcome.exitCode(), () -> line + " " + outcome);
      assertTrue(outcome.err().contains("usage.option_repeated"), outcome::err);
    }
  }

  @Test
  void neitherAFileNorAnAbbreviationNorAnEmptyWordBecomesConsent() throws IOException {
    Bench bench = stored();
    Files.writeString(folder.resolve("words"), "--yes\n");
    String before = everything(bench);

    for (List<String> words :
        List.of(
            List.of("destroy", "demo", "@" + folder.resolve("words")),
            List.of("destroy", "demo", "--ye"),
            List.of("destroy", "demo", "--YES"),
            List.of("destroy", "demo", "--yes=false"),
            List.of("destroy", "demo", "--yes="),
            List.of("destroy", "demo", ""),
            List.of("destroy", "demo", "--", "--yes"),
            List.of("--", "destroy", "demo", "--yes"),
            List.of("--yes", "destroy", "demo"),
            List.of("destroy", "demo", "other", "--yes"),
            List.of("destr", "demo", "--yes"),
            List.of("help", "destroy", "demo", "--yes"),
            List.of("create", "environment", "--env-file", ""),
            List.of("create", "environment", "--env-file="),
            List.of("--log-dir", "", "list"),
            List.of("--log-dir", " ", "list"),
            List.of("deploy", "", "--until", "provisioned"))) {
      Outcome outcome = bench.runWords(words);

      assertEquals(2, outcome.exitCode(), () -> words + " " + outcome);
    }
    assertEquals(before, everything(bench));
  }

  @Test
  void helpOfACommandIsHadAfterGlobalOptionsToo() throws IOException {
    Bench bench = stored();

    for (String line :
        List.of(
            "--output-format json help destroy",
            "-v help destroy",
            "help destroy",
            "destroy --help",
            "help --color never destroy")) {
      Outcome outcome = bench.run(line);

      assertEquals(0, outcome.exitCode(), () -> line + " " + outcome);
      assertTrue(outcome.out().contains("Usage: torrust-tracker-deployer destroy"), line);
    }
    assertTrue(bench.run("help create template").out().contains("create template"));
    assertEquals(2, bench.run("help nonsense").exitCode());
  }

  @Test
  void noVariableGivesConsentOrChangesWhatACommandDoes() throws IOException {
    Bench bench = stored();
    String before = everything(bench);
    List<String> forbidden = new ArrayList<>(List.of("HELP", "VERSION", "H", "Y"));
    CommandLines.program()
        .getSubcommands()
        .values()
        .forEach(command -> names(command.getCommandSpec(), forbidden));
    for (String name : forbidden) {
      bench.with("TORRUST_TD_" + name, name.equals("VERSION") ? "0.1.0" : "true");
    }
    Outcome destroyed = bench.run("destroy demo");
    Outcome listed = bench.run("list");

    assertEquals(10, destroyed.exitCode(), destroyed::toString);
    assertEquals(0, listed.exitCode(), listed::toString);
    for (String name : forbidden) {
      assertTrue(
          listed.err().contains("'TORRUST_TD_" + name + "' is ignored"),
          () -> name + " " + listed.err());
    }
    assertEquals(before, everything(bench));
  }

  private static void names(CommandSpec command, List<String> all) {
    command.options().stream()
        .filter(option -> !option.inherited())
        .flatMap(option -> Arrays.stream(option.names()))
        .map(name -> GlobalOptions.variable(name).substring(GlobalOptions.PREFIX.length()))
        .forEach(all::add);
    command.subcommands().values().forEach(below -> names(below.getCommandSpec(), all));
  }

  @Test
  void saysWhichVariableIsNotKnownOrHasAWrongValue() throws IOException {
    Bench bench = stored();

    Outcome mistyped = stored().with("TORRUST_TD_COLOUR", "never").run("list");
    Outcome quiet = stored().with("TORRUST_TD_COLOUR", "never").run("list --quiet");
    Outcome wrong = stored().with("TORRUST_TD_COLOR", "green").run("list");
    String literally = folder.resolve("${sys:user.home}").toString();
    Outcome literal = stored().with("TORRUST_TD_LOG_DIR", literally).run("list");

    assertTrue(mistyped.err().contains("did you mean TORRUST_TD_COLOR?"), mistyped::err);
    assertEquals("", quiet.err());
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().contains("the variable TORRUST_TD_COLOR"), wrong::err);
    assertEquals(0, literal.exitCode(), literal::toString);
    assertTrue(Files.exists(Path.of(literally)), literal::toString);
    assertEquals(0, bench.run("list").exitCode());
  }
}
