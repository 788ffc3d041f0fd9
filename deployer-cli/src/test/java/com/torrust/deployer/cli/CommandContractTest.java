package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.torrust.deployer.cli.command.Action;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.json.ExitCode;
import com.torrust.deployer.json.Schemas;
import com.torrust.deployer.testkit.data.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Every command with success and each class of failure: the exit code, exactly one valid document
 * on standard output or none, and on standard error a last line that is the error.
 */
class CommandContractTest {

  private static final String DEPLOYED = "deploy --env-file @/demo.json";
  private static final String SAVING = "deploy --env-file @/saving.json";
  private static final String SLOWER = "deploy --env-file @/slower.json";
  private static final String STORED = "create environment --env-file @/demo.json";

  private static final String SHOWN = "00112233445566ff";

  @TempDir private Path folder;

  /**
   * One case.
   *
   * @param line the command line
   * @param exitCode how it has to end
   * @param schema of the document on standard output; empty when there must be none
   * @param before what was done before
   */
  private record Case(String line, int exitCode, String schema, Consumer<Bench> before) {}

  private static Case well(String line, String schema, String... before) {
    return new Case(line, 0, schema, bench -> Arrays.stream(before).forEach(bench::well));
  }

  private static Case badly(int exitCode, String line, String... before) {
    return new Case(line, exitCode, "", bench -> Arrays.stream(before).forEach(bench::well));
  }

  private static Case failing(
      int exitCode, ErrorKind kind, String point, String line, String... before) {
    return new Case(
        line,
        exitCode,
        "",
        bench -> {
          Arrays.stream(before).forEach(bench::well);
          bench.world().faults().failAt(point, error(kind));
        });
  }

  private static DeployError error(ErrorKind kind) {
    return DeployError.of("sample.failed", kind, "it failed on purpose", Remedy.run("show"));
  }

  private static List<Case> successes() {
    return List.of(
        well(STORED, "create-environment"),
        well("create template --provider lxd @/new.json", "create-template"),
        well("create template --provider hetzner @/new.json", "create-template"),
        well("create schema @/schema.json", "written"),
        well("create templates @/templates", "written"),
        well("provision demo", "provision", STORED),
        new Case(
            "register demo --instance-ip 192.0.2.200",
            0,
            "register",
            bench -> {
              bench.well(STORED);
              bench.world().addHost("192.0.2.200");
            }),
        well("configure demo", "configure", STORED, "provision demo"),
        well("release demo", "release", STORED, "deploy demo --until configured"),
        well("run demo", "run", STORED, "deploy demo --skip-run"),
        well(DEPLOYED, "deploy"),
        well("deploy demo --until provisioned", "deploy", STORED),
        well("test demo", "test", DEPLOYED),
        well("test demo --announce --no-ssh", "test", DEPLOYED),
        well("status demo", "status", DEPLOYED),
        well("status demo", "status", STORED),
        well("status demo --logs tracker --lines 5", "logs", DEPLOYED),
        well("plan demo", "plan", STORED),
        well("plan demo", "plan", DEPLOYED),
        well("plan --env-file @/demo.json", "plan"),
        well("plan --env-file @/moved.json", "plan", DEPLOYED),
        well("releases demo", "releases", STORED),
        well("releases demo", "releases", DEPLOYED, SLOWER),
        well("rollback demo", "rollback", DEPLOYED, SLOWER),
        well("rotate demo", "rotate", DEPLOYED),
        well("rotate demo tracker.http_api.admin_token", "rotate", DEPLOYED),
        well("backup demo", "backup", SAVING),
        well("backup demo --verify", "backup", SAVING, "backup demo"),
        well("backups demo", "backups", SAVING),
        well("backups demo", "backups", SAVING, "backup demo"),
        well("restore demo --yes", "restore", SAVING, "backup demo"),
        well("show demo", "show", DEPLOYED),
        well("show demo", "show", STORED),
        well("show demo", "show", DEPLOYED, "destroy demo --yes"),
        well("show demo --history", "history", DEPLOYED),
        well("list", "list"),
        well("list", "list", DEPLOYED),
        well("list --state created", "list", STORED),
        well("exists demo", "exists"),
        well("exists demo", "exists", STORED),
        well("validate --env-file @/demo.json", "validate"),
        well("render demo --instance-ip 192.0.2.7 --output-dir @/out", "render", STORED),
        well("render --env-name demo --instance-ip 192.0.2.7 --output-dir @/out", "render", STORED),
        well("render -f @/demo.json --instance-ip 2001:db8::7 -o @/out", "render"),
        well("destroy demo --yes", "destroy", DEPLOYED),
        well("purge demo --yes", "purge", STORED),
        well("purge demo --force", "purge", DEPLOYED, "destroy demo --yes"),
        well("purge demo --yes --abandon-resources", "purge", DEPLOYED),
        well("doctor", "doctor"),
        well("doctor demo", "doctor", STORED),
        well("docs @/commands.json", "written"),
        well("docs errors", "errors"),
        well("docs errors lock.held", "errors"),
        well("docs man @/man1", "written"),
        well("docs questionnaire @/questions.json", "written"),
        well("docs skills @/skills", "written"),
        well("docs examples @/examples", "written"),
        new Case("approve " + SHOWN, 0, "approve", CommandContractTest::answering));
  }

