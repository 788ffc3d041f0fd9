package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.testkit.contract.RemoteShellContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract with a real daemon. */
class SshRemoteShellContractIT extends RemoteShellContract {

  private static MachineLane lane;

  @TempDir Path folder;
  private Bench bench;
  private Machine reached;

  @BeforeAll
  static void prepare() {
    lane = MachineLane.orSkip();
  }

  @BeforeEach
  void reach() {
    bench =
        Bench.in(folder, new LocalCommandRunnerProvider().create(), System.getenv())
            .keys(lane.privateKey(), lane.publicKey());
    reached =
        bench
            .access()
            .reach(
                Bench.machine(lane.address(), 22),
                credentials(),
                Readiness.REACHABLE,
                bench.context())
            .get();
  }

  @AfterEach
  void end() {
    bench.end();
  }

  @Override
  protected RemoteShell shell() {
    return bench.shell();
  }

  @Override
  protected Machine machine() {
    return reached;
  }

  @Override
  protected SshCredentials credentials() {
    return bench.credentials(lane.user());
  }

  @Override
  protected OperationContext context() {
    return ImmutableOperationContext.copyOf(bench.context())
        .withCancellation(Cancellation.create());
  }
}
