package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.testkit.contract.PrerequisitesContract;
import com.torrust.deployer.testkit.fake.FaultPlan;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

class SshPrerequisitesContractTest extends PrerequisitesContract {

  private final ScriptedCommandRunner programs =
      new ScriptedCommandRunner()
          .on("ssh", List.of("-V"), ScriptedCommandRunner.printing(0, "OpenSSH_9.6p1"));

  @Override
  protected Prerequisites met() {
    return in(programs);
  }

  @Override
  protected Prerequisites unmet() {
    return in(new ScriptedCommandRunner());
  }

  private static Prerequisites in(ScriptedCommandRunner programs) {
    return new SshPrerequisitesProvider()
        .create(
            ImmutableAdapterContext.builder()
                .workingDirectory(Path.of("/"))
                .commands(programs)
                .clock(InstantSource.system())
                .build());
  }

  @Override
  protected Optional<FaultPlan> faults() {
    return Optional.of(programs.faults());
  }
}
