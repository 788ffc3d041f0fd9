package com.torrust.deployer.adapters.local.probe;

import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.ServiceProbe;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.service.HealthCheck;
import com.torrust.deployer.domain.service.ProbeTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Asks over the network. Stateless. */
final class NetworkProbe implements ServiceProbe {

  /**
   * An answer.
   *
   * @param status how good it is
   * @param detail one line about it
   * @param code what is wrong, where that has a code of its own
   */
  record Answer(Status status, String detail, Optional<ErrorCode> code) {

    Answer(Status status, String detail) {
      this(status, detail, Optional.empty());
    }

    static Answer pass(String detail) {
      return new Answer(Status.PASS, detail);
    }

    static Answer warn(String detail) {
      return new Answer(Status.WARN, detail);
    }

    static Answer skip(String detail) {
      return new Answer(Status.SKIP, detail);
    }
  }

  @Override
  public CheckResult probe(HealthCheck check, Duration limit, Cancellation cancellation) {
    long start = System.nanoTime();
    Answer answer = ask(check.target(), limit, cancellation);
    return new CheckResult(
        check.id(),
        check.subject(),
        answer.status(),
        redactor(check.target()).redact(answer.detail()),
        Duration.ofNanos(System.nanoTime() - start),
        answer.code());
  }

  private static Redactor redactor(ProbeTarget target) {
    return target instanceof ProbeTarget.HttpGet get
        ? Redactor.of(get.token().map(Set::of).orElse(Set.of()))
        : Redactor.none();
  }

  private static Answer ask(ProbeTarget target, Duration limit, Cancellation cancellation) {
    if (cancellation.isRequested()) {
      return new Answer(Status.FAIL, "not asked: " + cancellation.reason().orElse(""));
    }
    Optional<String> obstacle = OwnAddress.obstacle(target);
    if (obstacle.isPresent()) {
      return Answer.skip("not asked over IPv6, " + obstacle.get());
    }
    try {
      return ask(target, Deadline.in(limit), cancellation);
    } catch (ProbeFailed failed) {
      return new Answer(Status.FAIL, failed.getMessage());
    } catch (IOException failed) {
      return new Answer(
          Status.FAIL,
          cancellation.isRequested()
              ? "given up: " + cancellation.reason().orElse("")
              : Causes.of(failed, limit));
    } catch (UncheckedIOException | IllegalArgumentException | SecurityException failed) {
      // The JDK's words for addresses and ports that it cannot use at all.
      return new Answer(Status.FAIL, "cannot be asked: " + failed.getMessage());
    }
  }

  private static Answer ask(ProbeTarget target, Deadline deadline, Cancellation cancellation)
      throws IOException, ProbeFailed {
    if (target instanceof ProbeTarget.UdpConnect udp) {
      return UdpTrackerClient.connect(udp.address(), udp.port(), deadline, cancellation);
    }
    if (target instanceof ProbeTarget.UdpAnnounce udp) {
      return UdpTrackerClient.announce(udp.address(), udp.port(), deadline, cancellation);
    }
    if (target instanceof ProbeTarget.HttpAnnounce http) {
      return HttpTrackerClient.announce(http, deadline, cancellation);
    }
    if (target instanceof ProbeTarget.HttpGet get) {
      return WebClient.check(get, deadline, cancellation);
    }
    if (target instanceof ProbeTarget.Dns dns) {
      return NameLookup.check(dns, deadline, cancellation);
    }
    throw new IllegalStateException("no way to ask " + target.getClass());
  }
}
