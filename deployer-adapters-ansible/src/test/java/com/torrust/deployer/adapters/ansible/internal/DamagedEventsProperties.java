package com.torrust.deployer.adapters.ansible.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Configurator.Report;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.testkit.fake.RecordingProgress;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever happens to the output of a run, it is judged, and only an intact recap proves a machine.
 */
final class DamagedEventsProperties {

  private static final String RECAP =
      "\u001e{\"event\": \"recap\", \"hosts\": {\"torrust-tracker-vm\": {\"ok\": 23, \"failures\":"
          + " 0, \"unreachable\": 0, \"changed\": 13, \"skipped\": 9, \"rescued\": 0, \"ignored\":"
          + " 0}}}";
  private static final List<String> RUN =
      List.of(
          "\u001e{\"event\": \"start\", \"ansible\": \"2.14.18\", \"inputs\": \"0123abcd\"}",
          "[WARNING]: something that Ansible says by itself",
          "\u001e{\"event\": \"begin\", \"name\": \"Look at the machine\"}",
          "\u001e{\"event\": \"task\", \"name\": \"Look at the machine\", \"host\":"
              + " \"torrust-tracker-vm\", \"outcome\": \"ok\"}",
          "\u001e{\"event\": \"warning\", \"code\": \"configure.kernel_setting_refused\","
              + " \"message\": \"refused\"}",
          "\u001e{\"event\": \"retry\", \"name\": \"Refresh\", \"host\": \"torrust-tracker-vm\","
              + " \"attempt\": 1}",
          "\u001e{\"event\": \"task\", \"name\": \"Install\", \"host\": \"torrust-tracker-vm\","
              + " \"outcome\": \"failed\", \"message\": \"E: broken\", \"rc\": 100, \"code\":"
              + " \"configure.unsupported_system\"}",
          RECAP);

  /** A change at one place of one line. */
  private record Damage(int line, int from, int length, String instead) {

    List<String> to(List<String> lines) {
      List<String> damaged = new ArrayList<>(lines);
      String text = damaged.get(line);
      int begin = Math.min(from, text.length());
      int end = Math.min(begin + length, text.length());
      damaged.set(line, text.substring(0, begin) + instead + text.substring(end));
      return damaged;
    }
  }

  @Property(tries = 25_000)
  void damagedOutputIsJudgedAndNeverProvesMoreThanItSays(
      @ForAll("damages") List<Damage> damages, @ForAll("exitCodes") int exitCode) {
    List<String> lines = RUN;
    for (Damage damage : damages) {
      lines = damage.to(lines);
    }
    Either<DeployError, Report> verdict = judge(lines, exitCode);
    boolean cleanRecap =
        lines.stream()
            .flatMap(line -> PlayEvent.parse(line).stream())
            .filter(PlayEvent.Recap.class::isInstance)
            .map(PlayEvent.Recap.class::cast)
            .reduce((earlier, later) -> later)
            .map(recap -> recap.hosts().get("torrust-tracker-vm"))
            .filter(tally -> tally.failed() == 0 && tally.unreachable() == 0)
            .isPresent();
    assertTrue(verdict.isLeft() || exitCode == 0 && cleanRecap, () -> "proven by " + verdict);
  }

  @Property(tries = 5_000)
  void anyOtherTextIsPassedOnAndProvesNothing(@ForAll List<String> words) {
    RecordingProgress progress = new RecordingProgress();
    PlayRecord record = new PlayRecord(progress);
    words.forEach(line -> record.line(LineListener.Stream.OUTPUT, line));
    assertTrue(PlayFailures.judge(ended(0), record).isLeft());
    assertEquals(
        words.stream().filter(line -> !line.replace("\u001e", "").isBlank()).count(),
        progress.lines().size());
  }

  private static Either<DeployError, Report> judge(List<String> lines, int exitCode) {
    PlayRecord record = new PlayRecord(new RecordingProgress());
    lines.forEach(line -> record.line(LineListener.Stream.OUTPUT, line));
    return PlayFailures.judge(ended(exitCode), record);
  }

  private static Either<com.torrust.deployer.domain.spi.RunFailure, CommandResult> ended(
      int exitCode) {
    return Either.right(new CommandResult(exitCode, "", List.of(), Duration.ofSeconds(1)));
  }

  @Provide
  Arbitrary<Integer> exitCodes() {
    return Arbitraries.of(0, 0, 0, 1, 2, 4, 99, 137, 143, 250);
  }

  @Provide
  Arbitrary<List<Damage>> damages() {
    Arbitrary<String> instead =
        Arbitraries.oneOf(
            Arbitraries.of(
                "",
                "\"",
                "{",
                "}",
                "null",
                "0",
                "-1",
                "99999999999",
                "[]",
                "\u001e",
                "\\u0000",
                "failed"),
            Arbitraries.strings().ofMaxLength(8));
    return Combinators.combine(
            Arbitraries.integers().between(0, RUN.size() - 1),
            Arbitraries.integers().between(0, 220),
            Arbitraries.integers().between(0, 40),
            instead)
        .as(Damage::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Example
  void aFloodIsNotPassedOnAndTheRecapIsHeardAllTheSame() {
    RecordingProgress progress = new RecordingProgress();
    PlayRecord record = new PlayRecord(progress);
    for (int i = 0; i < 20_000; i++) {
      for (String line : RUN.subList(1, 6)) {
        record.line(LineListener.Stream.OUTPUT, line);
      }
    }
    record.line(LineListener.Stream.OUTPUT, RECAP);
    assertTrue(progress.lines().size() <= 5_000, () -> progress.lines().size() + " lines");
    assertTrue(record.tally().isPresent());
  }
}
