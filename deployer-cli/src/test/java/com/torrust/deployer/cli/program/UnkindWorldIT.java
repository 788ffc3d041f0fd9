package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers that go away, full disks, no home, no rights: a clear result and the right code. */
class UnkindWorldIT {

  @TempDir private Path folder;

  private Installation program;
  private Workplace work;

  @BeforeEach
  void create() throws IOException {
    program = Installation.ofTheBuild();
    work = Workplace.in(folder);
  }

  private Call call(String... arguments) {
    return program.call(arguments).in(work.folder());
  }

  /** Runs a line of bash in which {@code deployer} is the program. */
  private Ran shell(String line) {
    String function = "deployer() { '" + program.program() + "' \"$@\"; }; ";
    Call bash = new Call(List.of("bash", "-c", function + line), call().variables(), at(), "");
    return bash.run();
  }

  private Optional<Path> at() {
    return Optional.of(work.folder());
  }

  @Test
  void endsWellWhenTheReaderHasSeenEnough() throws IOException {
    work.create(program, "demo");

    for (String command : List.of("docs", "list", "show demo", "help", "docs completion fish")) {
      Ran ran = shell("deployer " + command + " | head -n 1; exit ${PIPESTATUS[0]}").expect(0);
      assertEquals("", ran.err(), command);
    }
  }

  @Test
  void saysThatAResultWasLostOnAFullDisk() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full");
    work.create(program, "demo");

    for (String command : List.of("list", "show demo", "docs", "--help", "--version", "")) {
      Ran ran = shell("deployer " + command + " >/dev/full").expect(1);
      assertTrue(ran.err().contains("output.result_lost"), () -> command + ": " + ran);
    }
  }

  @Test
  void worksWithoutStandardError() throws IOException {
    work.create(program, "demo");

    assertEquals("true\n", shell("deployer exists demo 2>&-").expect(0).out());
    shell("deployer show nobody 2>/dev/full").expect(3);
  }

  @Test
  void needsNeitherAHomeNorAnyOtherVariable() throws IOException {
    Path file = work.configuration("demo");
    Map<String, String> few = Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", "/bin");

    Ran ran =
        new Call(
                call("create", "environment", "--env-file", file.toString()).words(), few, at(), "")
            .run();

    assertTrue(ran.expect(0).out().contains("\"environment_name\": \"demo\""), ran::out);
  }

  @Test
  void saysWhatCannotBeWrittenWhereNothingMayBeWritten() throws IOException {
    Path file = work.configuration("demo");

    // Not even root may write there.
    call("list", "--working-dir", "/proc/1").run().expect(0);
    Ran ran =
        call("create", "environment", "--env-file", file.toString(), "--working-dir", "/proc/1")
            .run()
            .expect(1);

    assertEquals("", ran.out());
    assertTrue(ran.err().contains("/proc/1/data"), ran::err);
    assertTrue(ran.err().contains("check the disk and the permissions"), ran::err);
  }

  @Test
  void losesNothingWhenTheDiskIsFull() throws IOException {
    Path small = Files.createDirectory(folder.resolve("small"));
    work.configuration("demo");
    String mount = "mount -t tmpfs -o size=400k tmpfs '" + small + "'";
    assumeTrue(unshared(mount).exitCode() == 0, "no right to mount a small disk");

    Ran ran =
        unshared(
            mount
                + " && deployer create environment --env-file demo.json --working-dir '"
                + small
                + "' >/dev/null && { head -c 1m /dev/zero >'"
                + small
                + "/filler' 2>/dev/null; cp '"
                + small
                + "/data/demo/environment.json' before.json;"
                + " deployer register demo --instance-ip 127.0.0.1 --ssh-port 1 --working-dir '"
                + small
                + "'; code=$?; cmp before.json '"
                + small
                + "/data/demo/environment.json' || exit 99; deployer exists demo --working-dir '"
                + small
                + "'; exit $code; }");

    assertEquals("true\n", ran.expect(1).out());
    assertTrue(ran.err().contains("No space left on device"), ran::err);
  }

  private Ran unshared(String line) {
    String function = "deployer() { '" + program.program() + "' \"$@\"; }; ";
    List<String> words = List.of("unshare", "--mount", "bash", "-c", function + line);
    return new Call(words, call().variables(), at(), "").run();
  }

  @Test
  void quotesShortAndHarmlesslyWhatItWasGiven() throws IOException {
    String endless = "a".repeat(100_000);
    for (String name : List.of(endless, "a\u001b[2Jb\nc", "", " ", "--", "ünïcode", "../../etc")) {
      Ran ran = call("show", name, "--output-format", "text").run().expect(2);
      assertTrue(ran.err().length() < 1000, ran::err);
      assertFalse(ran.err().contains("\u001b"), ran::err);
    }

    Path file = work.folder().resolve("endless.json");
    Files.writeString(
        file, Files.readString(work.configuration("demo")).replace("demo", "d".repeat(10_000_000)));
    Ran ran = call("create", "environment", "--env-file", file.toString()).run().expect(5);
    assertTrue(ran.err().length() < 2000, ran::err);
  }

  @Test
  void printsPathsWithoutTheirControlCharacters() {
    Ran text = call("list", "--output-format", "text", "--working-dir", "x\u001b[2J").run();
    Ran json = call("list", "--working-dir", "x\u001b[2J").run();

    assertFalse(text.expect(0).out().contains("\u001b"), text::out);
    assertTrue(text.out().contains("x\\u001b[2J"), text::out);
    assertTrue(json.expect(0).out().contains("x\\u001B[2J"), json::out);
  }

  @Test
  void printsNothingButAsciiOfItsOwnUnderLangC() throws IOException {
    work.create(program, "demo");

    for (String command : List.of("list", "show demo", "show nobody", "doctor", "nonsense")) {
      Ran ran =
          call(command.split(" "))
              .and("--output-format", "text", "--color", "always")
              .with("LANG", "C")
              .run();
      String all = ran.out() + ran.err();
      assertTrue(all.chars().allMatch(each -> each < 128), all);
    }
  }
}
