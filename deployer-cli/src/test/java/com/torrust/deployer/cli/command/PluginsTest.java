package com.torrust.deployer.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites.Question;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {

  @TempDir private Path folder;

  private void jar(String name, String... entries) throws IOException {
    try (ZipOutputStream jar =
        new ZipOutputStream(Files.newOutputStream(folder.resolve(name + ".jar")))) {
      for (String entry : entries) {
        jar.putNextEntry(new ZipEntry(entry));
        jar.closeEntry();
      }
    }
  }

  private List<Prerequisite> listed() {
    return Plugins.in(folder)
        .get()
        .create(
            ImmutableAdapterContext.builder()
                .workingDirectory(folder)
                .commands(new ScriptedCommandRunner())
                .clock(InstantSource.system())
                .build())
        .check(
            new Question(Optional.empty(), Optional.empty(), Duration.ofSeconds(1)),
            Cancellation.create());
  }

  @Test
  void listsWhatEveryPluginBrings() throws IOException {
    jar("pool", "META-INF/services/com.torrust.deployer.domain.spi.ProvisionerProvider");
    jar("library", "org/example/Nothing.class");
    Files.writeString(folder.resolve("README"), "no jar");

    List<Prerequisite> listed = listed();

    assertEquals(
        List.of("plugin.library", "plugin.pool"),
        listed.stream().map(each -> each.result().id()).toList());
    assertTrue(listed.stream().allMatch(each -> each.result().status() == Status.PASS));
    assertTrue(listed.get(1).result().detail().startsWith("Provisioner in "), listed::toString);
  }

  @Test
  void namesBothPluginsThatBringAnAdapterForOnePort() throws IOException {
    jar("a-shell", "META-INF/services/com.torrust.deployer.domain.spi.ConfiguratorProvider");
    jar("pool", "META-INF/services/com.torrust.deployer.domain.spi.ProvisionerProvider");
    jar("cloud", "META-INF/services/com.torrust.deployer.domain.spi.ProvisionerProvider");
    assertTrue(Plugins.in(folder).isRight(), "clouds are used side by side");
    jar("b-shell", "META-INF/services/com.torrust.deployer.domain.spi.ConfiguratorProvider");

    DeployError error = Plugins.in(folder).getLeft();

    assertEquals("plugin.conflict", error.code().value());
    assertEquals(
        "two plug-ins bring the adapter for Configurator: '"
            + folder.resolve("a-shell.jar")
            + "' and '"
            + folder.resolve("b-shell.jar")
            + "'",
        error.message());
  }

  @Test
  void namesTheFileThatIsNoJar() throws IOException {
    jar("pool", "META-INF/services/com.torrust.deployer.domain.spi.ProvisionerProvider");
    Files.writeString(folder.resolve("broken.jar"), "half of a downl");

    DeployError error = Plugins.in(folder).getLeft();

    assertEquals("plugin.unreadable", error.code().value());
    assertEquals(folder.resolve("broken.jar").toString(), error.facts().get("path"));
  }
}
