package com.torrust.deployer.sdk;

import com.torrust.deployer.application.internal.admission.Admission;
import com.torrust.deployer.application.internal.admission.OwnThread;
import com.torrust.deployer.application.internal.admission.ThisProcess;
import com.torrust.deployer.application.internal.operation.BackupOperation;
import com.torrust.deployer.application.internal.operation.BackupsOperation;
import com.torrust.deployer.application.internal.operation.CreateOperation;
import com.torrust.deployer.application.internal.operation.DeployOperation;
import com.torrust.deployer.application.internal.operation.DestroyOperation;
import com.torrust.deployer.application.internal.operation.DoctorOperation;
import com.torrust.deployer.application.internal.operation.LogsOperation;
import com.torrust.deployer.application.internal.operation.PhaseOperation;
import com.torrust.deployer.application.internal.operation.PlanOperation;
import com.torrust.deployer.application.internal.operation.PurgeOperation;
import com.torrust.deployer.application.internal.operation.Queries;
import com.torrust.deployer.application.internal.operation.RenderOperation;
import com.torrust.deployer.application.internal.operation.RestoreOperation;
import com.torrust.deployer.application.internal.operation.RollbackOperation;
import com.torrust.deployer.application.internal.operation.RotateOperation;
import com.torrust.deployer.application.internal.operation.StatusOperation;
import com.torrust.deployer.application.internal.operation.TestOperation;
import com.torrust.deployer.application.internal.phase.ConfigurePhase;
import com.torrust.deployer.application.internal.phase.ProvisionPhase;
import com.torrust.deployer.application.internal.phase.RegisterPhase;
import com.torrust.deployer.application.internal.phase.ReleasePhase;
import com.torrust.deployer.application.internal.phase.RunPhase;
import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.session.Look;
import com.torrust.deployer.application.internal.session.OperationRunner;
import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.document.Interview;
import com.torrust.deployer.domain.environment.Configurable;
import com.torrust.deployer.domain.environment.Configured;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Destroyable;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.Provisionable;
import com.torrust.deployer.domain.environment.Provisioned;
import com.torrust.deployer.domain.environment.Releasable;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.Released;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.environment.Startable;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlanDepth;
import com.torrust.deployer.domain.port.EnvironmentStore.Stored;
import com.torrust.deployer.domain.port.EnvironmentStore.Summary;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.DestroyResult;
import com.torrust.deployer.sdk.operation.DoctorOptions;
import com.torrust.deployer.sdk.operation.DoctorReport;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import com.torrust.deployer.sdk.operation.KeptRelease;
import com.torrust.deployer.sdk.operation.MachineSource;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import com.torrust.deployer.sdk.operation.PurgeResult;
import com.torrust.deployer.sdk.operation.RegisterResult;
import com.torrust.deployer.sdk.operation.Registration;
import com.torrust.deployer.sdk.operation.RenderResult;
import com.torrust.deployer.sdk.operation.RenderTarget;
import com.torrust.deployer.sdk.operation.RestoreResult;
import com.torrust.deployer.sdk.operation.RotateResult;
import com.torrust.deployer.sdk.operation.StatusReport;
import com.torrust.deployer.sdk.operation.TestOptions;
import com.torrust.deployer.sdk.operation.TestReport;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The deployer that the builder makes: hands each call to its operation and keeps count of those at
 * work.
 */
final class DefaultDeployer implements Deployer {

  private final Adapters adapters;
  private final Admission admission;
  private final OperationRunner runner;
  private final Queries queries;
  private final Look.Maker looks;
  private final InstantSource clock;

  /** Wires operations to adapters. */
  public DefaultDeployer(Adapters adapters, InstantSource clock, DeployListener listener) {
    this.adapters = adapters;
    this.admission = new Admission(adapters.defects());
    this.clock = clock;
    DeployListener hears = admission.heard(listener);
    this.runner = new OperationRunner(adapters, clock, hears, ThisProcess::holder);
    this.looks = new Look.Maker(runner, adapters, clock, hears);
    this.queries = new Queries(adapters);
  }

