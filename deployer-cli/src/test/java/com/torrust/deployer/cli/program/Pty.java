package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program on a real terminal, with somebody who types. */
final class Pty implements AutoCloseable {

  private static final Path SCRIPT = Path.of("/usr/bin/script");

  private final Process process;
  private final Path screen;

  private Pty(Process process, Path screen) {
    this.process = process;
    this.screen = screen;
  }

  /** Starts it; skips the test, visibly, where there is nothing that makes terminals. */
  static Pty of(Call call, int columns, Path folder) {
    assumeTrue(Files.isExecutable(SCRIPT), "no 'script' to make a terminal with");
    try {
      Path screen = Files.createTempFile(folder, "screen", ".txt");
      // Where the build itself runs in the background, Ctrl-C is ignored by all that it starts.
      StringBuilder line =
          new StringBuilder(
              "stty rows 24 cols " + columns + "; exec /usr/bin/env --default-signal=INT");
      call.words()
          .forEach(word -> line.append(" '").append(word.replace("'", "'\\''")).append("'"));
      Call typed =
          new Call(
              List.of(SCRIPT.toString(), "-qefc", line.toString(), "/dev/null"),
              call.with("TERM", "xterm").with("SHELL", "/bin/sh").variables(),
              call.folder(),
              "");
      return new Pty(typed.start(screen), screen);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Types keys. */
  Pty type(String keys) {
    try {
      process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return this;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Waits until the screen shows a text. */
  Pty shows(String text) throws Exception {
    try {
      Await.until(() -> screen().contains(text) || !process.isAlive());
    } catch (AssertionError inVain) {
      throw new AssertionError("'" + text + "' is not shown: " + screen(), inVain);
    }
    if (!screen().contains(text)) {
      throw new AssertionError("'" + text + "' was never shown: " + screen());
    }
    return this;
  }

  /** All that was shown, with what moves the cursor. */
  String screen() {
    try {
      return Files.readString(screen);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Waits for the end and returns the exit code. */
  int end() {
    return Call.end(process);
  }

  @Override
  public void close() {
    process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
  }
}