  private static List<Case> failures() {
    List<Case> cases = new ArrayList<>();
    for (String command :
        List.of(
            "create environment",
            "create template",
            "create schema",
            "create templates",
            "deploy",
            "plan",
            "provision",
            "register",
            "configure",
            "release",
            "run",
            "releases",
            "rollback",
            "rotate",
            "backup",
            "backups",
            "restore --yes",
            "test",
            "status",
            "show",
            "list",
            "exists",
            "validate",
            "render",
            "destroy",
            "purge",
            "doctor",
            "docs",
            "docs errors",
            "docs schema",
            "docs completion",
            "docs man",
            "docs questionnaire",
            "docs skills",
            "docs examples",
            "mcp",
            "approve")) {
      cases.add(badly(2, command + " --no-such-option"));
    }
    for (String command :
        List.of(
            "provision",
            "configure",
            "release",
            "run",
            "releases",
            "rollback",
            "rotate",
            "backup",
            "backups",
            "restore --yes",
            "test",
            "status",
            "show",
            "exists",
            "purge --yes",
            "destroy --yes",
            "deploy",
            "plan",
            "doctor")) {
      cases.add(badly(2, command + " Not_A_Name"));
    }
    for (String command :
        List.of(
            "provision",
            "configure",
            "release",
            "run",
            "releases",
            "rollback",
            "rotate",
            "backup",
            "backups",
            "restore --yes",
            "test",
            "status",
            "show",
            "purge --yes",
            "destroy --yes",
            "deploy",
            "plan",
            "doctor",
            "register --instance-ip 192.0.2.1",
            "render --instance-ip 192.0.2.1 -o @/out")) {
      cases.add(badly(3, command + " nobody"));
      cases.add(
          new Case(
              command + " demo",
              11,
              "",
              bench -> {
                bench.well(STORED);
                bench.world().store().damage(Samples.name("demo"), error(ErrorKind.CORRUPT_STATE));
              }));
    }
    cases.addAll(
        List.of(
            badly(2, "nonsense"),
            badly(2, "create"),
            badly(2, "--output-format json"),
            badly(2, "list --output-format yaml"),
            badly(2, "list --state nowhere"),
            badly(2, "show"),
            badly(2, "show demo more"),
            badly(2, "show demo --working-dir a"),
            badly(2, "deploy"),
            badly(2, "deploy demo --env-file @/demo.json"),
            badly(2, "deploy demo --until nowhere"),
            badly(2, "deploy demo --plan nothing"),
            badly(4, "deploy demo --plan 0123456789abcdef", DEPLOYED),
            badly(4, "backup demo", DEPLOYED),
            badly(4, "backups demo", DEPLOYED),
            badly(2, "restore demo nothing --yes"),
            badly(10, "restore demo", SAVING),
            badly(4, "restore demo --yes", DEPLOYED),
            badly(2, "backup demo --verify --dry-run"),
            failing(6, ErrorKind.PREREQUISITE, "backup.begin", "backup demo", SAVING),
            failing(7, ErrorKind.REMOTE, "backup.save", "backup demo", SAVING),
            failing(6, ErrorKind.PREREQUISITE, "backups.list", "backups demo", SAVING),
            failing(7, ErrorKind.REMOTE, "backups.list", "backups demo", SAVING),
            failing(
                6,
                ErrorKind.PREREQUISITE,
                "restore.fetch",
                "restore demo --yes",
                SAVING,
                "backup demo"),
            failing(
                7, ErrorKind.REMOTE, "restore.fetch", "restore demo --yes", SAVING, "backup demo"),
            badly(2, "rollback demo nothing"),
            badly(3, "rollback demo 0123456789abcdef", DEPLOYED),
            badly(4, "rollback demo", DEPLOYED),
            badly(4, "rollback demo --plan 0123456789abcdef", DEPLOYED, SLOWER),
            badly(10, "rollback demo", DEPLOYED, "deploy --env-file @/more.json"),
            failing(6, ErrorKind.PREREQUISITE, "use.begin", "rollback demo", DEPLOYED, SLOWER),
            failing(7, ErrorKind.HEALTH, "run.start", "rollback demo", DEPLOYED, SLOWER),
            badly(3, "rotate demo no.such_secret", DEPLOYED),
            badly(4, "rotate demo", STORED),
            badly(4, "rotate demo --plan 0123456789abcdef", DEPLOYED),
            failing(6, ErrorKind.PREREQUISITE, "release.unpack", "rotate demo", DEPLOYED),
            failing(7, ErrorKind.HEALTH, "run.start", "rotate demo", DEPLOYED),
            badly(2, "render --instance-ip 192.0.2.7 --output-dir @/out"),
            badly(2, "render demo -f @/demo.json --instance-ip 192.0.2.7 --output-dir @/out"),
            badly(2, "render demo --instance-ip 192.0.2 --output-dir @/out"),
            badly(2, "register demo --instance-ip somewhere"),
            badly(2, "register demo --instance-ip 192.0.2.1 --ssh-port 70000"),
            badly(2, "create template --provider nowhere @/new.json"),
            badly(2, "validate --env-file @/missing.json"),
            badly(
                2,
                "create template --provider lxd @/new.json",
                "create template --provider lxd @/new.json"),
            badly(10, "create environment --interactive"),
            badly(2, "create environment --interactive --env-file @/demo.json"),
            badly(2, "approve nothing"),
            badly(3, "approve 0123456789abcdef"),
            new Case("approve " + SHOWN, 10, "", CommandContractTest::shown),
            badly(2, "mcp --allow everything"),
            badly(2, "mcp --environments Not_A_Name"),
            badly(2, "docs schema nothing"),
            badly(2, "docs completion tcsh"),
            badly(3, "docs errors no.such_code"),
            badly(4, STORED, STORED),
            badly(4, "configure demo", STORED),
            badly(4, "release demo", STORED),
            badly(4, "run demo", STORED),
            badly(4, "test demo", STORED),
            badly(4, "status demo --logs tracker", STORED),
            badly(4, "provision demo", DEPLOYED),
            badly(4, "register demo --instance-ip 192.0.2.1", DEPLOYED),
            badly(4, "purge demo --yes", DEPLOYED),
            badly(5, "create environment --env-file @/broken.json"),
            badly(5, "deploy --env-file @/broken.json"),
            badly(5, "plan --env-file @/broken.json"),
            badly(5, "render -f @/broken.json --instance-ip 192.0.2.7 -o @/out"),
            new Case("validate --env-file @/broken.json", 5, "validate", bench -> {}),
            new Case("doctor", 6, "doctor", bench -> bench.lacking("tofu")),
            failing(6, ErrorKind.PREREQUISITE, "provision.check", "provision demo", STORED),
            failing(7, ErrorKind.PROVIDER, "provision.instance", "provision demo", STORED),
            failing(7, ErrorKind.PROVIDER, "provision.instance", DEPLOYED),
            failing(7, ErrorKind.CONNECTIVITY, "access.reach", "provision demo", STORED),
            failing(
                7, ErrorKind.REMOTE, "configure.tasks", "configure demo", STORED, "provision demo"),
            failing(
                7,
                ErrorKind.TIMEOUT,
                "release.unpack",
                "release demo",
                STORED,
                "deploy demo --until configured"),
            failing(7, ErrorKind.HEALTH, "run.start", "run demo", STORED, "deploy demo --skip-run"),
            failing(7, ErrorKind.PROVIDER, "destroy.instance", "destroy demo --yes", DEPLOYED),
            failing(7, ErrorKind.REMOTE, "stack.logs", "status demo --logs all", DEPLOYED),
            failing(130, ErrorKind.CANCELLED, "provision.instance", "provision demo", STORED),
            failing(130, ErrorKind.CANCELLED, "run.start", DEPLOYED),
            failing(1, ErrorKind.FILESYSTEM, "store.save", STORED),
            failing(1, ErrorKind.FILESYSTEM, "store.list", "list"),
            failing(1, ErrorKind.INTERNAL, "provision.instance", "provision demo", STORED),
            new Case("test demo", 9, "test", CommandContractTest::stopped),
            new Case("status demo", 9, "status", CommandContractTest::stopped),
            badly(10, "deploy --env-file @/moved.json", DEPLOYED),
            badly(10, "destroy demo", DEPLOYED),
            badly(10, "purge demo", STORED)));
    for (String command :
        List.of(
            "provision demo",
            "register demo --instance-ip 192.0.2.1",
            "configure demo",
            "release demo",
            "run demo",
            "deploy demo",
            "rollback demo",
            "rotate demo",
            "backup demo",
            "restore demo --yes",
            "destroy demo --yes",
            "purge demo --yes")) {
      cases.add(new Case(command, 8, "", CommandContractTest::held));
    }
    cases.add(new Case(STORED, 8, "", CommandContractTest::hold));
    cases.add(
        new Case(
            "render demo --instance-ip 192.0.2.7 -o @/out",
            6,
            "",
            bench -> {
              bench.well(STORED);
              bench.keys().failing(error(ErrorKind.PREREQUISITE));
            }));
    cases.add(badly(4, "deploy demo", DEPLOYED, "destroy demo --yes"));
    cases.add(badly(4, "plan demo", DEPLOYED, "destroy demo --yes"));
    cases.add(badly(4, "plan --env-file @/moved.json", DEPLOYED, "destroy demo --yes"));
    for (ErrorKind kind : List.of(ErrorKind.PREREQUISITE, ErrorKind.CONNECTIVITY)) {
      int code = ExitCode.of(kind);
      String register = "register demo --instance-ip 192.0.2.1";
      cases.addAll(
          List.of(
              failing(code, kind, "access.reach", register, STORED),
              failing(code, kind, "provision.check", DEPLOYED),
              failing(code, kind, "configure.tasks", "configure demo", STORED, "provision demo"),
              failing(
                  code,
                  kind,
                  "release.unpack",
                  "release demo",
                  STORED,
                  "deploy demo --until configured"),
              failing(code, kind, "run.start", "run demo", STORED, "deploy demo --skip-run"),
              failing(code, kind, "destroy.instance", "destroy demo --yes", DEPLOYED)));
    }
    return cases;
  }

