package com.torrust.deployer.adapters.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java process with the test's class path, to be killed like a deployer. */
public final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a class with a {@code main} method. */
  public static ChildJvm of(Class<?> main, String... arguments) throws IOException {
    return new ChildJvm(start(commandLine(main, arguments)));
  }

  /**
   * The same with SIGINT ignored, as a shell without job control starts what runs in the
   * background.
   */
  public static ChildJvm ignoringInterrupts(Class<?> main, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    line.addAll(commandLine(main, arguments));
    return new ChildJvm(start(line));
  }

  /** The command line, for callers who put something in front of it. */
  public static List<String> commandLine(Class<?> main, String... arguments) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
    line.addAll(List.of(arguments));
    return line;
  }

  private static Process start(List<String> line) throws IOException {
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The next line that the child prints; waits for it. */
  public String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the child ended");
    }
    return line;
  }

  /** Lets a child go on that waits for a byte. */
  public void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** Ends the child as {@code kill -9} does and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Waits for the child's own end. */
  public int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** The child's number. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
