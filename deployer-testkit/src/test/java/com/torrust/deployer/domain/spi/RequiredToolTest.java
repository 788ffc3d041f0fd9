package com.torrust.deployer.domain.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RequiredToolTest {

  private static final Remedy REMEDY = Remedy.advice("install anvil 2.14 or newer");
  private static final RequiredTool ANVIL =
      new RequiredTool(
          "anvil",
          "Anvil",
          List.of("--version"),
          Pattern.compile("(\\d+)\\.(\\d+)\\.\\d+"),
          2,
          14,
          REMEDY);

  private final ScriptedCommandRunner commands = new ScriptedCommandRunner();

  @Test
  void isMetByTheOldestVersionThatFits() {
    printing(0, "anvil [core 2.14.0]", "  more about it");

    Prerequisite found = look();

    assertEquals(Status.PASS, found.result().status());
    assertEquals("tool.anvil", found.result().id());
    assertEquals("2.14.0 (2.14 or newer is needed)", found.result().detail());
    assertEquals(List.of(), found.remedies());
  }

  @Test
  void isMetByALaterMajorVersionWithASmallerMinorOne() {
    printing(0, "anvil 3.0.1");

    assertEquals(Status.PASS, look().result().status());
  }

  @Test
  void tellsThatAVersionIsTooOldAndWhatToDo() {
    printing(0, "anvil 2.13.9");

    Prerequisite found = look();

    assertEquals(Status.FAIL, found.result().status());
    assertEquals("Anvil 2.13.9 is too old: 2.14 or newer is needed", found.result().detail());
    assertEquals(List.of(REMEDY), found.remedies());
  }

  @Test
  void tellsThatItIsMissing() {
    Prerequisite found = look();

    assertEquals(Status.FAIL, found.result().status());
    assertTrue(found.result().detail().contains("not found on PATH"), found.result().detail());
  }

  @Test
  void doesNotTrustAProgramThatFailsOrTellsNoVersion() {
    printing(1, "anvil 9.9.9");
    assertEquals(Status.FAIL, look().result().status());
  }

  @Test
  void getsNothingOfOurEnvironmentButWhatItNeeds() {
    printing(0, "anvil 2.14.0");

    look();

    assertEquals(
        Map.of("PATH", "/bin", "HOME", "/home/alice", "LC_ALL", "C.UTF-8"),
        commands.calls().get(0).command().environment());
  }

  private void printing(int exitCode, String... lines) {
    commands.on("anvil", List.of("--version"), ScriptedCommandRunner.printing(exitCode, lines));
  }

  private Prerequisite look() {
    AdapterContext context =
        ImmutableAdapterContext.builder()
            .workingDirectory(Path.of("/workspace"))
            .putVariables("PATH", "/bin")
            .putVariables("HOME", "/home/alice")
            .putVariables("SECRET_TOKEN", "hidden")
            .commands(commands)
            .clock(InstantSource.fixed(Samples.THEN))
            .build();
    return ANVIL.look(context, Duration.ofSeconds(5), Cancellation.create());
  }
}