  /** A plan that an agent was shown. */
  private static void shown(Bench bench) {
    bench.put(
        "data/.mcp/approvals/" + SHOWN + ".json",
        """
        {"schema_version": 1, "plan": "%s", "environment": "demo", "operation": "destroy",
         "summary": ["destroy 'demo'"], "planned_at": "2026-03-01T12:00:00Z",
         "approved_by": null, "expires_at": null}
        """
            .formatted(SHOWN));
  }

  private static void answering(Bench bench) {
    shown(bench);
    bench.answering("demo");
  }

  private static void stopped(Bench bench) {
    bench.well(DEPLOYED);
    bench.world().faults().failAt("stack.survey", error(ErrorKind.CONNECTIVITY));
    bench.world().hosts().forEach(host -> host.powerOff());
  }

  private static void held(Bench bench) {
    bench.well(STORED);
    hold(bench);
  }

  private static void hold(Bench bench) {
    bench
        .world()
        .store()
        .acquire(
            Samples.name("demo"),
            Samples.operation(OperationKind.DEPLOY),
            Duration.ZERO,
            Cancellation.create())
        .get();
  }

  @TestFactory
  Stream<DynamicTest> tellsProgramsByDocumentsAndExitCodes() {
    return Stream.concat(successes().stream(), failures().stream())
        .map(each -> DynamicTest.dynamicTest(name(each), () -> inJson(each)));
  }

