package com.torrust.deployer.adapters.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites.Question;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.testkit.stub.StubPrograms;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsiblePrerequisitesTest {

  @TempDir private Path folder;

  @Test
  void isContentWithTheOldestVersionThatFits() {
    says("ansible-playbook [core 2.14.0]", "  config file = None", "  python version = 3.11.2");
    Prerequisite found = look();
    assertEquals(Status.PASS, found.result().status(), found::toString);
    assertTrue(found.result().detail().contains("2.14.0"), found::toString);
  }

  @Test
  void refusesAnOlderOneWithTheWayToANewerOne() {
    says("ansible-playbook [core 2.13.9]");
    Prerequisite found = look();
    assertEquals(Status.FAIL, found.result().status());
    assertTrue(found.remedies().toString().contains("pipx"), found::toString);
  }

  @Test
  void refusesOneFromBeforeItWasCalledCore() {
    says("ansible-playbook 2.9.27");
    assertEquals(Status.FAIL, look().result().status());
  }

  @Test
  void tellsThatThereIsNone() {
    assertEquals(Status.FAIL, look().result().status());
  }

  private void says(String... lines) {
    StubPrograms.in(folder).printing("ansible-playbook", lines);
  }

  private Prerequisite look() {
    var context =
        ImmutableAdapterContext.builder()
            .workingDirectory(folder)
            .variables(Map.of("PATH", folder.toString()))
            .commands(new LocalCommandRunnerProvider().create())
            .clock(InstantSource.system())
            .build();
    return new AnsiblePrerequisitesProvider()
        .create(context)
        .check(
            new Question(Optional.empty(), Optional.empty(), Duration.ofSeconds(20)),
            Cancellation.create())
        .get(0);
  }
}
