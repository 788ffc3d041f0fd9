package com.torrust.deployer.adapters.ansible;

import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.testkit.contract.PrerequisitesContract;
import com.torrust.deployer.testkit.fake.FaultPlan;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

class AnsiblePrerequisitesContractTest extends PrerequisitesContract {

  private final ScriptedCommandRunner programs =
      new ScriptedCommandRunner()
          .on(
              "ansible-playbook",
              List.of(),
              ScriptedCommandRunner.printing(0, "ansible-playbook [core 2.19.1]"));

  @Override
  protected Prerequisites met() {
    return in(programs);
  }

  @Override
  protected Prerequisites unmet() {
    return in(new ScriptedCommandRunner());
  }

  private static Prerequisites in(ScriptedCommandRunner programs) {
    return new AnsiblePrerequisitesProvider()
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