  @Override
  public Either<DeployError, ParsedConfig> validate(Path configuration) {
    return answered(() -> adapters.configReader().read(configuration));
  }

  @Override
  public Either<DeployError, ParsedConfig> validate(String configuration) {
    return answered(() -> adapters.configReader().parse(configuration, "the configuration"));
  }

  @Override
  public Either<DeployError, Created> create(EnvironmentConfig config, OperationOptions options) {
    adapters.secrets().meet(config);
    return admitted(
        options,
        given ->
            adapters
                .accepted(config)
                .flatMap(known -> new CreateOperation(runner).run(known, given)));
  }

  @Override
  public Either<DeployError, RegisterResult> register(
      EnvironmentName name, Registration registration, OperationOptions options) {
    return admitted(options, given -> registering(registration).run(name, given));
  }

  @Override
  public Either<DeployError, RegisterResult> register(
      Created environment, Registration registration, OperationOptions options) {
    return admitted(options, given -> registering(registration).run(environment, given));
  }

  private PhaseOperation<Created, RegisterResult> registering(Registration registration) {
    return new PhaseOperation<>(
        runner,
        OperationKind.REGISTER,
        Created.class,
        RegisterPhase.steps(),
        (session, created) -> RegisterPhase.run(session, created, registration));
  }

  @Override
  public Either<DeployError, Provisioned> provision(
      EnvironmentName name, OperationOptions options) {
    return admitted(options, given -> provisioning().run(name, given));
  }

  @Override
  public Either<DeployError, Provisioned> provision(
      Provisionable environment, OperationOptions options) {
    return admitted(options, given -> provisioning().run(environment, given));
  }

  private PhaseOperation<Provisionable, Provisioned> provisioning() {
    return new PhaseOperation<>(
        runner,
        OperationKind.PROVISION,
        Provisionable.class,
        ProvisionPhase.steps(),
        ProvisionPhase::run);
  }

  @Override
  public Either<DeployError, Configured> configure(EnvironmentName name, OperationOptions options) {
    return admitted(options, given -> configuring().run(name, given));
  }

  @Override
  public Either<DeployError, Configured> configure(
      Configurable environment, OperationOptions options) {
    return admitted(options, given -> configuring().run(environment, given));
  }

  private PhaseOperation<Configurable, Configured> configuring() {
    return new PhaseOperation<>(
        runner,
        OperationKind.CONFIGURE,
        Configurable.class,
        ConfigurePhase.steps(),
        ConfigurePhase::run);
  }

  @Override
  public Either<DeployError, Released> release(EnvironmentName name, OperationOptions options) {
    return admitted(options, given -> releasing().run(name, given));
  }

  @Override
  public Either<DeployError, Released> release(Releasable environment, OperationOptions options) {
    return admitted(options, given -> releasing().run(environment, given));
  }

  private PhaseOperation<Releasable, Released> releasing() {
    return new PhaseOperation<>(
        runner, OperationKind.RELEASE, Releasable.class, ReleasePhase.steps(), ReleasePhase::run);
  }

  @Override
  public Either<DeployError, Running> run(EnvironmentName name, OperationOptions options) {
    return admitted(options, given -> starting().run(name, given));
  }

  @Override
  public Either<DeployError, Running> run(Startable environment, OperationOptions options) {
    return admitted(options, given -> starting().run(environment, given));
  }

  private PhaseOperation<Startable, Running> starting() {
    return new PhaseOperation<>(
        runner, OperationKind.RUN, Startable.class, RunPhase.steps(), RunPhase::run);
  }

  @Override
  public Either<DeployError, DeployResult> deploy(
      EnvironmentName name, DeployTarget target, OperationOptions options) {
    return admitted(
        options, given -> new DeployOperation(runner).run(name, Optional.empty(), target, given));
  }

  @Override
  public Either<DeployError, DeployResult> deploy(
      EnvironmentConfig config, DeployTarget target, OperationOptions options) {
    adapters.secrets().meet(config);
    return admitted(
        options,
        given ->
            adapters
                .accepted(config)
                .flatMap(
                    known ->
                        new DeployOperation(runner).run(known, Optional.empty(), target, given)));
  }

