package com.torrust.deployer.adapters.local.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.EnvironmentFolders;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.testkit.data.Samples;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWorkspaceTest {

  private static final ArtifactGroup COMPOSE = new ArtifactGroup("docker-compose");

  private static final EnvironmentName DEMO = Samples.name("demo");

  @TempDir Path root;
  @TempDir Path runtime;

  private LocalWorkspace workspace() {
    return new LocalWorkspace(root, new SocketFolders(Optional.of(runtime)));
  }

  private static Artifact tofu(String name, String text) {
    return Artifact.plain(new ArtifactGroup("tofu"), "tofu/lxd/" + name, text);
  }

  private Path write(Artifact... artifacts) {
    return workspace().write(DEMO, new Artifacts(List.of(artifacts))).get();
  }

  private Path tofuFolder() {
    return root.resolve("build/demo/tofu/lxd");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  private List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void keepsWhatToolsLeftInAGroup() throws IOException {
    write(tofu("main.tf", "one"), tofu("old.tf", "one"));
    Files.createDirectories(tofuFolder().resolve(".terraform/providers"));
    Files.writeString(tofuFolder().resolve(".terraform/providers/lxd"), "binary");
    Files.createSymbolicLink(tofuFolder().resolve(".terraform/cache"), Path.of("/nowhere"));
    Files.writeString(tofuFolder().resolve(".terraform.lock.hcl"), "lock");
    Files.writeString(tofuFolder().resolve("terraform.tfstate"), "state");
    write(tofu("main.tf", "two"));
    assertEquals(
        List.of(
            ".artifacts",
            "lxd/.terraform.lock.hcl",
            "lxd/.terraform/providers/lxd",
            "lxd/main.tf",
            "lxd/terraform.tfstate"),
        files(root.resolve("build/demo/tofu")));
    assertEquals("two", Files.readString(tofuFolder().resolve("main.tf")));
    assertEquals("state", Files.readString(tofuFolder().resolve("terraform.tfstate")));
    assertEquals(
        Path.of("/nowhere"), Files.readSymbolicLink(tofuFolder().resolve(".terraform/cache")));
  }

  @Test
  void keepsTheStateThatTheReferenceLeftInABuildFolder() throws IOException {
    Files.createDirectories(tofuFolder());
    Files.writeString(tofuFolder().resolve("terraform.tfstate"), "state");
    Files.writeString(tofuFolder().resolve("main.tf"), "the reference's");
    write(tofu("main.tf", "ours"));
    assertEquals("state", Files.readString(tofuFolder().resolve("terraform.tfstate")));
    assertEquals("ours", Files.readString(tofuFolder().resolve("main.tf")));
  }

  @Test
  void takesAnInterruptedSwapBack() throws IOException {
    write(tofu("main.tf", "one"));
    Files.writeString(tofuFolder().resolve("terraform.tfstate"), "state");
    Path build = root.resolve("build/demo");
    Files.move(build.resolve("tofu"), build.resolve(".old-tofu"));
    Files.createDirectories(build.resolve(".new-tofu/lxd"));
    Files.writeString(build.resolve(".new-tofu/lxd/main.tf"), "half wri");
    write(tofu("main.tf", "two"));
    assertEquals("two", Files.readString(tofuFolder().resolve("main.tf")));
    assertEquals("state", Files.readString(tofuFolder().resolve("terraform.tfstate")));
    try (Stream<Path> left = Files.list(build)) {
      assertEquals(List.of(build.resolve("tofu")), left.toList());
    }
  }

  @Test
  void leavesTheOldFilesWhenTheNewOnesCannotBeWritten() throws IOException {
    write(tofu("main.tf", "one"), tofu("other.tf", "one"));
    // A path below another artifact cannot be made, whoever we are.
    DeployError error =
        workspace()
            .write(
                DEMO, new Artifacts(List.of(tofu("main.tf", "two"), tofu("main.tf/inside", "two"))))
            .getLeft();
    assertEquals("workspace.not_written", error.code().value());
    assertEquals(ErrorKind.FILESYSTEM, error.kind());
    assertEquals("one", Files.readString(tofuFolder().resolve("main.tf")));
    assertEquals("one", Files.readString(tofuFolder().resolve("other.tf")));
    assertFalse(Files.exists(root.resolve("build/demo/.new-tofu")));
  }

  @Test
  void givesEachArtifactTheModeItAsksForInsideOfAPrivateFolder() throws IOException {
    Path build =
        write(
            Artifact.plain(COMPOSE, "docker-compose/docker-compose.yml", "plain"),
            Artifact.secret(COMPOSE, "docker-compose/.env", "secret"),
            Artifact.script(
                ArtifactGroup.SCRIPTS, ArtifactGroup.SCRIPTS.folder() + "/stack", "#!/bin/sh\n"));
    assertEquals("rwx------", mode(build.getParent()));
    assertEquals("rwx------", mode(build));
    assertEquals("rw-r--r--", mode(build.resolve("docker-compose/docker-compose.yml")));
    assertEquals("rw-------", mode(build.resolve("docker-compose/.env")));
    assertEquals("rwx------", mode(build.resolve("docker-compose")));
    assertEquals("rwxr-xr-x", mode(build.resolve(ArtifactGroup.SCRIPTS.folder()).resolve("stack")));
  }

  @Test
  void exportsSecretsForTheOwnerAloneAlsoOverOpenFiles() throws IOException {
    Path folder = root.resolve("out");
    Artifacts secret =
        new Artifacts(List.of(Artifact.secret(COMPOSE, "docker-compose/.env", "secret")));
    workspace().export(folder, secret, false).get();
    Path file = folder.resolve("docker-compose/.env");
    assertEquals("rw-------", mode(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.writeString(folder.resolve("mine.txt"), "kept");
    workspace().export(folder, secret, true).get();
    assertEquals("rw-------", mode(file));
    assertEquals("kept", Files.readString(folder.resolve("mine.txt")));
    try (Stream<Path> all = Files.walk(root)) {
      assertTrue(all.noneMatch(path -> path.toString().endsWith(".part")));
    }
  }

  @Test
  void makesItsFoldersForTheOwnerAlone() throws IOException {
    EnvironmentFolders folders = workspace().folders(DEMO).get();
    for (Path folder :
        List.of(
            folders.build(),
            folders.tofu(),
            folders.runs(),
            folders.sockets(),
            folders.tofu().getParent())) {
      assertEquals("rwx------", mode(folder), folder.toString());
    }
    assertTrue(folders.sockets().startsWith(runtime), folders.sockets().toString());
  }

  @Test
  void putsSocketsIntoASharedFolderWhenTheUsersOwnIsTooDeep() throws IOException {
    Path deep = Files.createDirectories(runtime.resolve("x".repeat(100)));
    Path folder =
        new LocalWorkspace(root, new SocketFolders(Optional.of(deep)))
            .folders(DEMO)
            .get()
            .sockets();
    try {
      assertTrue(folder.startsWith("/tmp"), folder.toString());
      assertEquals("rwx------", mode(folder));
    } finally {
      Files.delete(folder);
    }
  }

  @Test
  void leavesNoFolderForSocketsBehindUnlessAConnectionIsOpen() throws IOException {
    Path folder = workspace().folders(DEMO).get().sockets();
    Files.writeString(folder.resolve("ssh.operation"), "cut off");
    try (ServerSocketChannel open = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      open.bind(UnixDomainSocketAddress.of(folder.resolve("ssh")));
      assertEquals(Done.DONE, workspace().discard(DEMO).get());
      assertTrue(Files.exists(folder), "open");
    }
    Files.delete(folder.resolve("ssh"));
    assertEquals(Done.DONE, workspace().discard(DEMO).get());
    assertFalse(Files.exists(folder), "closed");
  }

  @Test
  void usesNoFolderForSocketsThatIsALinkToSomebodyElses() throws IOException {
    Path folder = workspace().folders(DEMO).get().sockets();
    Files.delete(folder);
    Path elsewhere = Files.createDirectory(runtime.resolve("elsewhere"));
    Files.createSymbolicLink(folder, elsewhere);
    Path other = workspace().folders(DEMO).get().sockets();
    assertNotEquals(folder, other);
    assertTrue(Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS), other.toString());
    Files.delete(other);
  }

  @Test
  void closesASocketFolderThatWasOpen() throws IOException {
    Path folder = workspace().folders(DEMO).get().sockets();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    workspace().folders(DEMO).get();
    assertEquals("rwx------", mode(folder));
  }
}
