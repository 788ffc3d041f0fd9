package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.service.CheckResult;
import io.vavr.control.Either;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever an adapter, a library or the platform quotes, no secret leaves the program. */
class SecretsTest {

  private static final String TOKEN = "SandboxAccessToken";

  @TempDir private Path folder;

  private interface Access {
    Either<DeployError, Machine> reach(OperationContext context);
  }

  private Bench bench(Access access) {
    Bench bench = new Bench(folder);
    MachineAccess hostile =
        (MachineAccess)
            Proxy.newProxyInstance(
                SecretsTest.class.getClassLoader(),
                new Class<?>[] {MachineAccess.class},
                (proxy, method, arguments) ->
                    access.reach((OperationContext) arguments[arguments.length - 1]));
    return bench.assembled(builder -> builder.machineAccess(hostile));
  }

  /** Everything that a run leaves behind, outside of the state itself. */
  private String everything(Outcome outcome) throws IOException {
    StringBuilder all = new StringBuilder(outcome.out()).append(outcome.err());
    try (Stream<Path> files = Files.walk(folder.resolve("workspace"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(each));
      }
    }
    return all.toString();
  }

  static Stream<Arguments> quotations() {
    return Stream.of(
            TOKEN,
            "invalid header value: \"Bearer " + TOKEN + "\u200b\"",
            "GET /api/v1/stats?token=" + TOKEN + "&x",
            Base64.getEncoder().encodeToString(("admin:" + TOKEN).getBytes(StandardCharsets.UTF_8)),
            "colour " + TOKEN.substring(0, 5) + "\u001b[0m" + TOKEN.substring(5),
            "cut: " + TOKEN.substring(0, 14) + "…")
        .flatMap(text -> Stream.of("text", "json").map(format -> Arguments.of(text, format)));
  }

  @ParameterizedTest
  @MethodSource("quotations")
  void exceptionsThatNobodyExpectedQuoteNoSecret(String text, String format) throws IOException {
    Bench bench =
        bench(
            context -> {
              RuntimeException inner = new IllegalArgumentException(text);
              throw new IllegalStateException("while speaking: " + text, inner);
            });
    bench.well("create environment --env-file @/demo.json");
    Outcome outcome =
        bench.run(
            "provision demo -vvv --debug --log-file-format "
                + (format.equals("text") ? "pretty" : "json")
                + " --output-format "
                + format);
    assertTrue(outcome.err().contains("internal.defect"), outcome.err());
    assertSecretless(everything(outcome));
  }

  @ParameterizedTest
  @MethodSource("quotations")
  void errorsAndEventsQuoteNoSecret(String text, String format) throws IOException {
    Bench bench =
        bench(
            context -> {
              LoggerFactory.getLogger("library").warn("it said {}", text, new IOException(text));
              context.progress().warn(text, text);
              context.progress().line(text, text);
              context.progress().resource(text, text);
              context.progress().health(text, text, text);
              context.progress().task(text, text);
              return Either.left(
                  DeployError.because("ssh.closed", ErrorKind.CONNECTIVITY, text)
                      .putFacts("answer", text)
                      .addCauses(text)
                      .addOutputTail(text)
                      .addSideEffects(text)
                      .addRemedies(com.torrust.deployer.domain.error.Remedy.advice(text))
                      .build());
            });
    bench.well("create environment --env-file @/demo.json");
    Outcome outcome =
        bench.run(
            "provision demo -vvv --progress "
                + (format.equals("text") ? "plain" : "json")
                + " --log-output file-and-stderr --output-format "
                + format);
    assertEquals(7, outcome.exitCode(), outcome.err());
    assertSecretless(everything(outcome));
  }

  @ParameterizedTest
  @MethodSource("quotations")
  void servicesThatQuoteSecretsAreNotQuoted(String text, String format) throws IOException {
    Bench bench = new Bench(folder);
    bench.well("deploy --env-file @/demo.json");
    bench.assembled(
        builder ->
            builder.serviceProbe(
                (check, limit, cancellation) ->
                    new CheckResult(
                        check.id(), check.subject(), CheckResult.Status.FAIL, text, limit)));
    for (String command : List.of("test demo", "status demo", "run demo --wait-healthy 0")) {
      assertSecretless(everything(bench.run(command + " -vvv --output-format " + format)));
    }
  }

