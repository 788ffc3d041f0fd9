package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.secret.SecretResolver;
import com.torrust.deployer.application.internal.session.StoredEnvironments;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.EnvironmentId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.sdk.operation.RenderResult;
import com.torrust.deployer.sdk.operation.RenderTarget;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes all artifacts somewhere, to be looked at or used by hand; touches neither state nor
 * machine.
 */
public final class RenderOperation {

  /**
   * Label of artifacts that belong to no stored environment: the same input has to give the same
   * files.
   */
  private static final EnvironmentId NOT_STORED = new EnvironmentId("000000000000");

  private final Adapters adapters;

  /** Renders with these adapters. */
  public RenderOperation(Adapters adapters) {
    this.adapters = adapters;
  }

  /** Renders a stored environment, in any state. */
  public Either<DeployError, RenderResult> run(EnvironmentName name, RenderTarget target) {
    adapters.renderer().warmUp();
    return new StoredEnvironments(adapters.store())
        .get(name)
        .flatMap(
            environment ->
                render(
                    environment.config(),
                    environment.context().label(),
                    environment.knownMachine().map(Machine::sshPort),
                    target));
  }

  /** Renders a configuration file. */
  public Either<DeployError, RenderResult> run(Path configuration, RenderTarget target) {
    adapters.renderer().warmUp();
    return adapters
        .configReader()
        .read(configuration)
        .flatMap(parsed -> run(parsed.config(), target));
  }

  /** Renders a configuration. */
  public Either<DeployError, RenderResult> run(EnvironmentConfig config, RenderTarget target) {
    return render(config, NOT_STORED.label(config.name()), Optional.empty(), target);
  }

  private Either<DeployError, RenderResult> render(
      EnvironmentConfig given, Label label, Optional<Integer> sshPort, RenderTarget target) {
    return new SecretResolver(adapters, Cancellation.create())
        .look(given)
        .flatMap(config -> write(config, label, sshPort, target));
  }

  private Either<DeployError, RenderResult> write(
      EnvironmentConfig config, Label label, Optional<Integer> sshPort, RenderTarget target) {
    return adapters
        .sshKeyFiles()
        .publicKey(config.sshCredentials())
        .flatMap(
            key ->
                adapters
                    .renderer()
                    .render(
                        ImmutableRenderRequest.builder()
                            .config(config)
                            .label(label)
                            .publicKey(key)
                            .address(target.address())
                            .sshPort(sshPort)
                            .build()))
        .flatMap(
            artifacts ->
                adapters
                    .workspace()
                    .export(target.folder(), artifacts, target.overwrite())
                    .map(
                        folder ->
                            new RenderResult(
                                config.name(),
                                folder,
                                artifacts.files().stream().map(Artifact::path).toList())));
  }
}
