package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line that an account's own shell gets, read by real shells. */
class RemoteFrameTest {

  /** Everything that shells read differently, and arguments of the kind that we pass. */
  private static final String SCRIPT =
      """
      # It's "quoted": $HOME `no` \\ !bang
      printf '<%s>' "$@"
      if [ "$2" = 'b c' ]; then
        echo ' yes!'
      fi
      cat
      exit 255
      """;

  @TempDir Path folder;

  private record Ran(int exitCode, List<String> lines) {}

  private Ran run(List<String> shell, String line, String path, String stdin) throws Exception {
    List<String> command = new ArrayList<>(shell);
    command.add(line);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", path);
    Process process = builder.start();
    process.getOutputStream().write(stdin.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), output.lines().toList());
  }

  private static List<String> heard(RemoteFrame frame, Ran ran) {
    return ran.lines().stream().filter(line -> !line.isBlank() && !frame.takes(line)).toList();
  }

  private static boolean isThere(String program) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  /** As {@code id} and {@code sudo} of an account that is not root. */
  private String account(String sudo) throws IOException {
    return with("echo 1000", sudo);
  }

  private String with(String id, String sudo) throws IOException {
    for (List<String> program : List.of(List.of("id", id), List.of("sudo", sudo))) {
      Path file = folder.resolve(program.get(0));
      Files.writeString(file, "#!/bin/sh\n" + program.get(1) + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return folder + ":" + System.getenv("PATH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash", "zsh", "fish", "tcsh", "ksh", "busybox"})
  void isReadAlikeByEveryShell(String shell) throws Exception {
    Assumptions.assumeTrue(isThere(shell), shell + " is not on this computer");
    RemoteFrame frame = new RemoteFrame();
    List<String> words =
        shell.equals("busybox") ? List.of(shell, "sh", "-c") : List.of(shell, "-c");
    Ran ran =
        run(
            words,
            frame.asRoot(SCRIPT, List.of("a", "b c", "d@e", "--wait")),
            System.getenv("PATH"),
            "from stdin");
    assertEquals(List.of("<a><b c><d@e><--wait> yes!", "from stdin"), heard(frame, ran));
    assertTrue(frame.isBegun());
    assertTrue(frame.isRoot());
    assertEquals(OptionalInt.of(255), frame.status());
    assertEquals(255, ran.exitCode());
  }

  @Test
  void becomesRootBySudoWhereTheAccountIsNotRoot() throws Exception {
    String path = account("[ \"$1\" = -n ] && shift && exec \"$@\"");
    RemoteFrame frame = new RemoteFrame();
    Ran ran = run(List.of("sh", "-c"), frame.asRoot("echo $1; exit 3", List.of("x")), path, "");
    assertEquals(List.of("x"), heard(frame, ran));
    assertTrue(frame.isRoot());
    assertEquals(OptionalInt.of(3), frame.status());
  }

  @Test
  void knowsThatSudoRefusedAndNotTheProgram() throws Exception {
    String path = account("echo 'sudo: a password is required' >&2; exit 1");
    RemoteFrame frame = new RemoteFrame();
    Ran ran = run(List.of("sh", "-c"), frame.asRoot("exit 0", List.of()), path, "");
    assertEquals(List.of("sudo: a password is required"), heard(frame, ran));
    assertTrue(frame.isBegun());
    assertFalse(frame.isRoot());
    assertEquals(OptionalInt.of(1), frame.status());
  }

  @Test
  void findsTheSystemsProgramsWhateverTheShellMadeOfThePath() throws Exception {
    for (String path : List.of("", "/nowhere")) {
      RemoteFrame frame = new RemoteFrame();
      Ran ran =
          run(List.of("sh", "-c"), frame.asAccount(List.of("printf", "%s", "found")), path, "");
      assertEquals(List.of("found"), heard(frame, ran));
      RemoteFrame other = new RemoteFrame();
      Ran tool = run(List.of("sh", "-c"), other.asAccount(List.of("uname")), path, "");
      heard(other, tool);
      assertEquals(OptionalInt.of(0), other.status(), tool::toString);
    }
  }

  @Test
  void needsNoSudoForRoot() throws Exception {
    String path = with("echo 0", "exit 99");
    RemoteFrame frame = new RemoteFrame();
    assertEquals(
        List.of(),
        heard(frame, run(List.of("sh", "-c"), frame.asRoot("exit 4", List.of()), path, "")));
    assertTrue(frame.isRoot());
    assertEquals(OptionalInt.of(4), frame.status());
  }

  @Test
  void isHeardBehindAGreetingThatLeavesItsLineOpen() throws Exception {
    RemoteFrame frame = new RemoteFrame();
    Ran ran =
        run(
            List.of("sh", "-c"),
            "printf 'Welcome, load 0.1 '; " + frame.asAccount(List.of("printf", "no end")),
            System.getenv("PATH"),
            "");
    assertEquals(List.of("Welcome, load 0.1 ", "no end"), heard(frame, ran));
    assertEquals(OptionalInt.of(0), frame.status());
  }

  @Test
  void believesNoMarkerButItsOwn() {
    RemoteFrame frame = new RemoteFrame();
    assertFalse(frame.takes("torrust-00000000000000000000000000000000 ended 0"));
    assertFalse(frame.isBegun());
    assertEquals(OptionalInt.empty(), frame.status());
  }
}
