package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.session.StoredEnvironments;
import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentContext;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.InstalledRelease;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.plan.ConfigDifference;
import com.torrust.deployer.domain.port.EnvironmentStore.Stored;
import com.torrust.deployer.domain.port.EnvironmentStore.Summary;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import com.torrust.deployer.sdk.operation.ImmutableEnvironmentView;
import com.torrust.deployer.sdk.operation.KeptRelease;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Answers from what is stored; never locks, never asks the network. */
public final class Queries {

  private final Adapters adapters;

  /** Answers from these adapters. */
  public Queries(Adapters adapters) {
    this.adapters = adapters;
  }

  /** One environment. */
  public Either<DeployError, EnvironmentView> show(EnvironmentName name) {
    return new StoredEnvironments(adapters.store()).get(name).map(this::view);
  }

  /** The releases that are kept, the latest first. */
  public Either<DeployError, List<KeptRelease>> releases(EnvironmentName name) {
    return new StoredEnvironments(adapters.store())
        .get(name)
        .map(Environment::context)
        .map(
            context -> {
              List<KeptRelease> kept = new ArrayList<>();
              context.releases().forEach(release -> kept.add(0, kept(context, release)));
              return kept;
            });
  }

  private KeptRelease kept(EnvironmentContext context, InstalledRelease release) {
    return new KeptRelease(
        release,
        context.releaseInForce().equals(Optional.of(release)),
        ConfigDifference.between(
            adapters.providers(),
            context.configInForce().orElse(context.config()),
            release.config()));
  }

  private EnvironmentView view(Environment environment) {
    return ImmutableEnvironmentView.builder()
        .environment(environment)
        .endpoints(
            environment
                .knownMachine()
                .map(machine -> ServiceEndpoints.of(environment.config(), machine)))
        .images(adapters.renderer().images(environment.config()))
        .holder(adapters.store().holder(environment.name()))
        .lastBackupFromHere(lastBackup(environment))
        .build();
  }

  private Optional<Instant> lastBackup(Environment environment) {
    return environment.config().backup().flatMap(BackupConfig::repository).isEmpty()
        ? Optional.empty()
        : history(environment.name()).getOrElse(List.of()).stream()
            .filter(entry -> entry.kind() == OperationKind.BACKUP)
            .filter(entry -> entry.outcome() == HistoryEntry.Outcome.SUCCEEDED)
            .map(entry -> entry.startedAt().plus(entry.duration()))
            .max(Comparator.naturalOrder());
  }

  /** All environments. */
  public Either<DeployError, List<Stored>> list() {
    return adapters.store().list();
  }

  /** All environments, with what a list shows of them. */
  public Either<DeployError, List<Summary>> summaries() {
    return adapters.store().summaries();
  }

  /** Whether something is stored under the name, readable or not. */
  public Either<DeployError, Boolean> exists(EnvironmentName name) {
    return adapters.store().exists(name);
  }

  /** What was done. */
  public Either<DeployError, List<HistoryEntry>> history(EnvironmentName name) {
    return adapters.store().history(name);
  }
}
