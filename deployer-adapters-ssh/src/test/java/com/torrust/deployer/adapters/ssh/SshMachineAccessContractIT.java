package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.testkit.contract.MachineAccessContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract with a real daemon. */
class SshMachineAccessContractIT extends MachineAccessContract {

  private static MachineLane lane;

  @TempDir Path folder;
  private Bench bench;

  @BeforeAll
  static void prepare() {
    lane = MachineLane.orSkip();
  }

  @BeforeEach
  void lay() {
    bench =
        Bench.in(folder, new LocalCommandRunnerProvider().create(), System.getenv())
            .keys(lane.privateKey(), lane.publicKey());
  }

  @AfterEach
  void end() {
    bench.end();
  }

  @Override
  protected MachineAccess access() {
    return bench.access();
  }

  @Override
  protected Machine machine() {
    return Bench.machine(lane.address(), 22);
  }

  @Override
  protected SshCredentials credentials() {
    return bench.credentials(lane.user());
  }

  @Override
  protected OperationContext context() {
    return bench.context();
  }

  @Override
  protected void changeHostKey() {
    // The connection that stands was made with the old key; a changed one is met by the next
    // operation.
    bench.end();
    bench.operation("the-next-one");
    lane.onMachine("sh", "-c", "rm /etc/ssh/ssh_host_*; ssh-keygen -A; systemctl restart ssh");
  }

  @Override
  protected Machine nobody() {
    return Bench.machine(lane.address(), 1);
  }
}
