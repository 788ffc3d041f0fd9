package com.torrust.deployer.application.internal.session;

import com.torrust.deployer.application.internal.ports.Defects;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks several things at once. One that hangs is asked to stop and costs only its own answer
 * (STA-2).
 */
public final class SideBySide {

  /** What was asked to stop is waited for so long, and left alone then. */
  private static final Duration STOPPING = Duration.ofSeconds(5);

  private final Cancellation whole;
  private final Duration limit;
  private final Defects defects;
  private final List<Asked> all = new ArrayList<>();

  /** A question on its way. */
  private record Asked(Cancellation own, CompletableFuture<?> answer) {}

  public SideBySide(Cancellation whole, Duration limit, Defects defects) {
    this.whole = whole;
    this.limit = limit;
    this.defects = defects;
  }

  /**
   * Begins to ask.
   *
   * @param question gets a cancellation of its own, which ends with the whole one and with the
   *     limit
   * @return waits for the answer, or gives {@code status.no_answer} when the limit has passed
   */
  public <T> Supplier<Either<DeployError, T>> ask(
      String what, Function<Cancellation, Either<DeployError, T>> question) {
    Cancellation own = Cancellation.create();
    Runnable unhook = whole.onRequest(() -> own.request(whole.reason().orElse("")));
    CompletableFuture<Either<DeployError, T>> answer = new CompletableFuture<>();
    all.add(new Asked(own, answer));
    Thread asking = new Thread(() -> answer(question, own, answer), what);
    asking.setDaemon(true);
    asking.start();
    long deadline = System.nanoTime() + limit.toNanos();
    return () -> {
      try {
        return answer.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        return Either.left(noAnswer(what, own));
      } catch (ExecutionException impossible) {
        return Either.left(defects.error(what, impossible.getCause()));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        whole.request("the thread was interrupted");
        return Either.left(noAnswer(what, own));
      } finally {
        unhook.run();
      }
    };
  }

  /** Asks every question to stop whose answer nobody wants any more, and waits until it has. */
  public void stop(String reason) {
    List<Asked> open = all.stream().filter(each -> !each.answer().isDone()).toList();
    open.forEach(each -> each.own().request(reason));
    CompletableFuture<?>[] answers =
        open.stream().map(Asked::answer).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(answers)
        .completeOnTimeout(null, STOPPING.toNanos(), TimeUnit.NANOSECONDS)
        .join();
  }

  private <T> void answer(
      Function<Cancellation, Either<DeployError, T>> question,
      Cancellation own,
      CompletableFuture<Either<DeployError, T>> answer) {
    answer.complete(defects.caught("a question", () -> question.apply(own)));
  }

  private DeployError noAnswer(String what, Cancellation own) {
    own.request("no answer within " + limit.toSeconds() + " s");
    return DeployError.of(
        "status.no_answer",
        ErrorKind.TIMEOUT,
        what + " did not answer within " + limit.toSeconds() + " s",
        Remedy.advice("ask again, and look at what it is busy with"));
  }
}
