package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentFolders;
import com.torrust.deployer.domain.port.Finalizers;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.ImmutableTimeouts;
import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.RecordingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One environment on disk with everything that the adapters are given. */
final class Bench {

  static final EnvironmentName ENVIRONMENT = Samples.name("demo");
  static final HostKey HOST_KEY =
      HostKey.parse(
              "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh")
          .orElseThrow();

  private final Path folder;
  private final AdapterContext adapters;
  private final RecordingProgress progress = new RecordingProgress();
  private final Cancellation cancellation = Cancellation.create();
  private final Finalizers finalizers = new Finalizers();
  private Timeouts timeouts = Timeouts.standard();
  private Path privateKey;
  private Path publicKey;
  private String operation = "test-1";
  private Set<Secret> secrets = Set.of();

  private Bench(Path folder, CommandRunner commands, Map<String, String> variables) {
    this.folder = folder;
    this.privateKey = folder.resolve("id");
    this.publicKey = folder.resolve("id.pub");
    this.adapters =
        ImmutableAdapterContext.builder()
            .workingDirectory(folder)
            .variables(variables)
            .commands(commands)
            .clock(InstantSource.system())
            .templates(Optional.empty())
            .build();
  }

  /** Folders and a private key that looks like one. */
  static Bench in(Path folder, CommandRunner commands, Map<String, String> variables) {
    Bench bench = new Bench(folder, commands, new HashMap<>(variables));
    try {
      for (Path each :
          List.of(
              bench.folders().build(),
              bench.folders().tofu(),
              bench.folders().runs(),
              bench.folders().sockets())) {
        Files.createDirectories(each);
      }
      Files.writeString(bench.privateKey, "-----BEGIN PRIVATE KEY-----\n");
      ownerOnly(bench.privateKey);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bench;
  }

  static void ownerOnly(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  Bench timeouts(ImmutableTimeouts.Builder waits) {
    timeouts = waits.build();
    return this;
  }

  Bench keys(Path privateFile, Path publicFile) {
    privateKey = privateFile;
    publicKey = publicFile;
    return this;
  }

  Bench operation(String id) {
    operation = id;
    return this;
  }

  Bench secrets(String... texts) {
    secrets = Set.copyOf(List.of(texts).stream().map(Secret::of).toList());
    return this;
  }

  MachineAccess access() {
    return new SshMachineAccess(adapters);
  }

  StackOperator operator() {
    return new SshStackOperator(adapters);
  }

  RemoteShell shell() {
    return new SshRemoteShell(adapters);
  }

  RecordingProgress progress() {
    return progress;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  Path privateKey() {
    return privateKey;
  }

  /** Ends the operation. */
  void end() {
    finalizers.close();
  }

  SshCredentials credentials(String user) {
    return ImmutableSshCredentials.copyOf(Samples.sshCredentials())
        .withUsername(com.torrust.deployer.domain.config.SshUsername.parse(user).get())
        .withPrivateKeyPath(privateKey)
        .withPublicKeyPath(publicKey);
  }

  SshCredentials credentials() {
    return credentials("torrust");
  }

  static Machine machine(String address, int port, HostKey... pinned) {
    return ImmutableMachine.copyOf(Samples.machine(ENVIRONMENT))
        .withAddress(HostAddress.parse(address).orElseThrow())
        .withSshPort(port)
        .withHostKeys(pinned);
  }

  EnvironmentFolders folders() {
    return new EnvironmentFolders(
        folder.resolve("build"),
        folder.resolve("tofu"),
        folder.resolve("runs"),
        folder.resolve("s"));
  }

  OperationContext context() {
    return ImmutableOperationContext.builder()
        .environment(ENVIRONMENT)
        .operation(new OperationId(operation))
        .progress(progress)
        .cancellation(cancellation)
        .timeouts(timeouts)
        .folders(folders())
        .secrets(secrets)
        .finalizers(finalizers)
        .build();
  }

  /** Timeouts that ends soon. */
  static ImmutableTimeouts.Builder hurried() {
    return ImmutableTimeouts.builder().ssh(Duration.ofSeconds(2)).cloudInit(Duration.ofSeconds(60));
  }
}
