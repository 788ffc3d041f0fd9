package com.torrust.deployer.adapters.local.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Linux tells about a process in {@code /proc/PID/stat}.
 *
 * @param pid its number
 * @param state one letter; Z is a process that has ended
 * @param parent number of its parent
 * @param session number of the process that began its session
 * @param startTicks when it started, in clock ticks since boot; tells it apart from a later process
 *     of the same number
 */
record ProcStat(long pid, char state, long parent, long session, long startTicks) {

  private static final Path PROC = Path.of("/proc");
  private static final boolean KNOWN = Files.isReadable(PROC.resolve("self/stat"));
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int SESSION = 3;
  private static final int START = 19;

  /**
   * Whether a process still does something. Java calls a process alive that has ended and whose
   * parent has not asked for its exit code yet; an orphan's new parent may take its time.
   */
  static boolean isAtWork(ProcessHandle process) {
    return process.isAlive() && of(process.pid()).map(ProcStat::isAlive).orElse(true);
  }

  /** Whether this system tells such things at all. */
  static boolean isKnown() {
    return KNOWN;
  }

  static Optional<ProcStat> of(long pid) {
    return read(PROC.resolve(Long.toString(pid)));
  }

  /** The processes that live in a session. */
  static List<ProcStat> inSession(long session) {
    List<ProcStat> members = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        read(process)
            .filter(stat -> stat.session == session && stat.isAlive())
            .ifPresent(members::add);
      }
    } catch (IOException noProc) {
      return List.of();
    }
    return members;
  }

  /** Whether standard output or error of the process is that file. */
  boolean writesTo(Path file) {
    return isOpen(1, file) || isOpen(2, file);
  }

  private boolean isOpen(int descriptor, Path file) {
    try {
      Path link =
          PROC.resolve(Long.toString(pid)).resolve("fd").resolve(Integer.toString(descriptor));
      return Files.readSymbolicLink(link).equals(file.toRealPath());
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }

  boolean isAlive() {
    return state != 'Z' && state != 'X';
  }

  private static Optional<ProcStat> read(Path process) {
    try {
      String line = Files.readString(process.resolve("stat"));
      // The second field is the program's name in brackets and may hold anything.
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return Optional.of(
          new ProcStat(
              Long.parseLong(process.getFileName().toString()),
              fields[STATE].charAt(0),
              Long.parseLong(fields[PARENT]),
              Long.parseLong(fields[SESSION]),
              Long.parseLong(fields[START])));
    } catch (IOException | RuntimeException gone) {
      return Optional.empty();
    }
  }
}
