package com.torrust.deployer.adapters.tofu.internal.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.domain.spi.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TofuCommandsTest {

  private static final Path FOLDER = Path.of("/srv/data/demo/tofu");
  private static final Secret TOKEN = Secret.of("t".repeat(64));

  private final TofuCommands commands =
      new TofuCommands(FOLDER, Map.of("PATH", "/usr/bin"), Set.of(TOKEN), Timeouts.standard());

  @Test
  void everyCallIsWrittenAsOpenTofuWantsIt() {
    assertEquals("tofu version -json", commands.version().display());
    assertEquals("tofu init -json -input=false", commands.init(false, Optional.empty()).display());
    assertEquals(
        "tofu init -json -input=false -upgrade", commands.init(true, Optional.empty()).display());
    assertEquals(
        "tofu plan -json -input=false -detailed-exitcode -var-file=variables.tfvars"
            + " -out=next.tfplan",
        commands.plan().display());
    assertEquals("tofu show -json next.tfplan", commands.show().display());
    assertEquals("tofu apply -json -input=false next.tfplan", commands.apply().display());
    assertEquals(
        "tofu destroy -json -input=false -auto-approve -var-file=variables.tfvars",
        commands.destroy().display());
  }

  @Test
  void onlyFetchingPlugInsKnowsTheirCache() {
    assertEquals(
        Map.of(
            "PATH", "/usr/bin",
            "TF_PLUGIN_CACHE_DIR", "/home/alice/.cache/plugins",
            "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", "true"),
        commands.init(false, Optional.of(Path.of("/home/alice/.cache/plugins"))).environment());
    assertEquals(Map.of("PATH", "/usr/bin"), commands.plan().environment());
  }

  @Test
  void everyCallRunsInTheFolderIsStoppedByOneSignalAndHasTime() {
    for (Command command : all()) {
      assertEquals(FOLDER, command.workingDirectory());
      assertEquals(Command.StopSignal.TERMINATE, command.stopSignal());
      assertEquals(Timeouts.standard().grace(), command.grace());
      assertEquals(Set.of(TOKEN), command.secrets());
    }
    assertEquals(Timeouts.standard().provider(), commands.apply().limit());
  }

  @Test
  void noSecretIsAnArgument() {
    for (Command command : all()) {
      assertFalse(command.display().contains(TOKEN.expose()));
    }
  }

  private List<Command> all() {
    return Stream.of(
            commands.version(),
            commands.init(true, Optional.empty()),
            commands.plan(),
            commands.show(),
            commands.apply(),
            commands.destroy())
        .toList();
  }
}