  @Override
  public Either<DeployError, DeployResult> deploy(
      EnvironmentName name, MachineSource machine, DeployTarget target, OperationOptions options) {
    return admitted(
        options,
        given -> new DeployOperation(runner).run(name, Optional.of(machine), target, given));
  }

  @Override
  public Either<DeployError, DeployResult> deploy(
      EnvironmentConfig config,
      MachineSource machine,
      DeployTarget target,
      OperationOptions options) {
    adapters.secrets().meet(config);
    return admitted(
        options,
        given ->
            adapters
                .accepted(config)
                .flatMap(
                    known ->
                        new DeployOperation(runner)
                            .run(known, Optional.of(machine), target, given)));
  }

  @Override
  public Either<DeployError, DeployResult> rollback(
      EnvironmentName name, Optional<ReleaseId> release, OperationOptions options) {
    return admitted(options, given -> new RollbackOperation(runner).run(name, release, given));
  }

  @Override
  public Either<DeployError, RotateResult> rotate(
      EnvironmentName name, List<String> secrets, OperationOptions options) {
    List<String> asked = List.copyOf(secrets);
    return admitted(options, given -> new RotateOperation(runner).run(name, asked, given));
  }

  @Override
  public Either<DeployError, List<KeptRelease>> releases(EnvironmentName name) {
    return answered(() -> queries.releases(name));
  }

  @Override
  public Either<DeployError, Backup> backup(EnvironmentName name, OperationOptions options) {
    return admitted(options, given -> new BackupOperation(runner).save(name, given));
  }

  @Override
  public Either<DeployError, List<Backup>> backups(
      EnvironmentName name, Optional<EnvironmentName> of, OperationOptions options) {
    return admitted(options, given -> new BackupsOperation(looks, adapters).run(name, of, given));
  }

  @Override
  public Either<DeployError, Backup> verifyBackup(
      EnvironmentName name, BackupChoice choice, OperationOptions options) {
    return admitted(options, given -> new BackupOperation(runner).verify(name, choice, given));
  }

  @Override
  public Either<DeployError, RestoreResult> restore(
      EnvironmentName name, BackupChoice choice, OperationOptions options) {
    return admitted(options, given -> new RestoreOperation(runner).run(name, choice, given));
  }

  @Override
  public Either<DeployError, TestReport> test(
      EnvironmentName name, TestOptions tests, OperationOptions options) {
    return admitted(options, given -> new TestOperation(looks, adapters).run(name, tests, given));
  }

  @Override
  public Either<DeployError, StatusReport> status(EnvironmentName name, OperationOptions options) {
    return admitted(
        options, given -> new StatusOperation(looks, adapters, queries, clock).run(name, given));
  }

  @Override
  public Either<DeployError, List<String>> logs(
      EnvironmentName name, Optional<String> service, int lines, OperationOptions options) {
    return admitted(
        options, given -> new LogsOperation(looks, adapters).run(name, service, lines, given));
  }

  @Override
  public Either<DeployError, DoctorReport> doctor(DoctorOptions wanted, OperationOptions options) {
    return admitted(options, given -> new DoctorOperation(looks, adapters).run(wanted, given));
  }

  @Override
  public Either<DeployError, DestroyResult> destroy(
      EnvironmentName name, OperationOptions options) {
    return admitted(options, given -> new DestroyOperation(runner).run(name, given));
  }

  @Override
  public Either<DeployError, DestroyResult> destroy(
      Destroyable environment, OperationOptions options) {
    return admitted(options, given -> new DestroyOperation(runner).run(environment, given));
  }

  @Override
  public Either<DeployError, PurgeResult> purge(
      EnvironmentName name, boolean force, OperationOptions options) {
    return admitted(options, given -> new PurgeOperation(runner).run(name, force, given));
  }

  @Override
  public Either<DeployError, Plan> plan(EnvironmentName name) {
    return plan(name, PlannedOperation.deploy(DeployTarget.RUNNING));
  }

