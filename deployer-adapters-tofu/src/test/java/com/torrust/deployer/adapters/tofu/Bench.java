package com.torrust.deployer.adapters.tofu;

import com.torrust.deployer.adapters.tofu.internal.cloud.Retries.Pace;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.InstanceName;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.machine.ImmutableMachineSpec;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentFolders;
import com.torrust.deployer.domain.port.Finalizers;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.templates.JinjavaRendererProvider;
import com.torrust.deployer.testkit.data.FoundArtifacts;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.RecordingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * One environment on disk with everything that a provisioner is given, made anew for every process
 * that asks for it.
 */
final class Bench {

  static final String PUBLIC_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh tofu-it";

  private final Path folder;
  private final MachineSpec spec;
  private final EnvironmentConfig config;
  private final AdapterContext adapters;
  private final RecordingProgress progress = new RecordingProgress();
  private final Cancellation cancellation = Cancellation.create();
  private final Timeouts timeouts;
  private final Pace pace;

  private Bench(
      Path folder,
      String name,
      ProviderConfig provider,
      CommandRunner commands,
      Map<String, String> variables,
      Timeouts timeouts,
      Pace pace) {
    this.folder = folder;
    this.pace = pace;
    this.timeouts = timeouts;
    this.config =
        ImmutableEnvironmentConfig.copyOf(Samples.config(name))
            .withInstanceName(InstanceName.parse(name).get())
            .withProvider(provider)
            .withSshCredentials(
                ImmutableSshCredentials.copyOf(Samples.sshCredentials())
                    .withPublicKeyPath(folder.resolve("id.pub")));
    this.spec =
        ImmutableMachineSpec.builder()
            .name(config.instanceName())
            .label(new Label(name + ".0123abcd"))
            .provider(provider)
            .sshCredentials(config.sshCredentials())
            .build();
    this.adapters =
        ImmutableAdapterContext.builder()
            .workingDirectory(folder)
            .variables(variables)
            .commands(commands)
            .clock(InstantSource.system())
            .artifacts(FoundArtifacts.everywhere())
            .templates(Optional.empty())
            .build();
  }

  /** Lays the folders and the rendered project down in {@code folder}. */
  static Bench in(
      Path folder,
      String name,
      ProviderConfig provider,
      CommandRunner commands,
      Map<String, String> variables,
      Timeouts timeouts,
      Pace pace) {
    Bench bench = new Bench(folder, name, provider, commands, variables, timeouts, pace);
    bench.lay();
    return bench;
  }

  private void lay() {
    try {
      for (Path each :
          new Path[] {folders().build(), folders().tofu(), folders().runs(), folders().sockets()}) {
        Files.createDirectories(each);
      }
      Files.writeString(folder.resolve("id.pub"), PUBLIC_KEY + "\n");
      for (Artifact file :
          new JinjavaRendererProvider()
              .create(adapters)
              .render(
                  ImmutableRenderRequest.builder()
                      .config(config)
                      .addPurposes(ArtifactPurpose.PROVISION)
                      .label(spec.label())
                      .publicKey(PUBLIC_KEY)
                      .build())
              .get()
              .files()) {
        Path path = folders().build().resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.text());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A provisioner as another process would have it: nothing is remembered from an earlier one. */
  Provisioner provisioner() {
    return new TofuProvisioner(adapters, pace);
  }

  MachineSpec spec() {
    return spec;
  }

  RecordingProgress progress() {
    return progress;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  EnvironmentFolders folders() {
    return new EnvironmentFolders(
        folder.resolve("build"),
        folder.resolve("tofu"),
        folder.resolve("runs"),
        folder.resolve("sockets"));
  }

  OperationContext context() {
    return ImmutableOperationContext.builder()
        .environment(config.name())
        .operation(new OperationId("test-1"))
        .progress(progress)
        .cancellation(cancellation)
        .timeouts(timeouts)
        .folders(folders())
        .secrets(config.secrets())
        .finalizers(new Finalizers())
        .build();
  }
}
