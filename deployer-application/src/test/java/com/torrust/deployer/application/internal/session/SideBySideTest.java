package com.torrust.deployer.application.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.application.internal.ports.Defects;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  private final Cancellation whole = Cancellation.create();
  private final SideBySide questions =
      new SideBySide(whole, Duration.ofMinutes(1), new Defects(() -> Redactor.of(Set.of())));

  @Test
  void whatNobodyWantsToKnowAnyMoreHasStoppedWhenStopReturns() {
    AtomicBoolean stopped = new AtomicBoolean();
    questions.ask(
        "the machine",
        own -> {
          stopped.set(!own.pause(Duration.ofMinutes(1)));
          return Either.right("late");
        });

    questions.stop("not needed any more");

    assertTrue(stopped.get());
    assertFalse(whole.isRequested(), "the operation goes on");
  }

  @Test
  void anAnswerThatIsThereStaysWhenTheRestIsStopped() {
    Supplier<Either<DeployError, String>> answer =
        questions.ask("the provider", own -> Either.right("nothing changed"));
    assertEquals("nothing changed", answer.get().get());

    questions.stop("not needed any more");

    assertEquals("nothing changed", answer.get().get());
  }
}
