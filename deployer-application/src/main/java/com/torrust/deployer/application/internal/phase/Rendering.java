package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.plan.Rendered;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.ReleaseBundle;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Renders what a phase needs at its start, so that nothing depends on files of long ago. */
public final class Rendering {

  private static final EnvironmentId NO_ID = new EnvironmentId("000000000000");

  private Rendering() {}

  /**
   * Renders what a kind of work needs and writes it to the build folder. Where secrets are had by
   * reference, the stack's files that hold them get to the machine from memory alone.
   */
  static Either<DeployError, Artifacts> write(
      Session session,
      Environment environment,
      ArtifactPurpose purpose,
      String publicKey,
      OperationContext context) {
    return session
        .adapters()
        .renderer()
        .render(
            request(environment, purpose)
                .publicKey(publicKey)
                .knownHosts(context.folders().knownHosts())
                .controlSocket(context.folders().controlSocket())
                .build())
        .flatMap(
            artifacts ->
                session
                    .adapters()
                    .workspace()
                    .write(environment.name(), written(environment, purpose, artifacts))
                    .map(folder -> artifacts));
  }

  private static Artifacts written(
      Environment environment, ArtifactPurpose purpose, Artifacts artifacts) {
    return purpose == ArtifactPurpose.STACK && environment.config().hasReferences()
        ? new Artifacts(artifacts.files().stream().filter(file -> !file.secret()).toList())
        : artifacts;
  }

  /** The release that the configuration asks for; nothing is written. */
  public static Either<DeployError, ReleaseBundle> release(
      Adapters adapters, Environment environment) {
    return adapters
        .renderer()
        .render(request(environment, ArtifactPurpose.STACK).publicKey("").build())
        .map(artifacts -> adapters.renderer().bundle(environment.config(), artifacts));
  }

  /**
   * What the machine of an environment is configured by for a configuration; nothing is written.
   */
  public static Either<DeployError, Artifacts> machine(
      Adapters adapters, Environment environment, EnvironmentConfig config) {
    return adapters
        .renderer()
        .render(
            request(environment, ArtifactPurpose.CONFIGURE).config(config).publicKey("").build());
  }

  /** What the provider of the machine is given for a configuration; nothing is written. */
  public static Either<DeployError, Artifacts> provider(
      Adapters adapters, Environment environment, EnvironmentConfig config, String publicKey) {
    return adapters
        .renderer()
        .render(
            request(environment, ArtifactPurpose.PROVISION)
                .config(config)
                .publicKey(publicKey)
                .build());
  }

  /**
   * Everything that a configuration renders to for an environment, to be compared; nothing is
   * written. Without a machine there is nothing to configure one by.
   */
  public static Either<DeployError, Rendered> whole(
      Adapters adapters, Environment environment, EnvironmentConfig config) {
    return whole(
        adapters,
        config,
        environment.knownMachine().isPresent(),
        purpose -> request(environment, purpose).config(config).publicKey("").build());
  }

  /** The same for an environment that does not exist yet; its label is not known either. */
  public static Either<DeployError, Rendered> whole(Adapters adapters, EnvironmentConfig config) {
    return whole(
        adapters,
        config,
        false,
        purpose ->
            ImmutableRenderRequest.builder()
                .config(config)
                .addPurposes(purpose)
                .label(NO_ID.label(config.name()))
                .publicKey("")
                .build());
  }

  private static Either<DeployError, Rendered> whole(
      Adapters adapters,
      EnvironmentConfig config,
      boolean hasMachine,
      Function<ArtifactPurpose, RenderRequest> request) {
    Renderer renderer = adapters.renderer();
    Either<DeployError, Artifacts> machine =
        hasMachine
            ? renderer.render(request.apply(ArtifactPurpose.CONFIGURE))
            : Either.right(new Artifacts(List.of()));
    return machine.flatMap(
        configured ->
            renderer
                .render(request.apply(ArtifactPurpose.PROVISION))
                .flatMap(
                    provided ->
                        renderer
                            .render(request.apply(ArtifactPurpose.STACK))
                            .map(
                                stack ->
                                    new Rendered(
                                        config,
                                        provided,
                                        configured,
                                        renderer.bundle(config, stack)))));
  }

  private static ImmutableRenderRequest.Builder request(
      Environment environment, ArtifactPurpose purpose) {
    Optional<Machine> machine = environment.knownMachine();
    return ImmutableRenderRequest.builder()
        .config(environment.config())
        .addPurposes(purpose)
        .label(environment.context().label())
        .address(machine.map(Machine::address))
        .sshPort(machine.map(Machine::sshPort));
  }

  /** The release that the configuration asks for, written to the build folder. */
  static Either<DeployError, ReleaseBundle> release(
      Session session, Environment environment, OperationContext context) {
    return write(session, environment, ArtifactPurpose.STACK, "", context)
        .map(artifacts -> session.adapters().renderer().bundle(environment.config(), artifacts));
  }
}
