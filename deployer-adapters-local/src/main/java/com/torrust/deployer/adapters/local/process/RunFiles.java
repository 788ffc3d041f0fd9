package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.spi.Command;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The traces of one surviving run: {@code command} (on which terms it was started), {@code
 * output.log}, {@code pid} (number and start of the wrapper), {@code exit} (its code), {@code stop}
 * (a signal was sent). All for the owner alone, none with a secret in it. What is damaged reads as
 * absent.
 */
final class RunFiles {

  private static final FileAttribute<?> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final Pattern PID = Pattern.compile("(\\d{1,10}) (-|\\d{1,18})\n");
  private static final Pattern EXIT = Pattern.compile("(\\d{1,3})\n");
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** Bytes of a trace other than the output; each is a line or a few. */
  private static final int LONGEST = 64 * 1024;

  private final Path folder;

  RunFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * On which terms a run was started.
   *
   * @param captureLimit see {@link Command#captureLimit()}
   * @param boot names the boot of the system; empty where there is no such name
   */
  record Terms(
      Duration limit,
      Optional<Duration> silence,
      Duration grace,
      Command.StopSignal signal,
      int captureLimit,
      String boot) {

    static Terms of(Command command) {
      return new Terms(
          command.limit(),
          command.silence(),
          command.grace(),
          command.stopSignal(),
          command.captureLimit(),
          currentBoot());
    }
  }

  /**
   * The wrapper's identity.
   *
   * @param startTicks empty on systems that do not tell
   */
  record Wrapped(long pid, Optional<Long> startTicks) {}

  Path output() {
    return folder.resolve("output.log");
  }

  Path folder() {
    return folder;
  }

  /** Clears the folder for a new run and writes its terms. */
  void prepare(Terms terms) throws IOException {
    Files.createDirectories(folder, OWNER_FOLDER);
    clear();
    Files.createFile(output(), OWNER_FILE);
    Properties properties = new Properties();
    properties.setProperty("limit", terms.limit().toString());
    terms.silence().ifPresent(silence -> properties.setProperty("silence", silence.toString()));
    properties.setProperty("grace", terms.grace().toString());
    properties.setProperty("signal", terms.signal().name());
    properties.setProperty("capture", Integer.toString(terms.captureLimit()));
    properties.setProperty("boot", terms.boot());
    Files.createFile(command(), OWNER_FILE);
    try (Writer writer = Files.newBufferedWriter(command())) {
      properties.store(writer, null);
    }
  }

  /** Removes every trace; the terms first, because without them there is no run. */
  void clear() throws IOException {
    for (String name : List.of("command", "exit", "stop", "pid", "output.log")) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  /** The terms of the run in this folder, if there is one. */
  Optional<Terms> terms() {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(OwnerFiles.read(command(), LONGEST)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException damaged) {
      // There was a run: its other traces say what it was.
      properties.clear();
    }
    return Optional.of(
        new Terms(
            duration(properties, "limit").orElse(Duration.ofHours(1)),
            duration(properties, "silence"),
            duration(properties, "grace").orElse(Duration.ofMinutes(1)),
            "INTERRUPT".equals(properties.getProperty("signal"))
                ? Command.StopSignal.INTERRUPT
                : Command.StopSignal.TERMINATE,
            number(properties.getProperty("capture", "0")),
            properties.getProperty("boot", currentBoot())));
  }

  private static Optional<Duration> duration(Properties properties, String name) {
    try {
      return Optional.ofNullable(properties.getProperty(name)).map(Duration::parse);
    } catch (DateTimeParseException damaged) {
      return Optional.empty();
    }
  }

  private static int number(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** The wrapper, once it has claimed the run. */
  Optional<Wrapped> wrapped() {
    Matcher matcher = PID.matcher(text("pid"));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<Long> ticks =
        matcher.group(2).equals("-")
            ? Optional.empty()
            : Optional.of(Long.parseLong(matcher.group(2)));
    return Optional.of(new Wrapped(Long.parseLong(matcher.group(1)), ticks));
  }

  /** When the wrapper claimed the run. */
  Optional<Instant> claimedAt() {
    try {
      return Optional.of(Files.getLastModifiedTime(folder.resolve("pid")).toInstant());
    } catch (IOException unclaimed) {
      return Optional.empty();
    }
  }

  /** The exit code, once the wrapper has written all of it. */
  OptionalInt exitCode() {
    Matcher matcher = EXIT.matcher(text("exit"));
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** Takes the run away from a wrapper that has not begun, for good; false when it has. */
  boolean abandon() throws IOException {
    boolean taken = claim("pid");
    if (taken) {
      Files.deleteIfExists(command());
    }
    return taken;
  }

  /** Notes that the stop signal is being sent; false when it was sent before, by whomever. */
  boolean claimStop() throws IOException {
    return claim("stop");
  }

  private boolean claim(String name) throws IOException {
    try {
      Files.createFile(folder.resolve(name), OWNER_FILE);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
  }

  /** Between the claim and the exit code, by the files' times. */
  Duration duration() {
    try {
      Instant end = Files.getLastModifiedTime(folder.resolve("exit")).toInstant();
      Duration between = Duration.between(claimedAt().orElse(end), end);
      return between.isNegative() ? Duration.ZERO : between;
    } catch (IOException unknown) {
      return Duration.ZERO;
    }
  }

  private Path command() {
    return folder.resolve("command");
  }

  private String text(String name) {
    try {
      return new String(
          OwnerFiles.read(folder.resolve(name), LONGEST), StandardCharsets.ISO_8859_1);
    } catch (IOException absent) {
      return "";
    }
  }

  static String currentBoot() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException unknown) {
      return "";
    }
  }
}
