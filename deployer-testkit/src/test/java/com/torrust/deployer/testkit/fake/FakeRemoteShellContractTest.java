package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.testkit.contract.RemoteShellContract;
import com.torrust.deployer.testkit.data.Samples;

public class FakeRemoteShellContractTest extends RemoteShellContract {

  private final FakeWorld world = FakeWorld.create();
  private final FakeHost host = world.addHost("192.0.2.7");

  @Override
  protected RemoteShell shell() {
    return world.remoteShell();
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
}