  @TestFactory
  Stream<DynamicTest> tellsPeopleInWordsWithTheSameExitCodes() {
    return Stream.concat(successes().stream(), failures().stream())
        .filter(each -> !each.line.contains("--output-format"))
        .map(each -> DynamicTest.dynamicTest(name(each), () -> inText(each)));
  }

  private static String name(Case each) {
    return each.exitCode + " " + each.line + (each.schema.isEmpty() ? "" : " → " + each.schema);
  }

  private void inJson(Case each) throws IOException {
    Bench bench = new Bench(folder);
    each.before.accept(bench);

    Outcome outcome = bench.run(each.line);

    assertEquals(each.exitCode, outcome.exitCode(), outcome::toString);
    if (each.schema.isEmpty()) {
      assertEquals("", outcome.out());
      assertEquals(List.of(), PublishedSchemas.errors("error", outcome.lastLine()), outcome::err);
      assertTrue(outcome.lastLine().contains("\"exit_code\":" + each.exitCode + ","), outcome::err);
    } else {
      assertEquals(1, documents(outcome.out()), outcome::out);
      assertEquals(List.of(), PublishedSchemas.errors(each.schema, outcome.out()), outcome::out);
      assertFalse(outcome.err().contains("\"error\""), outcome::err);
    }
    assertNoTraces(outcome);
  }

