package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.ServiceProbe;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.service.HealthCheck;
import com.torrust.deployer.domain.service.HealthPlan;
import com.torrust.deployer.domain.service.ProbeTarget;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Asks services from outside, all at the same time, and again until they answer or the timeout is
 * reached.
 */
public final class Prober {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final ServiceProbe probe;
  private final Cancellation cancellation;
  private final Timeouts timeouts;

  /** Probes for one operation. */
  public Prober(ServiceProbe probe, OperationContext context) {
    this(probe, context.cancellation(), context.timeouts());
  }

  /** Probes outside of an operation that changes something. */
  public Prober(ServiceProbe probe, Cancellation cancellation, Timeouts timeouts) {
    this.probe = probe;
    this.cancellation = cancellation;
    this.timeouts = timeouts;
  }

  /** Asks everything once. */
  public List<CheckResult> ask(List<HealthCheck> checks) {
    if (checks.isEmpty()) {
      return List.of();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(checks.size(), 16), Prober::daemon);
    try {
      List<Future<CheckResult>> answers = new ArrayList<>();
      for (HealthCheck check : checks) {
        answers.add(threads.submit(() -> probe.probe(check, timeouts.probe(), cancellation)));
      }
      List<CheckResult> results = new ArrayList<>();
      for (int i = 0; i < answers.size(); i++) {
        results.add(await(checks.get(i), answers.get(i)));
      }
      return List.copyOf(results);
    } finally {
      threads.shutdownNow();
    }
  }

  private CheckResult await(HealthCheck check, Future<CheckResult> answer) {
    try {
      // The probe keeps its own limit; twice that is only reached by one that does not.
      return answer.get(2 * timeouts.probe().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      cancellation.request("the thread was interrupted");
      return unanswered(check, "interrupted");
    } catch (ExecutionException defect) {
      return unanswered(check, String.valueOf(defect.getCause()));
    } catch (TimeoutException late) {
      return unanswered(check, "no answer in time");
    }
  }

  private CheckResult unanswered(HealthCheck check, String why) {
    return new CheckResult(check.id(), check.subject(), Status.FAIL, why, timeouts.probe());
  }

  /**
   * Asks until everything passes or the timeout of the start is reached. A certificate that cannot
   * exist yet, because its name does not lead to the machine, is a matter of the operator's DNS and
   * fails nothing.
   *
   * @return what could not be asked from this computer; on the left {@code stack.unhealthy} with
   *     every failing check
   */
  public Either<DeployError, List<CheckResult>> prove(HealthPlan plan) {
    long deadline = System.nanoTime() + timeouts.start().toNanos();
    Duration pause = FIRST_PAUSE;
    Map<HealthCheck, CheckResult> open = new LinkedHashMap<>();
    plan.services().forEach(check -> open.put(check, unanswered(check, "not asked")));
    List<CheckResult> unproven = new ArrayList<>(plan.unasked());
    while (true) {
      List<HealthCheck> asked = List.copyOf(open.keySet());
      List<CheckResult> answers = ask(asked);
      for (int i = 0; i < asked.size(); i++) {
        if (answers.get(i).failed()) {
          open.put(asked.get(i), answers.get(i));
        } else {
          open.remove(asked.get(i));
          if (answers.get(i).status() == Status.SKIP) {
            unproven.add(answers.get(i));
          }
        }
      }
      if (!open.isEmpty()) {
        excuseMissingCertificates(plan, open);
      }
      if (open.isEmpty()) {
        return Either.right(List.copyOf(unproven));
      }
      if (cancellation.isRequested()
          || System.nanoTime() > deadline
          || !cancellation.pause(pause)) {
        return Either.left(failure(List.copyOf(open.values())));
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private void excuseMissingCertificates(HealthPlan plan, Map<HealthCheck, CheckResult> open) {
    List<CheckResult> names = ask(plan.names());
    // One right record is enough for a certificate.
    Set<String> leading =
        names.stream()
            .filter(answer -> answer.status() == Status.PASS)
            .map(CheckResult::subject)
            .collect(Collectors.toSet());
    Set<String> astray =
        names.stream()
            .map(CheckResult::subject)
            .filter(name -> !leading.contains(name))
            .collect(Collectors.toSet());
    open.keySet().removeIf(check -> publicName(check).filter(astray::contains).isPresent());
  }

  private static Optional<String> publicName(HealthCheck check) {
    return check.target() instanceof ProbeTarget.HttpGet get
            && get.web().trust() == ProbeTarget.Trust.PUBLIC
        ? get.web().domain().map(Object::toString)
        : Optional.empty();
  }

  private DeployError failure(List<CheckResult> failed) {
    if (cancellation.isRequested()) {
      return DeployError.because(
              "operation.cancelled", ErrorKind.CANCELLED, "stopped while services were asked")
          .build();
    }
    CheckResult first = failed.get(0);
    return DeployError.because(
            "stack.unhealthy",
            ErrorKind.HEALTH,
            first.subject() + " does not answer: " + first.detail())
        .putFacts("check", first.id())
        .addAllCauses(
            failed.stream().map(check -> check.subject() + ": " + check.detail()).toList())
        .addRemedies(Remedy.run("test"))
        .build();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "probe");
    thread.setDaemon(true);
    return thread;
  }
}
