package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.spi.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends signals and keeps track of what programs would inherit. Immutable. */
final class Signals {

  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
  private static final int INTERRUPT_BIT = 0x2;
  private static final long SHELL_LIMIT_SECONDS = 5;

  private final boolean interruptIgnored;

  private Signals(boolean interruptIgnored) {
    this.interruptIgnored = interruptIgnored;
  }

  /**
   * Looks at this process. A shell without job control starts background commands with SIGINT
   * ignored; programs inherit that, and one that is to be stopped by SIGINT could not be stopped.
   */
  static Signals ofThisProcess() {
    return new Signals(ignoresInterrupt(Path.of("/proc/self/status")));
  }

  static Signals inheriting(boolean interruptIgnored) {
    return new Signals(interruptIgnored);
  }

  private static boolean ignoresInterrupt(Path status) {
    if (!Files.isReadable(status)) {
      return false;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("SigIgn:"))
          .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
          .anyMatch(mask -> (mask & INTERRUPT_BIT) != 0);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * What has to stand before a command line so that the program reacts to SIGINT; usually nothing.
   */
  List<String> restoringPrefix() {
    return interruptIgnored ? List.of("/usr/bin/env", "--default-signal=INT") : List.of();
  }

  /**
   * Sends one signal to one process, and never touches its pipes as {@link Process#destroy()}
   * would.
   */
  static void send(Command.StopSignal signal, ProcessHandle process) {
    if (signal == Command.StopSignal.TERMINATE) {
      process.destroy();
    } else if (process.isAlive()) {
      interrupt(process.pid());
    }
  }

  /** Java knows no SIGINT; the shell's own {@code kill} is there on every system. */
  private static void interrupt(long pid) {
    ProcessBuilder shell =
        new ProcessBuilder("/bin/sh", "-c", "kill -s INT \"$1\"", "sh", Long.toString(pid))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    shell.environment().clear();
    boolean interrupted = Thread.interrupted();
    try {
      shell.start().waitFor(SHELL_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (IOException noShell) {
      LOG.warn("cannot send SIGINT to process {}: {}", pid, noShell.getMessage());
    } catch (InterruptedException again) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
