package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.testkit.contract.MachineAccessContract;
import com.torrust.deployer.testkit.data.Samples;
import java.util.Optional;

public class FakeMachineAccessContractTest extends MachineAccessContract {

  private final FakeWorld world = FakeWorld.create();
  private final FakeHost host = world.addHost("192.0.2.77");

  @Override
  protected MachineAccess access() {
    return world.machineAccess();
  }

  @Override
  protected Machine machine() {
    return ImmutableMachine.copyOf(Samples.machine(Samples.name("demo")))
        .withAddress(host.address());
  }

  @Override
  protected SshCredentials credentials() {
    return Samples.sshCredentials();
  }

  @Override
  protected OperationContext context() {
    return world.context(Samples.name("demo"));
  }

  @Override
  protected void changeHostKey() {
    host.changeHostKey();
  }

  @Override
  protected Machine nobody() {
    return ImmutableMachine.copyOf(machine()).withAddress(Samples.address("192.0.2.78"));
  }

  @Override
  protected Optional<FaultPlan> faults() {
    return Optional.of(world.faults());
  }
}
