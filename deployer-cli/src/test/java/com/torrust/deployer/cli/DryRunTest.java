package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.cli.command.Action;
import com.torrust.deployer.cli.syntax.Synopsis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

/**
 * With {@code --dry-run} a command shows its plan, writes nothing, asks nobody and calls nothing.
 */
class DryRunTest {

  private static final String STORED = "create environment --env-file @/demo.json";
  private static final String DEPLOYED = "deploy --env-file @/demo.json";
  private static final String SAVING = "deploy --env-file @/saving.json";

  /** What stores answer from; everything else that a fake does is a call. */
  private static final Set<String> READS = Set.of("store.find", "store.list");

  @TempDir private Path folder;

  /**
   * One case.
   *
   * @param line the command line
   * @param phases what the plan has to show, phase and effect
   * @param before what was done before
   */
  private record Case(String line, List<String> phases, List<String> before) {

    static Case of(String line, String phases, String... before) {
      return new Case(line, Arrays.asList(phases.split(", ")), List.of(before));
    }
  }

  private static List<Case> cases() {
    String toRelease = "provision create, configure not-evaluated, release create";
    return List.of(
        Case.of("deploy --env-file @/demo.json", toRelease + ", run create"),
        Case.of("deploy demo", toRelease + ", run create", STORED),
        Case.of("deploy demo --until released", toRelease, STORED),
        Case.of("deploy demo --skip-run", toRelease, STORED),
        Case.of("deploy demo", "run none", DEPLOYED),
        Case.of(
            "deploy --env-file @/moved.json",
            "configure change, release change, run change",
            DEPLOYED),
        Case.of("deploy --env-file @/moved.json --until configured", "configure change", DEPLOYED),
        Case.of("provision demo", "provision create", STORED),
        Case.of("register demo --instance-ip 192.0.2.9", "register create", STORED),
        Case.of("configure demo", "configure not-evaluated", DEPLOYED),
        Case.of("release demo", "release create", STORED, "deploy demo --until configured"),
        Case.of("release demo", "release none", DEPLOYED),
        Case.of("run demo", "run none", DEPLOYED),
        Case.of(
            "rollback demo",
            "release change, run change",
            DEPLOYED,
            "deploy --env-file @/slower.json"),
        Case.of(
            "rollback demo",
            "configure change, release change, run change",
            DEPLOYED,
            "deploy --env-file @/more.json"),
        Case.of("rotate demo", "release change, run none", DEPLOYED),
        Case.of("rotate demo tracker.http_api.admin_token", "release change, run none", DEPLOYED),
        Case.of("backup demo", "backup create", SAVING),
        Case.of("restore demo", "restore change", SAVING),
        Case.of("restore demo 0123456789abcdef --yes", "restore change", SAVING),
        Case.of("destroy demo", "destroy delete", DEPLOYED),
        Case.of("destroy demo --yes", "destroy delete", DEPLOYED),
        Case.of("destroy demo", "destroy delete", STORED),
        Case.of("destroy demo", "destroy none", DEPLOYED, "destroy demo --yes"),
        Case.of("purge demo", "purge delete", STORED),
        Case.of("purge demo --yes", "purge delete", DEPLOYED, "destroy demo --yes"),
        Case.of("purge demo --abandon-resources", "purge delete", DEPLOYED));
  }

  /** Refused as the command is, and as untouched. */
  private static Map<String, String> refusals() {
    return Map.of(
        "provision demo", "environment.wrong_state",
        "register demo --instance-ip 192.0.2.9", "environment.wrong_state",
        "purge demo", "environment.resources_live",
        "rollback demo", "release.none_before",
        "rotate demo no.such_secret", "rotate.secret_unknown",
        "restore demo", "backup.no_repository",
        "destroy nobody", "environment.not_found",
        "configure nobody", "environment.not_found",
        "deploy demo --plan 0123456789abcdef", "usage.arguments_exclusive");
  }

  @TestFactory
  Stream<DynamicTest> showsAPlanAndLeavesEverythingAsItIs() {
    return cases().stream()
        .map(each -> DynamicTest.dynamicTest(each.before + " " + each.line, () -> shows(each)));
  }

  private void shows(Case each) throws IOException {
    Path own = Files.createTempDirectory(folder, "case");
    Bench bench = new Bench(own).keepingFiles();
    each.before.forEach(bench::well);
    Map<String, String> before = files(own);
    bench.world().faults().restart();
    long hosts = bench.world().hosts().size();

    Outcome text = bench.well(each.line + " --dry-run --output-format text");
    Outcome json = bench.well(each.line + " --dry-run --output-format json");

    assertEquals(List.of(), PublishedSchemas.errors("plan", json.out()), json::out);
    String plan = json.out().replaceAll("\\s", "");
    each.phases.forEach(
        phase -> {
          String[] words = phase.split(" ");
          assertTrue(
              plan.contains("\"phase\":\"" + words[0] + "\",\"effect\":\"" + words[1] + "\""),
              () -> phase + " in " + json.out());
        });
    assertEquals(each.phases.size(), count(plan, "\"phase\":"), json::out);
    assertFalse(text.out().isBlank());
    assertEquals(before, files(own));
    assertEquals(List.of(), calls(bench));
    assertEquals(hosts, bench.world().hosts().size());
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatTheCommandRefuses() {
    return refusals().entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> refuses(each.getKey(), each.getValue())));
  }

  private void refuses(String line, String code) throws IOException {
    Path own = Files.createTempDirectory(folder, "case");
    Bench bench = new Bench(own).keepingFiles();
    bench.well(DEPLOYED);
    Map<String, String> before = files(own);
    bench.world().faults().restart();

    Outcome outcome = bench.run(line + " --dry-run");

    assertTrue(outcome.lastLine().contains('"' + code + '"'), outcome::toString);
    assertEquals(before, files(own));
    assertEquals(List.of(), calls(bench));
  }

  @Test
  void everyCommandThatChangesAnEnvironmentHasIt() {
    List<String> lacking =
        CommandLines.program().getSubcommands().values().stream()
            .map(line -> line.getCommandSpec())
            .filter(command -> command.userObject() instanceof Action)
            .filter(DryRunTest::changes)
            .filter(command -> command.findOption("--dry-run") == null)
            // What changes something there is a tool, and wants a plan.
            .filter(command -> !command.name().equals("mcp"))
            .map(CommandSpec::name)
            .toList();

    assertEquals(List.of(), lacking);
  }

  private static boolean changes(CommandSpec command) {
    return switch (Synopsis.of(command).effect()) {
      case "remote-write", "spends-money", "destroys" -> true;
      default -> Synopsis.of(command).leadsTo().isPresent();
    };
  }

  private static List<String> calls(Bench bench) {
    return bench.world().faults().passed().stream()
        .filter(point -> !READS.contains(point))
        .toList();
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  /** Every file with its content, and every folder. */
  private static Map<String, String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.collect(
          Collectors.toMap(Path::toString, DryRunTest::content, (one, other) -> one, TreeMap::new));
    }
  }

  private static String content(Path path) {
    try {
      return Files.isRegularFile(path)
          ? HexFormat.of().formatHex(Files.readAllBytes(path)) + Files.getLastModifiedTime(path)
          : "";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
