package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.ServiceProbe;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.service.HealthCheck;
import com.torrust.deployer.domain.service.ProbeTarget;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Services answer when the stack of their host runs, unless the test says otherwise. Thread-safe.
 */
public final class FakeServiceProbe implements ServiceProbe {

  private final FakeWorld world;
  private final Map<String, CheckResult> ordered = new ConcurrentHashMap<>();

  FakeServiceProbe(FakeWorld world) {
    this.world = world;
  }

  /** The check with this id answers so from now on. */
  public FakeServiceProbe answering(String id, Status status, String detail) {
    ordered.put(id, new CheckResult(id, id, status, detail, Duration.ofMillis(1)));
    return this;
  }

  @Override
  public CheckResult probe(HealthCheck check, Duration limit, Cancellation cancellation) {
    if (cancellation.isRequested()) {
      return result(check, Status.FAIL, "cancelled");
    }
    CheckResult order = ordered.get(check.id());
    if (order != null) {
      return result(check, order.status(), order.detail());
    }
    boolean running = world.host(address(check.target())).map(FakeHost::isRunning).orElse(false);
    return running
        ? result(check, Status.PASS, "answered")
        : result(check, Status.FAIL, "connection refused");
  }

  private static HostAddress address(ProbeTarget target) {
    if (target instanceof ProbeTarget.UdpConnect udp) {
      return udp.address();
    }
    if (target instanceof ProbeTarget.UdpAnnounce udp) {
      return udp.address();
    }
    if (target instanceof ProbeTarget.HttpAnnounce http) {
      return http.web().address();
    }
    if (target instanceof ProbeTarget.HttpGet get) {
      return get.web().address();
    }
    if (target instanceof ProbeTarget.Dns dns) {
      return dns.expected();
    }
    throw new IllegalStateException("unknown target " + target.getClass());
  }

  private static CheckResult result(HealthCheck check, Status status, String detail) {
    return new CheckResult(check.id(), check.subject(), status, detail, Duration.ofMillis(1));
  }
}