  @Override
  public Either<DeployError, Plan> plan(EnvironmentConfig config) {
    return plan(config, DeployTarget.RUNNING);
  }

  @Override
  public Either<DeployError, Plan> plan(EnvironmentConfig config, DeployTarget target) {
    adapters.secrets().meet(config);
    return answered(
        () ->
            adapters
                .accepted(config)
                .flatMap(known -> new PlanOperation(adapters).run(known, target)));
  }

  @Override
  public Either<DeployError, Plan> plan(EnvironmentName name, PlannedOperation operation) {
    return answered(() -> new PlanOperation(adapters).run(name, operation));
  }

  @Override
  public Either<DeployError, Plan> plan(
      EnvironmentName name, PlannedOperation operation, PlanDepth depth, OperationOptions options) {
    return depth == PlanDepth.OFFLINE
        ? plan(name, operation)
        : admitted(
            options, given -> new PlanOperation(adapters).run(name, operation, looks, given));
  }

  @Override
  public Either<DeployError, Plan> plan(
      EnvironmentConfig config, DeployTarget target, PlanDepth depth, OperationOptions options) {
    if (depth == PlanDepth.OFFLINE) {
      return plan(config, target);
    }
    adapters.secrets().meet(config);
    return admitted(
        options,
        given ->
            adapters
                .accepted(config)
                .flatMap(known -> new PlanOperation(adapters).run(known, target, looks, given)));
  }

  @Override
  public Either<DeployError, EnvironmentView> show(EnvironmentName name) {
    return answered(() -> queries.show(name));
  }

  @Override
  public Either<DeployError, List<Stored>> list() {
    return answered(queries::list);
  }

  @Override
  public Either<DeployError, List<Summary>> summaries() {
    return answered(queries::summaries);
  }

  @Override
  public Either<DeployError, Boolean> exists(EnvironmentName name) {
    return answered(() -> queries.exists(name));
  }

  @Override
  public Either<DeployError, List<HistoryEntry>> history(EnvironmentName name) {
    return answered(() -> queries.history(name));
  }

  @Override
  public Either<DeployError, RenderResult> render(EnvironmentName name, RenderTarget target) {
    return answered(() -> new RenderOperation(adapters).run(name, target));
  }

  @Override
  public Either<DeployError, RenderResult> render(Path configuration, RenderTarget target) {
    return answered(() -> new RenderOperation(adapters).run(configuration, target));
  }

  @Override
  public Either<DeployError, RenderResult> render(EnvironmentConfig config, RenderTarget target) {
    adapters.secrets().meet(config);
    return answered(
        () ->
            adapters
                .accepted(config)
                .flatMap(known -> new RenderOperation(adapters).run(known, target)));
  }

  @Override
  public Either<DeployError, String> schema() {
    return answered(() -> Either.right(adapters.configReader().schema()));
  }

  @Override
  public Either<DeployError, Interview> interview() {
    return answered(() -> Either.right(Interview.begin(adapters.providers())));
  }

  @Override
  public Either<DeployError, Optional<String>> template(String provider) {
    return answered(() -> Either.right(adapters.configReader().template(provider)));
  }

  @Override
  public Either<DeployError, Map<String, String>> templates() {
    return answered(() -> Either.right(adapters.renderer().templates()));
  }

  @Override
  public Either<DeployError, Path> export(Path file, String text, boolean overwrite) {
    return answered(() -> adapters.workspace().exportText(file, text, overwrite));
  }

  @Override
  public Redactor redactor() {
    return adapters.secrets().redactor();
  }

  @Override
  public void close() {
    admission.close();
  }

  private <T> Either<DeployError, T> admitted(
      OperationOptions options, Function<OperationOptions, Either<DeployError, T>> operation) {
    return admission.admit(options, operation).mapLeft(error -> redactor().redact(error));
  }

  /** Short and without events: an interrupt of the caller waits until the answer is there. */
  private <T> Either<DeployError, T> answered(Supplier<Either<DeployError, T>> query) {
    return OwnThread.call("deployer query", adapters.defects(), query, () -> {})
        .mapLeft(error -> redactor().redact(error));
  }
}
