package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.EnvironmentFolders;
import com.torrust.deployer.domain.port.Workspace;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.testkit.data.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Workspace} does. */
public abstract class WorkspaceContract {

  private static final ArtifactGroup MACHINE = new ArtifactGroup("tofu");
  private static final ArtifactGroup COMPOSE = new ArtifactGroup("docker-compose");

  private static final EnvironmentName DEMO = Samples.name("demo");

  /** The workspace of the test. */
  protected Workspace workspace;

  /** For JUnit. */
  protected WorkspaceContract() {}

  /** A workspace that is empty when a test begins. */
  protected abstract Workspace workspace();

  /** What stands in a file, if it is there. */
  protected abstract Optional<String> text(Path file);

  /** Where the test may export to; absolute and not there yet. */
  protected abstract Path elsewhere(String name);

  @BeforeEach
  void open() {
    workspace = workspace();
  }

  private static Artifacts artifacts(Artifact... files) {
    return new Artifacts(List.of(files));
  }

  private static Artifact tofu(String path, String text) {
    return Artifact.plain(MACHINE, path, text);
  }

  private static Artifact compose(String path, String text) {
    return Artifact.plain(COMPOSE, path, text);
  }

  @Test
  void namesAbsoluteFoldersThatDoNotOverlap() {
    EnvironmentFolders folders = workspace.folders(DEMO).get();
    List<Path> all = List.of(folders.build(), folders.tofu(), folders.runs(), folders.sockets());
    assertTrue(all.stream().allMatch(Path::isAbsolute), all.toString());
    assertTrue(
        all.stream()
            .noneMatch(
                one -> all.stream().anyMatch(other -> one != other && other.startsWith(one))),
        all.toString());
    assertTrue(folders.build().endsWith(Path.of("build", "demo")), folders.build().toString());
    assertEquals(folders, workspace.folders(DEMO).get());
  }

  @Test
  void leavesRoomInSocketPathsForWhatSshAppends() {
    Path socket =
        workspace
            .folders(Samples.name("a-name-that-is-quite-long-but-still-allowed"))
            .get()
            .controlSocket();
    assertTrue((socket + ".abcdefghijklmnop").length() < 104, socket.toString());
  }

  @Test
  void keepsEnvironmentsApart() {
    EnvironmentFolders one = workspace.folders(DEMO).get();
    EnvironmentFolders other = workspace.folders(Samples.name("other")).get();
    assertTrue(!one.build().equals(other.build()) && !one.sockets().equals(other.sockets()));
  }

  @Test
  void writesArtifactsBelowTheBuildFolder() {
    Path build = workspace.write(DEMO, artifacts(tofu("tofu/lxd/main.tf", "# main\n"))).get();
    assertEquals(workspace.folders(DEMO).get().build(), build);
    assertEquals(Optional.of("# main\n"), text(build.resolve("tofu/lxd/main.tf")));
  }

  @Test
  void replacesTheFilesOfTheGroupsThatItWritesAndNoOthers() {
    workspace.write(
        DEMO,
        artifacts(
            tofu("tofu/lxd/main.tf", "one"),
            tofu("tofu/lxd/gone.tf", "one"),
            compose("docker-compose/.env", "one")));
    Path build = workspace.write(DEMO, artifacts(tofu("tofu/lxd/main.tf", "two"))).get();
    assertEquals(Optional.of("two"), text(build.resolve("tofu/lxd/main.tf")));
    assertEquals(Optional.empty(), text(build.resolve("tofu/lxd/gone.tf")));
    assertEquals(Optional.of("one"), text(build.resolve("docker-compose/.env")));
  }

  @Test
  void discardsTheFilesOfOneEnvironment() {
    Path demo = workspace.write(DEMO, artifacts(tofu("tofu/lxd/main.tf", "one"))).get();
    Path other =
        workspace.write(Samples.name("other"), artifacts(tofu("tofu/lxd/main.tf", "two"))).get();
    assertEquals(Done.DONE, workspace.discard(DEMO).get());
    assertEquals(Done.DONE, workspace.discard(DEMO).get());
    assertEquals(Optional.empty(), text(demo.resolve("tofu/lxd/main.tf")));
    assertEquals(Optional.of("two"), text(other.resolve("tofu/lxd/main.tf")));
  }

  @Test
  void exportsToAFolderThatIsNotThereYet() {
    Path folder =
        workspace
            .export(elsewhere("out"), artifacts(compose("docker-compose/.env", "one")), false)
            .get();
    assertEquals(Optional.of("one"), text(folder.resolve("docker-compose/.env")));
  }

  @Test
  void exportsIntoAFolderWithFilesOnlyWhenAllowed() {
    Path folder = elsewhere("out");
    workspace.export(folder, artifacts(compose("docker-compose/.env", "one")), false);
    var refused =
        workspace.export(folder, artifacts(compose("docker-compose/.env", "two")), false).getLeft();
    assertEquals("workspace.folder_not_empty", refused.code().value());
    assertEquals(ErrorKind.USAGE, refused.kind());
    assertEquals(Optional.of("one"), text(folder.resolve("docker-compose/.env")));
    workspace.export(folder, artifacts(compose("docker-compose/.env", "two")), true).get();
    assertEquals(Optional.of("two"), text(folder.resolve("docker-compose/.env")));
  }

  @Test
  void exportsATextOverAnotherOneOnlyWhenAllowed() {
    Path file = elsewhere("folder").resolve("demo.json");
    assertEquals(file, workspace.exportText(file, "one", false).get());
    var refused = workspace.exportText(file, "two", false).getLeft();
    assertEquals("workspace.file_exists", refused.code().value());
    assertEquals(Optional.of("one"), text(file));
    workspace.exportText(file, "two", true).get();
    assertEquals(Optional.of("two"), text(file));
  }
}
