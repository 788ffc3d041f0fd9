package com.torrust.deployer.adapters.local.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.testkit.data.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders for sockets on a computer that is shared with somebody who is no friend. */
class SocketFoldersTest {

  private static final EnvironmentName DEMO = Samples.name("demo");

  @TempDir private Path folder;

  private Path root;
  private Path runs;
  private Path shared;
  private SocketFolders folders;

  @BeforeEach
  void share() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    runs = Files.createDirectories(root.resolve("data/demo/runs"));
    // Paths of the usual temporary folder are too long to tell what is tested.
    shared = Files.createTempDirectory(Path.of("/tmp"), "sh");
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    folders = new SocketFolders(Optional.empty(), shared);
  }

  @AfterEach
  void clear() throws IOException {
    OwnerFiles.removeFolder(shared);
  }

  private Path guessed() {
    List<Path> usual = folders.usual(root, DEMO);
    return usual.get(usual.size() - 1);
  }

  /** As the second account of this computer; only root can do that. */
  private static void asSomebodyElse(String line) throws Exception {
    Process process =
        new ProcessBuilder("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sh")
            .redirectErrorStream(true)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(line.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(process.waitFor() == 0, () -> "no second account here: " + said);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void goesElsewhereWhenSomebodyElseWasFirstAndFindsItAgain() throws Exception {
    for (String trap :
        List.of("mkdir -m 777 '%s'", "ln -s '" + root + "' '%s'", "echo mine >'%s'")) {
      asSomebodyElse("rm -rf '" + guessed() + "'; " + String.format(trap, guessed()));

      Path made = folders.make(root, DEMO, runs);
      Path again = new SocketFolders(Optional.empty(), shared).make(root, DEMO, runs);

      assertFalse(made.equals(guessed()), trap);
      assertEquals(made, again, trap);
      assertEquals("rwx------", mode(made), trap);
      assertTrue(made.toString().length() <= 82, made::toString);

      folders.remove(root, DEMO, runs);

      assertFalse(Files.exists(made), trap);
      assertTrue(Files.exists(guessed(), LinkOption.NOFOLLOW_LINKS), trap);
      assertTrue(Files.exists(runs), trap);
    }
  }

  @Test
  void removesNothingBehindALinkThatSomebodyPutThere() throws Exception {
    Path precious = Files.writeString(root.resolve("precious"), "mine");
    asSomebodyElse("ln -s '" + root + "' '" + guessed() + "'");

    folders.remove(root, DEMO, runs);

    assertTrue(Files.exists(precious));
  }

  @Test
  void usesTheRuntimeFolderOnlyWhenNobodyElseCanTouchIt() throws Exception {
    Path runtime = Files.createTempDirectory(Path.of("/tmp"), "rt");
    try {
      SocketFolders open = new SocketFolders(Optional.of(runtime), shared);
      assertTrue(open.make(root, DEMO, runs).startsWith(runtime));

      Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxrwx---"));
      assertTrue(open.make(root, DEMO, runs).startsWith(shared));
    } finally {
      OwnerFiles.removeFolder(runtime);
    }
  }

  @Test
  void doesWithoutTheRuntimeFolderWhenNothingCanBeMadeThere() throws Exception {
    Path missing = Path.of("/tmp/none-" + ProcessHandle.current().pid());

    Path made = new SocketFolders(Optional.of(missing), shared).make(root, DEMO, runs);

    assertEquals(guessed(), made);
  }
}
