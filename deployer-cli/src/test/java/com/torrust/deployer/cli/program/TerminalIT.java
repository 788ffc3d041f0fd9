package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on a real terminal: questions, interrupts, width. */
class TerminalIT {

  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";

  @TempDir private Path folder;

  private Installation program;
  private Workplace work;

  @BeforeEach
  void create() throws IOException {
    program = Installation.ofTheBuild();
    work = Workplace.in(folder);
    work.create(program, "demo");
  }

  private Call call(String... arguments) {
    return program.call(arguments).in(work.folder());
  }

  private Pty onTerminal(String... arguments) {
    return Pty.of(call(arguments), 80, folder);
  }

  @Test
  void purgesWhenTheNameIsTyped() throws Exception {
    try (Pty terminal = onTerminal("purge", "demo")) {
      terminal.shows("Type the name 'demo' to go on:").type("demo\n");

      assertEquals(0, terminal.end(), terminal::screen);
      assertTrue(terminal.screen().contains("cannot be undone. It removes:"), terminal::screen);
    }
    assertEquals("false\n", call("exists", "demo").run().expect(0).out());
  }

  @Test
  void touchesNothingWhenAnotherNameIsTypedOrNothing() throws Exception {
    for (String answer : new String[] {"dem\n", "y\n", "\n", CTRL_D}) {
      try (Pty terminal = onTerminal("purge", "demo")) {
        terminal.shows("to go on:").type(answer);

        assertEquals(10, terminal.end(), terminal::screen);
        assertTrue(terminal.screen().contains("confirmation.declined"), terminal::screen);
      }
    }
    assertEquals("true\n", call("exists", "demo").run().expect(0).out());
  }

  @Test
  void touchesNothingWhenTheQuestionIsInterrupted() throws Exception {
    try (Pty terminal = onTerminal("purge", "demo")) {
      terminal.shows("to go on:").type(CTRL_C);

      assertEquals(130, terminal.end(), terminal::screen);
      assertFalse(terminal.screen().contains("\tat "), terminal::screen);
    }
    assertEquals("true\n", call("exists", "demo").run().expect(0).out());
  }

  @Test
  void refusesWithoutATerminalUnlessToldYes() {
    Ran refused = call("purge", "demo").reading("demo\n").run().expect(10);

    assertTrue(refused.err().contains("confirmation.impossible"), refused::err);
    assertEquals("", refused.out());
    call("purge", "demo", "--yes").run().expect(0);
  }

  @Test
  void endsInOrderWhenItIsInterrupted() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Pty terminal = registering(silent)) {
      // It waits for a greeting that never comes.
      silent.setSoTimeout(60_000);
      silent.accept();
      terminal.shows("reach the machine").type(CTRL_C).shows("interrupted: stopping");

      assertEquals(130, terminal.end(), terminal::screen);
      assertTrue(terminal.screen().contains("operation.cancelled"), terminal::screen);
      assertFalse(terminal.screen().contains("\tat "), terminal::screen);
    }
    String shown = call("show", "demo", "--output-format", "json").run().expect(0).out();
    assertTrue(shown.contains("\"state_name\": \"created\""), shown);
    call("purge", "demo", "--yes").run().expect(0);
  }

  private Pty registering(ServerSocket silent) {
    String port = Integer.toString(silent.getLocalPort());
    return onTerminal("register", "demo", "--instance-ip", "127.0.0.1", "--ssh-port", port);
  }

  @Test
  void tellsOnASecondInterruptWhatItIsWaitingFor() throws Exception {
    // An SSH client that does not let itself be stopped while the deployer waits for it.
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path goOn = folder.resolve("go-on");
    Path begun = folder.resolve("begun");
    work.script(
        bin.resolve("ssh"),
        "trap '' INT TERM HUP; : >'"
            + begun
            + "'; until [ -e '"
            + goOn
            + "' ]; do sleep 0.05; done; exit 255");
    Call register =
        call("register", "demo", "--instance-ip", "127.0.0.1", "--ssh-port", "2222")
            .with("PATH", bin + ":" + System.getenv("PATH"));
    try (ServerSocket greeting = new ServerSocket(2222, 50, InetAddress.getLoopbackAddress())) {
      Thread greeter = work.greets(greeting);
      try (Pty terminal = Pty.of(register, 80, folder)) {
        Await.until(() -> Files.exists(begun));
        terminal.type(CTRL_C).shows("interrupted: stopping");
        terminal.type(CTRL_C).shows("still waiting for 'reach the machine'");
        Files.writeString(goOn, "");

        assertEquals(130, terminal.end(), terminal::screen);
      }
      greeter.interrupt();
    }
  }

  @Test
  void keepsToTheWidthOfTheTerminal() {
    try (Pty terminal = Pty.of(call("list"), 40, folder)) {
      assertEquals(0, terminal.end(), terminal::screen);

      for (String line : terminal.screen().lines().toList()) {
        String plain = line.replaceAll("\u001b\\[[0-9]*m", "").stripTrailing();
        assertTrue(plain.length() <= 40, terminal::screen);
      }
    }
  }

  @Test
  void printsTextOnATerminalAndJsonElsewhere() {
    try (Pty terminal = onTerminal("list")) {
      assertEquals(0, terminal.end());
      assertTrue(terminal.screen().contains("1 environment"), terminal::screen);
    }

    assertTrue(call("list").run().expect(0).out().startsWith("{"));
  }
}
