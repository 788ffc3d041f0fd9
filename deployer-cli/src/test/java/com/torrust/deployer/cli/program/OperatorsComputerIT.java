package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Locales, cron, containers, accounts without an entry: the same as at a desk, or a clear refusal.
 */
class OperatorsComputerIT {

  @TempDir private Path folder;

  private Installation program;
  private Path office;

  @BeforeEach
  void create() throws IOException {
    program = Installation.ofTheBuild();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    office = Workplace.in(Files.createDirectory(folder.resolve("büro"))).folder();
    String text =
        Files.readString(Path.of("../docs/examples/sandbox-sqlite3.json"))
            .replace("sandbox-sqlite3", "demo")
            .replace("/home/torrust/.ssh/id_ed25519", office.resolve("key").toString());
    Files.writeString(office.resolve("demo.json"), text);
    Files.writeString(office.resolve("schlüssel.json"), text.replace("demo", "other"));
  }

  /** Runs a line of a shell, by the absolute path of the program, with these variables alone. */
  private Ran line(Map<String, String> variables, Path at, String line) {
    List<String> words =
        List.of("/bin/sh", "-c", "deployer() { '" + program.program() + "' \"$@\"; }; " + line);
    return new Call(words, variables, Optional.of(at), "").run();
  }

  private static Map<String, String> java(String... more) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return variables;
  }

  private List<String> everything() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toString).sorted().toList();
    }
  }

  @Test
  void worksInFoldersWithOtherLettersWhateverTheLocaleIs() throws IOException {
    for (Map<String, String> variables :
        List.of(
            java(),
            java("LANG", "C"),
            java("LC_ALL", "POSIX"),
            java("LANG", "C.UTF-8", "LC_CTYPE", "C"))) {
      line(variables, office, "deployer create environment --env-file demo.json").expect(0);
      line(
              variables,
              office.getParent(),
              "deployer create environment --env-file work/schlüssel.json --working-dir work")
          .expect(0);
      Ran listed =
          line(variables, folder, "deployer list --working-dir '" + office + "'").expect(0);
      assertTrue(
          listed.out().contains("\"demo\"") && listed.out().contains("\"other\""), listed::out);
      assertTrue(listed.out().contains("büro"), listed::out);
      line(variables, office, "deployer purge demo --yes && deployer purge other --yes").expect(0);

      List<String> odd = everything().stream().filter(path -> path.indexOf('\ufffd') >= 0).toList();
      assertEquals(List.of(), odd);
      assertTrue(everything().stream().noneMatch(path -> path.contains("b?")));
    }
  }

  @Test
  void refusesWhatItCannotReadBeforeAnythingIsMade() throws IOException {
    List<String> before = everything();
    // A locale that is not installed is none for Java, and the launcher cannot know.
    Map<String, String> variables = java("LANG", "xx_XX.ISO-8859-15", "LC_ALL", "xx_XX.UTF-8");

    Ran relative = line(variables, office, "deployer create environment --env-file demo.json");
    Ran absolute =
        line(variables, office, "deployer create environment --env-file " + "../../demo.json");
    Ran argument = line(variables, folder, "deployer list --working-dir büro");

    for (Ran ran : List.of(relative, absolute)) {
      assertTrue(ran.exitCode() == 6 || ran.exitCode() == 2, ran::toString);
      assertTrue(ran.err().contains("LC_ALL=C.UTF-8"), ran::err);
    }
    assertTrue(argument.exitCode() == 2 || argument.exitCode() == 0, argument::toString);
    assertEquals(before, everything());
  }

  @Test
  void refusesNamesThatAreNoTextInTheLocale() throws IOException {
    Ran made = line(java(), folder, "mkdir \"$(printf 'b\\374ro')\"");
    assumeTrue(made.exitCode() == 0, "no such names here");

    Ran argument =
        line(java(), folder, "deployer list --working-dir \"$(printf 'b\\374ro')\"").expect(2);
    Ran current =
        line(
                java(),
                folder,
                "cd \"$(printf 'b\\374ro')\" && deployer create environment --env-file '"
                    + office.resolve("demo.json")
                    + "'; code=$?; ls; exit $code")
            .expect(6);

    assertTrue(argument.err().contains("locale"), argument::err);
    assertTrue(current.err().contains("workspace.current_folder"), current::err);
    assertEquals("", current.out());
  }

  @Test
  void saysThatTheCurrentFolderIsGone() {
    Ran ran =
        line(
            java(),
            folder,
            "mkdir gone && cd gone && rmdir ../gone && deployer list --output-format text");

    assertEquals(6, ran.exitCode(), ran::toString);
    assertTrue(ran.err().contains("the current folder does not exist any more"), ran::err);
  }

  @Test
  void worksUnderCronAndInContainersWithoutAnEntryOrAHomeToWriteTo() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    String account =
        "setpriv --reuid=54321 --regid=54321 --clear-groups '" + program.program() + "' ";
    assumeTrue(
        line(java("PATH", "/usr/bin:/bin"), own, account + "--version").exitCode() == 0,
        "no right to be somebody else, or the program cannot be reached by others");
    String text = Files.readString(office.resolve("demo.json"));
    Files.writeString(own.resolve("demo.json"), text);

    for (Map<String, String> variables :
        List.of(
            java("PATH", "/usr/bin:/bin"),
            java("PATH", "/usr/bin:/bin", "HOME", "/nowhere", "TERM", ""),
            java("PATH", "/usr/bin:/bin", "HOME", closed.toString()))) {
      Ran created = line(variables, own, account + "create environment --env-file demo.json");
      Ran listed = line(variables, own, account + "list");

      assertTrue(created.expect(0).out().contains("\"demo\""), created::toString);
      assertTrue(listed.expect(0).out().contains("\"demo\""), listed::toString);
      line(variables, own, account + "purge demo --yes").expect(0);
    }
    Ran refused =
        line(
            java("PATH", "/usr/bin:/bin"),
            closed,
            account + "create environment --env-file '" + own.resolve("demo.json") + "'");
    assertFalse(refused.exitCode() == 0, refused::toString);
    assertTrue(refused.err().contains("permission denied"), refused::err);
    try (Stream<Path> left = Files.list(closed)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void writesDocumentsForEverybodyUnderAnyUmask() throws IOException {
    for (String umask : List.of("077", "022", "027")) {
      Path at = Files.createDirectory(folder.resolve("docs" + umask));
      String masked = "umask " + umask + " && deployer ";
      line(java(), at, masked + "docs man new/man1").expect(0);
      line(java(), at, masked + "docs commands.json").expect(0);
      line(java(), at, masked + "create schema schema.json").expect(0);

      try (Stream<Path> all = Files.walk(at)) {
        for (Path each : all.filter(path -> !path.equals(at)).toList()) {
          assertEquals(
              Files.isDirectory(each) ? "rwxr-xr-x" : "rw-r--r--",
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS)),
              each::toString);
        }
      }
      line(java(), at, masked + "create template --provider lxd token.json").expect(0);
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(at.resolve("token.json"))));
    }
  }
}
