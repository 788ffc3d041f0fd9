package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people unpack: moved to a path with spaces, read-only, called from anywhere. */
class DistributionIT {

  @TempDir private static Path folder;

  private static Installation installation;
  private static String before;

  @BeforeAll
  static void install() throws IOException {
    Path place = Files.createDirectory(folder.resolve("my programs"));
    installation = Installation.at(place.resolve("the deployer")).readOnly();
    before = installation.inventory();
  }

  @AfterAll
  static void makeDeletable() {
    Call.of("chmod", "-R", "u+w", folder.toString()).run();
  }

  @Test
  void runsAfterItWasMovedAndMadeReadOnly() throws IOException {
    Path work = Files.createDirectory(folder.resolve("work"));

    Ran version = installation.call("--version").in(work).run().expect(0);
    Ran list = installation.call("list", "--output-format", "json").in(work).run().expect(0);

    assertTrue(version.out().startsWith("torrust-tracker-deployer 0."), version::out);
    assertTrue(list.out().contains("\"environments\": []"), list::out);
    assertEquals("", version.err() + list.err());
    assertEquals(before, installation.inventory());
    assertEquals("", Call.of("ls", "-A", work.toString()).run().out(), "commands that look write");
  }

  @Test
  void runsThroughSymbolicLinks() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path link = bin.resolve("torrust-tracker-deployer");
    Files.createSymbolicLink(link, Path.of("../linked/bin/torrust-tracker-deployer"));
    Files.createSymbolicLink(folder.resolve("linked"), installation.home());

    Ran ran =
        Call.of("sh", "-c", "torrust-tracker-deployer exists nobody")
            .with("PATH", bin + ":" + System.getenv("PATH"))
            .with("TORRUST_TD_CLASS_CACHE", "off")
            .in(folder)
            .run();

    assertEquals("false\n", ran.expect(0).out());
  }

  @Test
  void makesTheUsersArchiveBesideTheFirstCommandAndStartsWithItFromThenOn() throws Exception {
    Path cache = folder.resolve("cache");
    Call call =
        installation
            .call("list", "--output-format", "json")
            .without("TORRUST_TD_CLASS_CACHE")
            .with("XDG_CACHE_HOME", cache)
            .in(Files.createDirectory(folder.resolve("elsewhere")));

    Ran first = call.run().expect(0);
    Await.until(
        () ->
            Files.isDirectory(cache)
                && Call.of("find", cache.toString(), "-name", "deployer.made-for")
                    .run()
                    .out()
                    .contains("made-for"));
    Ran second = call.run().expect(0);

    assertEquals(first, second);
    String made = Call.of("find", cache.toString(), "-type", "f").run().out();
    assertTrue(made.contains("/deployer.jsa"), made);
    assertEquals(before, installation.inventory());
  }

  @Test
  void keepsExecutableBitsInTheZip() throws IOException {
    URI zip = URI.create("jar:" + Installation.archive(".zip").toUri());
    try (FileSystem files =
        FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"))) {
      Path home;
      try (Stream<Path> roots = Files.list(files.getPath("/"))) {
        home = roots.findFirst().orElseThrow();
      }
      for (String name : List.of("torrust-tracker-deployer", "archive-classes")) {
        assertTrue(isExecutable(home.resolve("bin").resolve(name)), name);
      }
      assertFalse(isExecutable(home.resolve("LICENSE")));
      assertFalse(Files.exists(home.resolve("lib/deployer.made-for")));
    }
  }

  private static boolean isExecutable(Path file) throws IOException {
    return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_EXECUTE);
  }

  @Test
  void bringsManualPagesAndCompletion() {
    for (String file :
        List.of(
            "LICENSE",
            "share/man/man1/torrust-tracker-deployer.1",
            "share/bash-completion/completions/torrust-tracker-deployer",
            "share/zsh/site-functions/_torrust-tracker-deployer",
            "share/fish/vendor_completions.d/torrust-tracker-deployer.fish")) {
      assertTrue(Files.isRegularFile(installation.home().resolve(file)), file);
    }
  }
}
