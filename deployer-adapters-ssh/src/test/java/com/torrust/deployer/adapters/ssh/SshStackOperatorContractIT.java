package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.testkit.contract.StackOperatorContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real machine. */
class SshStackOperatorContractIT extends StackOperatorContract {

  @TempDir Path folder;
  private MachineLane lane;
  private Bench bench;

  @BeforeEach
  void prepare() {
    lane = MachineLane.orSkip();
    bench =
        Bench.in(folder, new LocalCommandRunnerProvider().create(), System.getenv())
            .keys(lane.privateKey(), lane.publicKey());
  }

  @AfterEach
  void leaveNothing() {
    if (bench != null) {
      bench.end();
    }
  }

  @Override
  protected StackOperator operator() {
    return bench.operator();
  }

  @Override
  protected Machine machine() {
    return bench
        .access()
        .reach(Bench.machine(lane.address(), 22), credentials(), Readiness.BOOTED, context())
        .getOrElseThrow(error -> new AssertionError(error.toString()));
  }

  @Override
  protected SshCredentials credentials() {
    return bench.credentials(lane.user());
  }

  @Override
  protected ReleaseBundle bundle() {
    return Releases.of(Releases.sqlite());
  }

  @Override
  protected OperationContext context() {
    return bench.context();
  }
}
