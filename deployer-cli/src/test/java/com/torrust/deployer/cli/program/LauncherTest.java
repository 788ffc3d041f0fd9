package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher finds, refuses and passes on, with a Java that only prints its arguments. */
class LauncherTest {

  private static final String VERSION = "17.0.15+6";
  private static final String BUILD = "0123456789abcdef";

  @TempDir private Path folder;

  private Path home;
  private Path launcher;
  private Path java;

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.toRealPath().resolve("a place/deployer"));
    Files.createDirectory(home.resolve("lib"));
    Files.writeString(home.resolve("lib/deployer.build"), BUILD + "\n");
    launcher = Files.createDirectory(home.resolve("bin")).resolve("torrust-tracker-deployer");
    Files.copy(
        Path.of("src/main/dist/bin/torrust-tracker-deployer"),
        launcher,
        StandardCopyOption.COPY_ATTRIBUTES);
    java = java(VERSION);
  }

  private Path java(String version) throws IOException {
    Path at = folder.resolve("java-" + version);
    program(at.resolve("bin/java"), "printf '%s\\n' \"$@\"");
    Files.writeString(
        at.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"" + version + "\"\nJAVA_VERSION=\"0\"\n");
    return at;
  }

  private static void program(Path file, String line) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Call call(String... arguments) {
    return Call.of(launcher.toString())
        .and(arguments)
        .with("JAVA_HOME", java)
        .with("TORRUST_TD_CLASS_CACHE", "off");
  }

  private void archived(Path at, String... madeFor) throws IOException {
    Files.createDirectories(at);
    Files.writeString(at.resolve("deployer.jsa"), "");
    Files.writeString(at.resolve("deployer.made-for"), String.join("\n", madeFor) + "\n");
  }

  @Test
  void passesArgumentsOnAsTheyAre() {
    Ran ran = call("show", "", "a  b", "*", "$HOME", "ä").run().expect(0);

    List<String> words = ran.out().lines().toList();
    assertEquals(
        List.of("com.torrust.deployer.cli.Main", "show", "", "a  b", "*", "$HOME", "ä"),
        words.subList(words.size() - 7, words.size()));
  }

  @Test
  void findsItsJarsThroughLinksToLinks() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("my bin"));
    Path relative =
        Files.createSymbolicLink(
            bin.resolve("relative"), Path.of("../a place/deployer/bin/torrust-tracker-deployer"));
    Path link = Files.createSymbolicLink(bin.resolve("absolute"), relative.toAbsolutePath());

    Ran ran = new Call(List.of(link.toString()), call().variables(), call().folder(), "").run();

    assertTrue(ran.expect(0).out().contains("\n" + home + "/lib/deployer-cli.jar\n"), ran::out);
  }

  @Test
  void findsItsJarsWhenItIsFoundOnThePath() {
    Ran ran =
        Call.of("sh", "-c", "cd / && torrust-tracker-deployer list")
            .with("JAVA_HOME", java)
            .with("PATH", launcher.getParent() + ":/usr/bin:/bin")
            .with("TORRUST_TD_CLASS_CACHE", "off")
            .run();

    assertTrue(ran.expect(0).out().contains("\n" + home + "/lib/deployer-cli.jar\n"), ran::out);
  }

  @Test
  void putsThePluginsOfItsFolderBehindItsOwnJar() throws IOException {
    Path plugins = Files.createDirectory(home.resolve("lib/plugins"));
    Files.writeString(plugins.resolve("a b.jar"), "");
    Files.writeString(plugins.resolve("README"), "");

    String words = call("list").run().expect(0).out();

    assertTrue(
        words.contains("\n" + home + "/lib/deployer-cli.jar:" + plugins.resolve("a b.jar") + "\n"),
        words);
    assertTrue(words.contains("\n-Ddeployer.plugins=" + plugins + "\n"), words);
  }

  @Test
  void takesThePluginsOfAnotherFolderInstead() throws IOException {
    Files.writeString(Files.createDirectory(home.resolve("lib/plugins")).resolve("other.jar"), "");
    Path plugins = Files.createDirectory(folder.toRealPath().resolve("mine"));
    Files.writeString(plugins.resolve("own.jar"), "");

    String words = call("list").with("TORRUST_TD_PLUGINS", plugins).run().expect(0).out();

    assertTrue(words.contains("deployer-cli.jar:" + plugins.resolve("own.jar") + "\n"), words);
    assertFalse(words.contains("other.jar"), words);
  }

  @Test
  void refusesAFolderOfPluginsThatIsNotThere() {
    Ran ran = call("list").with("TORRUST_TD_PLUGINS", folder.resolve("gone")).run().expect(6);

    assertTrue(ran.err().contains("there is no such folder"), ran::err);
  }

  @Test
  void saysWhenJavaHomeHoldsNone() {
    Ran ran = call("list").with("JAVA_HOME", folder).run().expect(6);

    assertEquals("", ran.out());
    assertTrue(ran.err().contains("there is no Java in JAVA_HOME '" + folder + "'"), ran::err);
  }

  @Test
  void saysWhenThereIsNoJava() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));

    Ran ran = call("list").without("JAVA_HOME").with("PATH", bin).run().expect(6);

    assertTrue(ran.err().contains("no Java found; install Java 17 or newer"), ran::err);
  }

  @Test
  void saysWhenJavaIsTooOld() throws IOException {
    Ran ran = call("list").with("JAVA_HOME", java("11.0.2+9")).run().expect(6);

    assertEquals("", ran.out());
    assertTrue(ran.err().contains("Java 11.0.2+9 in '"), ran::err);
    assertTrue(ran.err().contains("is too old; install Java 17 or newer"), ran::err);
  }

  @Test
  void startsWithAnArchiveThatWasMadeHereForThisJavaAndBuild() throws IOException {
    archived(home.resolve("lib"), VERSION, home.toString(), BUILD);

    String out = call("list").run().expect(0).out();

    assertTrue(out.contains("-XX:SharedArchiveFile=" + home + "/lib/deployer.jsa\n"), out);
  }

  @Test
  void passesOverAnArchiveForAnotherPlaceJavaOrBuild() throws IOException {
    for (List<String> madeFor :
        List.of(
            List.of(VERSION, "/elsewhere", BUILD),
            List.of("17.0.14+7", home.toString(), BUILD),
            List.of(VERSION, home.toString(), "another"),
            List.of(VERSION))) {
      archived(home.resolve("lib"), madeFor.toArray(String[]::new));

      String out = call("list").run().expect(0).out();

      assertTrue(out.contains("-Xshare:auto\n"), () -> madeFor + "\n" + out);
    }
  }

  @Test
  void runsNothingThatSomebodyElsePutWhereTheCacheWouldBe() throws IOException {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Path caches = shared.resolve("torrust-tracker-deployer");
    Path own = caches.resolve("classes-" + BUILD + "-" + VERSION);
    archived(own, VERSION, home.toString(), BUILD);
    Files.createDirectory(own.resolve("lib"));
    Call call = call("list").without("TORRUST_TD_CLASS_CACHE").with("XDG_CACHE_HOME", shared);
    assertTrue(call.run().expect(0).out().contains(own + "/lib/deployer-cli.jar"));

    Path elsewhere = Files.move(own, folder.resolve("elsewhere"));
    Files.createSymbolicLink(own, elsewhere);
    assertFalse(call.run().expect(0).out().contains(shared.toString()));
    Files.delete(own);
    Files.move(elsewhere, own);

    assumeTrue(Files.isWritable(Path.of("/etc/shadow")), "needs root to play somebody else");
    for (Path others : List.of(caches, own)) {
      UserPrincipal us = Files.getOwner(others);
      Files.setOwner(
          others,
          others.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
      assertFalse(call.run().expect(0).out().contains(shared.toString()), others::toString);
      Files.setOwner(others, us);
    }
  }

  @Test
  void findsItsJarsWhateverFoldersTheUsersShellSearches() throws IOException {
    Files.createDirectories(folder.resolve("search/bin"));

    Ran ran =
        Call.of("sh", "-c", "cd \"$1\" && bin/torrust-tracker-deployer list", "sh", home.toString())
            .with("JAVA_HOME", java)
            .with("TORRUST_TD_CLASS_CACHE", "off")
            .with("CDPATH", folder.resolve("search"))
            .run();

    assertTrue(ran.expect(0).out().contains("\n" + home + "/lib/deployer-cli.jar\n"), ran::out);
  }

  @Test
  void makesAnArchiveForTheUserOnceAndNotInTheInstallation() throws Exception {
    program(
        home.resolve("bin/archive-classes"),
        "echo once >>\"$4/calls\"; : >\"$4/deployer.jsa\"; printf '%s\\n%s\\n"
            + BUILD
            + "\\n' \"$2\" \"$3\" >\"$4/deployer.made-for.new\"; mv \"$4/deployer.made-for.new\""
            + " \"$4/deployer.made-for\"");
    Path cache = folder.resolve("my cache");
    Path own = cache.resolve("torrust-tracker-deployer/classes-" + BUILD + "-" + VERSION);
    Call call = call("list").without("TORRUST_TD_CLASS_CACHE").with("XDG_CACHE_HOME", cache);

    assertTrue(call.run().expect(0).out().contains("-Xshare:auto\n"));
    Await.until(() -> Files.exists(own.resolve("deployer.made-for")));
    String second = call.run().expect(0).out();

    assertTrue(second.contains("-XX:SharedArchiveFile=" + own + "/deployer.jsa\n"), second);
    assertEquals("once\n", Files.readString(own.resolve("calls")));
    assertFalse(Files.exists(home.resolve("lib/deployer.made-for")));
  }

  /** The cache's folder, and a call that would make an archive in it. */
  private Path cached() throws IOException {
    program(home.resolve("bin/archive-classes"), "echo made >\"$4/calls\"");
    Path cache = folder.resolve("my cache");
    return Files.createDirectories(
        cache.resolve("torrust-tracker-deployer/classes-" + BUILD + "-" + VERSION));
  }

  private Call caching() {
    return call("list")
        .without("TORRUST_TD_CLASS_CACHE")
        .with("XDG_CACHE_HOME", folder.resolve("my cache"));
  }

  @Test
  void makesTheArchiveAlthoughANumberOfAFormerMakerLivesAgain() throws Exception {
    long alive = ProcessHandle.current().pid();
    for (String stale :
        List.of(alive + " 1", alive + "", "1", "0", "-1", "rubbish", "", alive + " x")) {
      Path own = cached();
      Files.deleteIfExists(own.resolve("calls"));
      Files.writeString(own.resolve("making"), stale + "\n");
      // What a system without /proc goes by.
      Files.setLastModifiedTime(own.resolve("making"), FileTime.from(Instant.EPOCH));

      caching().run().expect(0);

      Await.until(() -> Files.exists(own.resolve("calls")));
    }
  }

  @Test
  void doesNotMakeTheArchiveTwiceAtATime() throws Exception {
    Path stat = Path.of("/proc/self/stat");
    assumeTrue(Files.exists(stat), "no /proc");
    String fields = Files.readString(stat);
    String start = fields.substring(fields.lastIndexOf(')') + 2).split(" ")[19];
    Path own = cached();
    String making = ProcessHandle.current().pid() + " " + start + "\n";
    Files.writeString(own.resolve("making"), making);

    caching().run().expect(0);
    caching().run().expect(0);

    assertEquals(making, Files.readString(own.resolve("making")));
    assertFalse(Files.exists(own.resolve("calls")));
  }

  @Test
  void letsJavaReadNamesOfFilesWithoutALocaleAndSaysWhatTheUserHas() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self")), "no /proc");
    program(java.resolve("bin/java"), "printf '%s\\n' \"$@\" \"LC_ALL=${LC_ALL-none}\"");
    for (Map<String, String> none :
        List.of(
            Map.<String, String>of(),
            Map.of("LANG", "C"),
            Map.of("LANG", "POSIX"),
            Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "C"),
            Map.of("LANG", "de_DE.UTF-8", "LC_CTYPE", "C"))) {
      Call call = call("list").without("LANG");
      for (Map.Entry<String, String> variable : none.entrySet()) {
        call = call.with(variable.getKey(), variable.getValue());
      }
      String out = call.run().expect(0).out();

      assertTrue(out.contains("\nLC_ALL=C.UTF-8\n"), () -> none + out);
      assertTrue(
          out.contains("\n-Ddeployer.lc-all=" + none.getOrDefault("LC_ALL", "") + "\n"),
          () -> none + out);
    }
    String out = call("list").with("LANG", "de_DE.UTF-8").run().expect(0).out();
    assertTrue(out.contains("\nLC_ALL=none\n"), out);
    assertFalse(out.contains("deployer.lc-all"), out);
  }

  @Test
  void startsWithoutAHome() {
    Ran ran = call("list").without("TORRUST_TD_CLASS_CACHE").run();

    assertTrue(ran.expect(0).out().contains("-Xshare:auto\n"), ran::out);
  }
}