  private void inText(Case each) {
    Bench bench = new Bench(folder);
    each.before.accept(bench);

    Outcome outcome = bench.run(each.line + " --output-format text");

    assertEquals(each.exitCode, outcome.exitCode(), outcome::toString);
    if (each.schema.isEmpty()) {
      assertEquals("", outcome.out());
      assertTrue(outcome.err().contains(" error["), outcome::err);
      assertTrue(outcome.err().contains("  fix: "), outcome::err);
    } else {
      assertFalse(outcome.out().isBlank(), outcome::toString);
      assertFalse(outcome.out().startsWith("{"), outcome::out);
    }
    assertNoTraces(outcome);
  }

  private static void assertNoTraces(Outcome outcome) {
    String all = outcome.out() + outcome.err();
    assertFalse(all.contains("\tat ") || all.contains("\u001b"), all);
    assertFalse(all.contains("SandboxAccessToken") || all.contains("sandbox-admin-password"), all);
  }

  private static int documents(String text) throws IOException {
    int documents = 0;
    int depth = 0;
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        documents += depth == 0 ? 1 : 0;
      }
    }
    return documents;
  }

  @Test
  void holdsACaseForEveryExitCodeThatACommandDeclares() {
    Set<String> missing = new TreeSet<>();
    for (CommandLine command : CommandLines.program().getSubcommands().values()) {
      collect(command.getCommandSpec(), missing);
    }

    assertEquals(Set.of(), missing, "cases are missing");
  }

  private static void collect(CommandSpec command, Set<String> missing) {
    if (command.userObject() instanceof Action) {
      Synopsis synopsis = Synopsis.of(command);
      Set<Integer> codes = new TreeSet<>(synopsis.exitCodes());
      codes.add(ExitCode.USAGE);
      // Scripts and schemas are printed as they are, and are no results.
      synopsis.schema().ifPresent(result -> codes.add(ExitCode.SUCCESS));
      cases(synopsis.command()).forEach(each -> codes.remove(each.exitCode));
      codes.forEach(code -> missing.add(synopsis.command() + " → " + code));
    }
    command.subcommands().values().forEach(below -> collect(below.getCommandSpec(), missing));
  }

  private static List<Case> cases(String words) {
    return Stream.concat(successes().stream(), failures().stream())
        .filter(each -> (each.line + " ").startsWith(words + " "))
        .toList();
  }

  @Test
  void printsScriptsAndSchemasAsTheyAreInEveryFormat() {
    Bench bench = new Bench(folder);
    for (String words :
        List.of("docs schema error", "docs completion bash", "docs --markdown", "create schema")) {
      String out = bench.well(words).out();

      assertFalse(out.isBlank(), words);
      assertEquals(out, bench.well(words + " --output-format text").out(), words);
    }
  }

  @Test
  void publishesValidSchemas() {
    Schemas.NAMES.forEach(
        name -> assertEquals(List.of(), PublishedSchemas.errorsOfItself(name), name));
  }
}
