package com.torrust.deployer.adapters.tofu.internal.tool;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.spi.LineListener.Stream;
import com.torrust.deployer.testkit.fake.RecordingProgress;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * However OpenTofu's output and files are damaged, the answer is a value and never an exception.
 */
class DamagedOutputProperties {

  private static final String MESSAGE =
      """
      {"@level":"error","@message":"Error: x","type":"diagnostic","diagnostic":{"severity":"error","summary":"x","detail":"y"},"hook":{"resource":{"addr":"a.b"},"action":"create"}}\
      """;

  /** A text in which a few pieces were replaced by others, or that was cut off. */
  private static Arbitrary<String> damaged(String whole) {
    Arbitrary<String> piece =
        Arbitraries.oneOf(
            Arbitraries.of(
                "null",
                "{}",
                "[]",
                "\"",
                "{",
                "}",
                ":",
                ",",
                "-1",
                "1e999",
                "\"\\u0000\"",
                "true",
                ""),
            Arbitraries.strings().ofMaxLength(6));
    Arbitrary<Integer> position = Arbitraries.integers().between(0, whole.length());
    return Combinators.combine(position, Arbitraries.integers().between(0, 30), piece)
        .as((at, length, text) -> new Edit(at, length, text))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(
            edits -> {
              String text = whole;
              for (Edit edit : edits) {
                int from = Math.min(edit.at(), text.length());
                text =
                    text.substring(0, from)
                        + edit.text()
                        + text.substring(Math.min(text.length(), from + edit.length()));
              }
              return text;
            });
  }

  private record Edit(int at, int length, String text) {}

  @Provide
  Arbitrary<String> states() {
    return damaged(TofuStateTest.WHOLE);
  }

  @Provide
  Arbitrary<String> plans() {
    return damaged(String.format(TofuPlanTest.PLAN, "[\"delete\", \"create\"]"));
  }

  @Provide
  Arbitrary<String> messages() {
    return damaged(MESSAGE);
  }

  @Property(tries = 5_000)
  void aStateIsWholeOrDamaged(@ForAll("states") String text) {
    TofuState state = TofuState.parse(text);
    if (state instanceof TofuState.Recorded recorded) {
      assertTrue(recorded.instanceInfo().isLeft() || recorded.instanceInfo().isRight());
    } else {
      assertTrue(state instanceof TofuState.Damaged);
    }
  }

  @Property(tries = 3_000)
  void aPlanIsWholeOrNone(@ForAll("plans") String text) {
    TofuPlan.parse(text).ifPresent(plan -> assertNotNull(plan.losses().toString()));
  }

  @Property(tries = 3_000)
  void aMessageIsHeardOrPassedOn(@ForAll("messages") String text) {
    RecordingProgress progress = new RecordingProgress();
    TofuMessages messages = new TofuMessages(progress);
    messages.line(Stream.OUTPUT, text);
    assertTrue(text.isBlank() || !progress.lines().isEmpty());
  }

  @Property(tries = 3_000)
  void aVersionIsOneOrNone(@ForAll String text) {
    assertNotNull(TofuVersion.parse("{\"terraform_version\": " + text + "}"));
  }
}
