package com.torrust.deployer.adapters.tofu.internal.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TofuFolderTest {

  private static final TofuVersion VERSION = new TofuVersion(1, 12, "1.12.6");

  @TempDir Path temporary;

  private Path rendered;
  private TofuFolder folder;

  @BeforeEach
  void prepare() throws IOException {
    rendered = Files.createDirectories(temporary.resolve("build"));
    for (String name : List.of("main.tf", "variables.tfvars", "cloud-init.yml", "ahead.sh")) {
      Files.writeString(rendered.resolve(name), name);
    }
    folder = new TofuFolder(temporary.resolve("tofu"));
    folder.fill(rendered);
  }

  private Path file(String name) {
    return folder.path().resolve(name);
  }

  private void assertOwnerOnly(String name) throws IOException {
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name))),
        name);
  }

  @Test
  void everyFileIsForTheOwnerAlone() throws IOException {
    folder.know(Map.of("existing_ssh_key", "42"));
    folder.expectPlan();
    Files.writeString(file("terraform.tfstate"), "{}");
    folder.protect();
    for (String name :
        List.of(
            "main.tf",
            "variables.tfvars",
            "cloud-init.yml",
            "ahead.sh",
            "known.auto.tfvars.json",
            "next.tfplan",
            "terraform.tfstate")) {
      assertOwnerOnly(name);
    }
  }

  @Test
  void worksOnWhenTheBuildFolderIsGone() throws IOException {
    for (String name : List.of("main.tf", "variables.tfvars", "cloud-init.yml", "ahead.sh")) {
      Files.delete(rendered.resolve(name));
    }
    assertTrue(folder.isFilled());
    assertThrows(NoSuchFileException.class, () -> folder.fill(rendered));
    assertTrue(folder.isFilled());
  }

  @Test
  void plugInsAreFetchedOnceForAProjectAndAnOpenTofu() throws IOException {
    assertTrue(folder.needsInit(VERSION));
    Files.createDirectories(file(".terraform/providers"));
    Files.writeString(file(".terraform.lock.hcl"), "");
    assertTrue(folder.needsInit(VERSION), "only a finished init counts");
    folder.initialised(VERSION);
    assertFalse(folder.needsInit(VERSION));
    assertTrue(folder.needsInit(new TofuVersion(1, 13, "1.13.0")));
    Files.writeString(rendered.resolve("main.tf"), "other providers");
    folder.fill(rendered);
    assertTrue(folder.needsInit(VERSION));
  }

  @Test
  void importsStandInTheProjectUntilTheyAreDone() throws IOException {
    CloudResource resource =
        new CloudResource(
            new FoundResource("lxd instance", "demo", "demo"),
            "lxd_instance.machine",
            "demo,image=${x}\"%{y}",
            "name",
            Map.of("name", "demo"));
    folder.importAtNextPlan(List.of(resource));
    assertTrue(
        Files.readString(file("adopted.tf"))
            .contains(
                "import {\n"
                    + "  to = lxd_instance.machine\n"
                    + "  id = \"demo,image=$${x}\\\"%%{y}\"\n"
                    + "}\n"));
    folder.importAtNextPlan(List.of());
    assertFalse(Files.exists(file("adopted.tf")));
  }

  @Test
  void aStateThatIsSetAsideIsKept() throws IOException {
    assertInstanceOf(TofuState.Missing.class, folder.state());
    Files.write(file("terraform.tfstate"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertInstanceOf(TofuState.Damaged.class, folder.state());
    folder.setStateAside();
    assertInstanceOf(TofuState.Missing.class, folder.state());
    assertEquals(2, Files.size(file("terraform.tfstate.set-aside")));
    folder.setStateAside();
    assertEquals(
        2, Files.size(file("terraform.tfstate.set-aside")), "nothing to set aside changes nothing");
  }

  @Test
  void clearingFollowsNoLink() throws IOException {
    Path plugin = Files.writeString(temporary.resolve("plugin"), "shared");
    Files.createDirectories(file(".terraform/providers"));
    Files.createSymbolicLink(file(".terraform/providers/link"), plugin);
    folder.clear();
    try (var left = Files.list(folder.path())) {
      assertEquals(0, left.count());
    }
    assertTrue(Files.exists(plugin));
    new TofuFolder(temporary.resolve("never")).clear();
  }
}
