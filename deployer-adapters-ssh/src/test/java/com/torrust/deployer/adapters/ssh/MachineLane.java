package com.torrust.deployer.adapters.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** A real machine with Docker, as {@code sandbox machine create} makes it. */
final class MachineLane implements AutoCloseable {

  private static final String SANDBOX = System.getenv("TORRUST_SANDBOX");

  private final String name;
  private final String address;

  private MachineLane(String name, String address) {
    this.name = name;
    this.address = address;
  }

  /** A machine of its own, or a test that is skipped and says why. */
  static MachineLane orSkip() {
    Assumptions.assumeTrue(
        SANDBOX != null, "no sandbox: run 'sandbox up' and eval \"$(sandbox env)\" for this lane");
    String name = "ssh-it-" + UUID.randomUUID().toString().substring(0, 8);
    String address =
        run(SANDBOX, "machine", "create", name, "--docker", "--owner-pid", String.valueOf(ProcessHandle.current().pid()))
            .strip();
    return new MachineLane(name, address.substring(address.lastIndexOf('\n') + 1));
  }

  String address() {
    return address;
  }

  Path privateKey() {
    return Path.of(System.getenv("TORRUST_SANDBOX_SSH_PRIVATE_KEY"));
  }

  Path publicKey() {
    return Path.of(System.getenv("TORRUST_SANDBOX_SSH_PUBLIC_KEY"));
  }

  String user() {
    return System.getenv("TORRUST_SANDBOX_SSH_USER");
  }

  /** What a command prints as root on the machine, asked past SSH. */
  String onMachine(String... command) {
    List<String> line = new ArrayList<>(List.of("lxc", "exec", name, "--"));
    line.addAll(List.of(command));
    return run(line.toArray(String[]::new));
  }

  /** Switches it off as a power cut does, and on again. */
  void powerCut() {
    run("lxc", "restart", "--force", name);
  }

  @Override
  public void close() {
    run(SANDBOX, "machine", "delete", name);
  }

  private static String run(String... line) {
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new AssertionError(String.join(" ", line) + " ended with " + status + ": " + output);
      }
      return output;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
