package com.torrust.deployer.adapters.ansible;

import com.torrust.deployer.adapters.ansible.internal.Playbook;
import com.torrust.deployer.adapters.ansible.internal.PlaybookCommand;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineConsents;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.Configurator.Report;
import com.torrust.deployer.domain.port.EnvironmentFolders;
import com.torrust.deployer.domain.port.Finalizers;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.domain.spi.RunFolder;
import com.torrust.deployer.templates.JinjavaRendererProvider;
import com.torrust.deployer.testkit.data.FoundArtifacts;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.RecordingProgress;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** One environment on disk with a rendered playbook, and the configurator that works on it. */
final class Bench {

  /** A machine that does not say what it is like. */
  private static final RemoteShell NO_SHELL =
      (machine, credentials, script, lines, context) ->
          Either.left(
              DeployError.because("ssh.unreachable", ErrorKind.CONNECTIVITY, "no shell").build());

  private final Path folder;
  private final EnvironmentConfig config;
  private final Machine machine;
  private final CommandRunner runner;
  private final RemoteShell shell;
  private final Map<String, String> variables;
  private final RecordingProgress progress = new RecordingProgress();
  private final Cancellation cancellation = Cancellation.create();

  private Bench(
      Path folder,
      EnvironmentConfig config,
      Machine machine,
      CommandRunner runner,
      RemoteShell shell,
      Map<String, String> variables) {
    this.folder = folder;
    this.config = config;
    this.machine = machine;
    this.runner = runner;
    this.shell = shell;
    this.variables = variables;
  }

  /** For a machine that need not exist. */
  static Bench in(Path folder, CommandRunner runner) {
    return in(folder, runner, NO_SHELL);
  }

  /** The same on a machine whose condition is asked by this shell. */
  static Bench in(Path folder, CommandRunner runner, RemoteShell shell) {
    EnvironmentConfig config = Samples.config("demo");
    return in(folder, config, Samples.machine(config.name()), runner, shell, Map.of());
  }

  /** Lays down the folders and the rendered playbook. */
  static Bench in(
      Path folder,
      EnvironmentConfig config,
      Machine machine,
      CommandRunner runner,
      RemoteShell shell,
      Map<String, String> variables) {
    Bench bench = new Bench(folder, config, machine, runner, shell, variables);
    bench.lay();
    return bench;
  }

  /** The same environment as a later process finds it, perhaps with another configuration. */
  Bench again(EnvironmentConfig changed) {
    return in(folder, changed, machine, runner, shell, variables);
  }

  private void lay() {
    try {
      for (Path each :
          new Path[] {folders().build(), folders().tofu(), folders().runs(), folders().sockets()}) {
        Files.createDirectories(each);
      }
      for (Artifact file :
          new JinjavaRendererProvider()
              .create(
                  ImmutableAdapterContext.builder()
                      .workingDirectory(folder)
                      .variables(variables)
                      .commands(runner)
                      .clock(InstantSource.system())
                      .artifacts(FoundArtifacts.everywhere())
                      .templates(Optional.empty())
                      .build())
              .render(
                  ImmutableRenderRequest.builder()
                      .config(config)
                      .addPurposes(ArtifactPurpose.CONFIGURE)
                      .label(new Label(config.name().value() + ".0123abcd"))
                      .publicKey("ssh-ed25519 AAAA")
                      .address(machine.address())
                      .sshPort(machine.sshPort())
                      .knownHosts(folders().knownHosts())
                      .controlSocket(folders().controlSocket())
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

  /** Where the rendered playbook stands. */
  Path playbook() {
    return folders().build().resolve("ansible");
  }

  EnvironmentConfig config() {
    return config;
  }

  RecordingProgress progress() {
    return progress;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  Either<DeployError, Report> configure() {
    return configure(MachineConsents.none());
  }

  Either<DeployError, Report> configure(MachineConsents consents) {
    return configurator()
        .configure(
            config,
            machine,
            ImmutableOperationContext.builder().from(context()).consents(consents).build());
  }

  Configurator configurator() {
    return new AnsibleConfigurator(runner, shell, variables);
  }

  /** Does what a process does that is killed just after it has started Ansible. */
  void startAndDie() {
    runner
        .start(
            PlaybookCommand.of(
                Playbook.in(folders().build()).get(), machine, context(), variables, false),
            new RunFolder(folders().runs().resolve("configure")))
        .get();
  }

  EnvironmentFolders folders() {
    Path data = folder.resolve("data");
    return new EnvironmentFolders(
        folder.resolve("build"), data.resolve("tofu"), data.resolve("runs"), folder.resolve("s"));
  }

  OperationContext context() {
    return ImmutableOperationContext.builder()
        .environment(config.name())
        .operation(new OperationId("configure-1"))
        .progress(progress)
        .cancellation(cancellation)
        .timeouts(Timeouts.standard())
        .folders(folders())
        .secrets(config.secrets())
        .finalizers(new Finalizers())
        .build();
  }
}
