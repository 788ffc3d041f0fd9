package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.port.ServiceProbe;
import com.torrust.deployer.domain.service.HealthCheck;
import com.torrust.deployer.domain.service.ProbeTarget;
import com.torrust.deployer.testkit.contract.ServiceProbeContract;
import java.util.List;

class FakeServiceProbeContractTest extends ServiceProbeContract {

  private final FakeWorld world = FakeWorld.create();

  @Override
  protected ServiceProbe probe() {
    return world.serviceProbe();
  }

  @Override
  protected HealthCheck answering() {
    FakeHost host = world.addHost("192.0.2.1");
    host.start(List.of());
    return check(host);
  }

  @Override
  protected HealthCheck unanswered() {
    return check(world.addHost("192.0.2.2"));
  }

  private static HealthCheck check(FakeHost host) {
    return new HealthCheck(
        "udp_tracker.connect", "UDP tracker", new ProbeTarget.UdpConnect(host.address(), 6969));
  }
}
