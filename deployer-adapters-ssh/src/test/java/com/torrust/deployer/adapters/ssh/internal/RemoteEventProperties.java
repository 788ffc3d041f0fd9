package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.ssh.internal.SshConnection.Reply;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.testkit.fake.RecordingProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * What the far side says may be cut, mixed up or made up: it is an answer, or it is noise, never an
 * exception.
 */
class RemoteEventProperties {

  private static final Login LOGIN =
      new Login(HostAddress.parse("192.0.2.10").orElseThrow(), 22, "torrust", Path.of("/k"));

  private static final List<String> SESSION =
      List.of(
          "{\"event\":\"hello\",\"protocol\":\"1\",\"command\":\"start\"}",
          "{\"event\":\"locked\",\"command\":\"start\"}",
          "{\"event\":\"health\",\"service\":\"tracker\",\"from\":\"none\",\"to\":\"healthy\"}",
          "{\"event\":\"check\",\"id\":\"http_api.token\",\"subject\":\"API\",\"status\":\"pass\",\"detail\":\"answered"
              + " 200\",\"millis\":\"10\"}",
          "{\"event\":\"service\",\"service\":\"tracker\",\"state\":\"running\",\"health\":\"healthy\",\"restarts\":\"0\",\"image\":\"t:1\",\"exit_code\":\"0\"}",
          "{\"event\":\"log\",\"source\":\"tracker\",\"line\":\"a \\\"quoted\\\" line\"}",
          "{\"event\":\"failed\",\"code\":\"stack.unhealthy\",\"message\":\"service 'tracker' stays"
              + " unhealthy\",\"service\":\"tracker\"}",
          "{\"event\":\"finished\",\"command\":\"start\",\"release\":\"0123456789abcdef\"}");

  @Property(tries = 20_000)
  void neverFailsOnAnyText(@ForAll String line) {
    RemoteEvent.parse(line);
    RemoteEvent.parse("{" + line);
    RemoteEvent.parse("{\"event\":" + line);
  }

  @Property(tries = 20_000)
  void understandsAWholeLineOrNothingOfIt(@ForAll("damagedLines") String line) {
    Optional<RemoteEvent> event = RemoteEvent.parse(line);
    event.ifPresent(
        whole -> assertTrue(line.startsWith("{") && line.stripTrailing().endsWith("}"), line));
  }

  @Provide
  Arbitrary<String> damagedLines() {
    return Arbitraries.of(SESSION)
        .flatMap(
            line ->
                Arbitraries.integers()
                    .between(0, line.length() - 1)
                    .flatMap(
                        at ->
                            Arbitraries.of(
                                line.substring(0, at),
                                line.substring(at),
                                line.substring(0, at) + '\u0000' + line.substring(at),
                                line.substring(0, at) + line.substring(at + 1),
                                line + line,
                                line.substring(0, at) + "{}" + line.substring(at))));
  }

  /**
   * A session that was cut or whose lines were damaged is a success only if its last word says so.
   */
  @Property(tries = 20_000)
  void neverTakesADamagedSessionForASuccess(
      @ForAll("damagedSessions") List<String> lines, @ForAll @IntRange(max = 255) int exitCode) {
    RemoteReport report = new RemoteReport(new RecordingProgress());
    lines.forEach(line -> RemoteEvent.parse(line).ifPresent(report));
    assertEquals(
        lines.contains(SESSION.get(7)) || lines.stream().anyMatch(RemoteEventProperties::isFinish),
        report.isFinished());
    report.services();
    report.checks();
    report.release();
    if (!report.isFinished()) {
      DeployError error =
          report
              .failure()
              .map(failed -> RemoteFailures.of(failed, report, LOGIN))
              .orElseGet(
                  () ->
                      RemoteFailures.unanswered(
                          new Reply(
                              exitCode,
                              OptionalInt.of(exitCode),
                              true,
                              true,
                              lines,
                              AttemptCause.LOST,
                              List.of()),
                          report,
                          LOGIN));
      assertTrue(error.code().value().contains("."));
      assertTrue(!error.remedies().isEmpty());
    }
  }

  private static boolean isFinish(String line) {
    return RemoteEvent.parse(line).map(event -> event.name().equals("finished")).orElse(false);
  }

  @Provide
  Arbitrary<List<String>> damagedSessions() {
    return Arbitraries.oneOf(
            Arbitraries.of(SESSION), damagedLines(), Arbitraries.strings().ofMaxLength(30))
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = 5_000)
  void givesBackWhateverTextTheScriptQuotedOnOneLine(@ForAll("texts") String text) {
    String quoted =
        text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t");
    RemoteEvent event =
        RemoteEvent.parse("{\"event\":\"log\",\"line\":\"" + quoted + "\"}").orElseThrow();
    assertEquals(PlainText.line(text), event.text("line"));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("abc \"\\\n\t{}[]:,'$%")
        .withCharRange('\u00a1', '\u2fff')
        .ofMaxLength(60);
  }

  /** Passwords are chosen by people; nobody forbids them our words. */
  @Property
  void staysLegibleWhenASecretIsAWordOfOurs(@ForAll("ourWords") String secret) {
    Redactor redactor = Redactor.of(List.of(Secret.of(secret)));
    RemoteReport report = new RemoteReport(new RecordingProgress());
    List<RemoteEvent> heard = new ArrayList<>();
    for (String line : SESSION) {
      RemoteEvent event = RemoteEvent.parse(line).orElseThrow().redacted(redactor);
      heard.add(event);
      report.accept(event);
    }
    assertTrue(report.isFinished());
    assertTrue(report.services().get(0).isHealthy());
    assertEquals(8, heard.size());
  }

  @Provide
  Arbitrary<String> ourWords() {
    return Arbitraries.of(
        "finished",
        "healthy",
        "running",
        "event",
        "tracker",
        "release",
        "0123456789abcdef",
        "{\"ev");
  }

  @Property(tries = 200)
  void strikesSecretsOutOfWhatOthersSaid(
      @ForAll("texts") String before, @ForAll("texts") String after) {
    String secret = "p@ss w\"rd\\1";
    Redactor redactor = Redactor.of(List.of(Secret.of(secret)));
    RemoteEvent event =
        new RemoteEvent("log", Map.of("line", before + secret + after)).redacted(redactor);
    assertTrue(!event.text("line").contains(secret));
  }
}