  @ParameterizedTest
  @MethodSource("quotations")
  void exceptionsOfListenersQuoteNoSecret(String text, String format) throws IOException {
    Bench bench = new Bench(folder);
    bench.well("create environment --env-file @/demo.json");
    bench.assembled(
        builder ->
            builder.listener(
                event -> {
                  // The first event of a process included.
                  if (event instanceof DeployEvent.OperationStarted
                      || event instanceof DeployEvent.StepStarted) {
                    throw new IllegalStateException(text, new IllegalArgumentException(text));
                  }
                }));
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger ours = (Logger) LoggerFactory.getLogger("com.torrust.deployer");
    ours.addAppender(log);
    Outcome outcome;
    try {
      outcome = bench.run("provision demo -vvv --output-format " + format);
    } finally {
      ours.detachAppender(log);
    }
    assertEquals(0, outcome.exitCode(), outcome.err());
    String logged =
        log.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
    assertTrue(logged.contains("IllegalStateException"), logged);
    assertTrue(log.list.stream().allMatch(event -> event.getThrowableProxy() == null), logged);
    assertSecretless(logged);
    assertSecretless(everything(outcome));
  }

  private static void assertSecretless(String all) {
    String encoded =
        Base64.getEncoder().encodeToString(("admin:" + TOKEN).getBytes(StandardCharsets.UTF_8));
    for (String form : List.of(TOKEN, encoded.substring(10, 24), TOKEN.substring(0, 14))) {
      assertFalse(all.contains(form), all);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u202e", "\u2028", "\u001b[2J", "\nerror[forged]: all is well", "\r", "\u0085"})
  void nothingThatAnAdapterSaysForgesALine(String forged) throws IOException {
    String text = "before" + forged + "after";
    Bench bench =
        bench(
            context -> {
              LoggerFactory.getLogger("library").warn("it said {}", text, new IOException(text));
              context.progress().warn("a.b", text);
              context.progress().line(text, text);
              return Either.left(
                  DeployError.because("ssh.closed", ErrorKind.CONNECTIVITY, text)
                      .putFacts(text, text)
                      .addOutputTail(text)
                      .build());
            });
    bench.well("create environment --env-file @/demo.json");
    Outcome text0 = bench.run("provision demo -vvv --output-format text --progress plain");
    assertFalse(text0.err().contains("before" + forged), text0.err());
    Outcome json = bench.run("provision demo -vvv --output-format json --progress json");
    assertFalse(json.err().contains(forged), json.err());
    assertFalse(
        Files.readString(folder.resolve("workspace/data/logs/log.txt"))
            .contains(forged.strip().isEmpty() ? forged + "after" : "before" + forged));
  }

  @Test
  void theLogIsForItsOwnerAloneAlsoWhereAnEarlierReleaseLeftItOpen() throws IOException {
    Path logs = folder.resolve("workspace/data/logs");
    Files.createDirectories(logs);
    Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String name : List.of("log.txt", "log.1.txt")) {
      Files.writeString(logs.resolve(name), "earlier\n");
      Files.setPosixFilePermissions(
          logs.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
    }
    new Bench(folder).well("create environment --env-file @/demo.json");
    assertEquals("rwx------", mode(logs));
    assertEquals("rw-------", mode(logs.resolve("log.txt")));
    assertEquals("rw-------", mode(logs.resolve("log.1.txt")));
  }

  @Test
  void aFullLogIsFollowedByOneForItsOwnerAlone() throws IOException {
    Bench bench = new Bench(folder);
    bench.well("create environment --env-file @/demo.json");
    Path log = folder.resolve("workspace/data/logs/log.txt");
    Files.writeString(log, "x".repeat(6 * 1024 * 1024));
    bench.well("provision demo");
    bench.well("configure demo");
    assertTrue(Files.exists(log.resolveSibling("log.1.txt")));
    assertEquals("rw-------", mode(log));
    assertEquals("rw-------", mode(log.resolveSibling("log.1.txt")));
  }

  @Test
  void aFolderOfTheUserKeepsItsPermissions() throws IOException {
    Path logs = Files.createDirectories(folder.resolve("shared"));
    Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxr-xr-x"));
    new Bench(folder).well("create environment --env-file @/demo.json --log-dir @/shared");
    assertEquals("rwxr-xr-x", mode(logs));
    assertEquals("rw-------", mode(logs.resolve("log.txt")));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
