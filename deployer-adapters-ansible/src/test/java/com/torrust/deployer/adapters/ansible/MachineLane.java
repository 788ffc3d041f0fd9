package com.torrust.deployer.adapters.ansible;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.config.SshUsername;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** A real machine of the sandbox, asked past SSH by {@code lxc} and not by our own code. */
final class MachineLane implements AutoCloseable {

  private static final String SANDBOX = System.getenv("TORRUST_SANDBOX");
  private static final int SSH_PORT = 22;

  private final String name;
  private final String address;

  private MachineLane(String name, String address) {
    this.name = name;
    this.address = address;
  }

  /** A machine without Docker, or a test that is skipped and says why. */
  static MachineLane orSkip(String... options) {
    Assumptions.assumeTrue(
        SANDBOX != null, "no sandbox: run 'sandbox up' and eval \"$(sandbox env)\" for this lane");
    String name = "ansible-it-" + UUID.randomUUID().toString().substring(0, 8);
    List<String> line = new ArrayList<>(List.of(SANDBOX, "machine", "create", name));
    line.addAll(List.of("--owner-pid", String.valueOf(ProcessHandle.current().pid())));
    line.addAll(List.of(options));
    String printed = run(line).strip();
    return new MachineLane(name, printed.substring(printed.lastIndexOf('\n') + 1));
  }

  String name() {
    return name;
  }

  String address() {
    return address;
  }

  String address6() {
    return run(List.of(SANDBOX, "machine", "address", name, "--ipv6")).strip();
  }

  Machine machine(Machine.Origin origin) {
    return ImmutableMachine.copyOf(Samples.machine(Samples.name("demo")))
        .withAddress(Samples.address(address))
        .withSshPort(SSH_PORT)
        .withOrigin(origin);
  }

  EnvironmentConfig config() {
    return ImmutableEnvironmentConfig.copyOf(Samples.config("demo"))
        .withSshCredentials(
            ImmutableSshCredentials.copyOf(Samples.sshCredentials())
                .withUsername(SshUsername.parse(System.getenv("TORRUST_SANDBOX_SSH_USER")).get())
                .withPrivateKeyPath(Path.of(System.getenv("TORRUST_SANDBOX_SSH_PRIVATE_KEY")))
                .withPublicKeyPath(Path.of(System.getenv("TORRUST_SANDBOX_SSH_PUBLIC_KEY"))));
  }

  /** An environment for the machine, its host key pinned. */
  Bench bench(Path folder, Machine.Origin origin) {
    return bench(folder, config(), origin);
  }

  Bench bench(Path folder, EnvironmentConfig config, Machine.Origin origin) {
    Bench bench =
        Bench.in(
            folder,
            config,
            machine(origin),
            new LocalCommandRunnerProvider().create(),
            this::shell,
            System.getenv());
    try {
      String key = onMachine("cat", "/etc/ssh/ssh_host_ed25519_key.pub");
      Files.writeString(bench.folders().knownHosts(), address + " " + key);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bench;
  }

  /** What a command prints as root on the machine. */
  String onMachine(String... command) {
    return run(lxc(command));
  }

  /** The exit code of a command as root on the machine. */
  int codeOnMachine(String... command) {
    return start(lxc(command)).code();
  }

  private List<String> lxc(String... command) {
    List<String> line = new ArrayList<>(List.of("lxc", "exec", name, "--"));
    line.addAll(List.of(command));
    return line;
  }

  /** A script as root, as the deployer's own shell runs it. */
  private Either<DeployError, RemoteShell.Ended> shell(
      Machine machine,
      SshCredentials credentials,
      RemoteShell.Script script,
      Consumer<String> lines,
      OperationContext context) {
    try {
      Path input = Files.writeString(Files.createTempFile("script", ".txt"), script.input());
      String text = "'" + script.text().replace("'", "'\\''") + "'";
      List<String> line = sshLine(credentials.username().value(), "sudo -n /bin/sh -c " + text);
      Process process =
          new ProcessBuilder(line)
              .redirectInput(input.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(lines);
      Files.delete(input);
      return Either.right(new RemoteShell.Ended(process.waitFor(), List.of()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** The exit code of {@code ssh} to the machine as some user, with the sandbox's key. */
  int ssh(String user, String command) {
    return start(sshLine(user, command)).code();
  }

  private List<String> sshLine(String user, String command) {
    return List.of(
        "ssh",
        "-F",
        "none",
        "-i",
        System.getenv("TORRUST_SANDBOX_SSH_PRIVATE_KEY"),
        "-o",
        "IdentitiesOnly=yes",
        "-o",
        "BatchMode=yes",
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        "-o",
        "ConnectTimeout=10",
        user + "@" + address,
        command);
  }

  /** Switches it off as a power cut does, and on again, until it lets people in. */
  void powerCut() {
    run(List.of("lxc", "restart", "--force", name));
    await(
        "SSH after the power cut",
        () -> ssh(System.getenv("TORRUST_SANDBOX_SSH_USER"), "true") == 0);
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come about: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Override
  public void close() {
    run(List.of(SANDBOX, "machine", "delete", name));
  }

  /** What a program printed and how it ended. */
  record Outcome(int code, String output) {}

  static String run(List<String> line) {
    Outcome outcome = start(line);
    if (outcome.code() != 0) {
      throw new AssertionError(
          String.join(" ", line) + " ended with " + outcome.code() + ": " + outcome.output());
    }
    return outcome.output();
  }

  static Outcome start(List<String> line) {
    return start(line, Map.of());
  }

  static Outcome start(List<String> line, Map<String, String> variables) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectErrorStream(true);
      builder.environment().putAll(variables);
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
