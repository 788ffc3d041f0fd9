package com.torrust.deployer.sdk;

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
import com.torrust.deployer.domain.environment.Provisionable;
import com.torrust.deployer.domain.environment.Provisioned;
import com.torrust.deployer.domain.environment.Releasable;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.Released;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.environment.Startable;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.DeployException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every operation of a {@link Deployer}, for those who want exceptions and not {@code Either}: what
 * would be on the left is thrown as a {@link DeployException}, which carries the same {@link
 * DeployError}. Nothing else is thrown. Thread-safe; made by {@link Deployer#orThrow()}.
 */
public final class ThrowingDeployer implements AutoCloseable {

  private final Deployer deployer;

  ThrowingDeployer(Deployer deployer) {
    this.deployer = deployer;
  }

  /** {@link Deployer#validate}. */
  public ParsedConfig validate(Path configuration) {
    return right(deployer.validate(configuration));
  }

  /** {@link Deployer#validate}. */
  public ParsedConfig validate(String configuration) {
    return right(deployer.validate(configuration));
  }

  /** {@link Deployer#create}. */
  public Created create(EnvironmentConfig config, OperationOptions options) {
    return right(deployer.create(config, options));
  }

  /** {@link Deployer#register}. */
  public RegisterResult register(
      EnvironmentName name, Registration registration, OperationOptions options) {
    return right(deployer.register(name, registration, options));
  }

  /** {@link Deployer#register}. */
  public RegisterResult register(
      Created environment, Registration registration, OperationOptions options) {
    return right(deployer.register(environment, registration, options));
  }

  /** {@link Deployer#provision}. */
  public Provisioned provision(EnvironmentName name, OperationOptions options) {
    return right(deployer.provision(name, options));
  }

  /** {@link Deployer#provision}. */
  public Provisioned provision(Provisionable environment, OperationOptions options) {
    return right(deployer.provision(environment, options));
  }

  /** {@link Deployer#configure}. */
  public Configured configure(EnvironmentName name, OperationOptions options) {
    return right(deployer.configure(name, options));
  }

  /** {@link Deployer#configure}. */
  public Configured configure(Configurable environment, OperationOptions options) {
    return right(deployer.configure(environment, options));
  }

  /** {@link Deployer#release}. */
  public Released release(EnvironmentName name, OperationOptions options) {
    return right(deployer.release(name, options));
  }

  /** {@link Deployer#release}. */
  public Released release(Releasable environment, OperationOptions options) {
    return right(deployer.release(environment, options));
  }

  /** {@link Deployer#run}. */
  public Running run(EnvironmentName name, OperationOptions options) {
    return right(deployer.run(name, options));
  }

  /** {@link Deployer#run}. */
  public Running run(Startable environment, OperationOptions options) {
    return right(deployer.run(environment, options));
  }

  /** {@link Deployer#deploy}. */
  public DeployResult deploy(EnvironmentName name, DeployTarget target, OperationOptions options) {
    return right(deployer.deploy(name, target, options));
  }

  /** {@link Deployer#deploy}. */
  public DeployResult deploy(
      EnvironmentConfig config, DeployTarget target, OperationOptions options) {
    return right(deployer.deploy(config, target, options));
  }

  /** {@link Deployer#deploy}. */
  public DeployResult deploy(
      EnvironmentName name, MachineSource machine, DeployTarget target, OperationOptions options) {
    return right(deployer.deploy(name, machine, target, options));
  }

  /** {@link Deployer#deploy}. */
  public DeployResult deploy(
      EnvironmentConfig config,
      MachineSource machine,
      DeployTarget target,
      OperationOptions options) {
    return right(deployer.deploy(config, machine, target, options));
  }

  /** {@link Deployer#rollback}. */
  public DeployResult rollback(
      EnvironmentName name, Optional<ReleaseId> release, OperationOptions options) {
    return right(deployer.rollback(name, release, options));
  }

  /** {@link Deployer#rotate}. */
  public RotateResult rotate(EnvironmentName name, List<String> secrets, OperationOptions options) {
    return right(deployer.rotate(name, secrets, options));
  }

  /** {@link Deployer#releases}. */
  public List<KeptRelease> releases(EnvironmentName name) {
    return right(deployer.releases(name));
  }

  /** {@link Deployer#backup}. */
  public Backup backup(EnvironmentName name, OperationOptions options) {
    return right(deployer.backup(name, options));
  }

  /** {@link Deployer#backups}. */
  public List<Backup> backups(
      EnvironmentName name, Optional<EnvironmentName> of, OperationOptions options) {
    return right(deployer.backups(name, of, options));
  }

  /** {@link Deployer#verifyBackup}. */
  public Backup verifyBackup(EnvironmentName name, BackupChoice choice, OperationOptions options) {
    return right(deployer.verifyBackup(name, choice, options));
  }

  /** {@link Deployer#restore}. */
  public RestoreResult restore(
      EnvironmentName name, BackupChoice choice, OperationOptions options) {
    return right(deployer.restore(name, choice, options));
  }

  /** {@link Deployer#test}. */
  public TestReport test(EnvironmentName name, TestOptions tests, OperationOptions options) {
    return right(deployer.test(name, tests, options));
  }

  /** {@link Deployer#status}. */
  public StatusReport status(EnvironmentName name, OperationOptions options) {
    return right(deployer.status(name, options));
  }

  /** {@link Deployer#logs}. */
  public List<String> logs(
      EnvironmentName name, Optional<String> service, int lines, OperationOptions options) {
    return right(deployer.logs(name, service, lines, options));
  }

  /** {@link Deployer#doctor}. */
  public DoctorReport doctor(DoctorOptions wanted, OperationOptions options) {
    return right(deployer.doctor(wanted, options));
  }

  /** {@link Deployer#destroy}. */
  public DestroyResult destroy(EnvironmentName name, OperationOptions options) {
    return right(deployer.destroy(name, options));
  }

  /** {@link Deployer#destroy}. */
  public DestroyResult destroy(Destroyable environment, OperationOptions options) {
    return right(deployer.destroy(environment, options));
  }

  /** {@link Deployer#purge}. */
  public PurgeResult purge(EnvironmentName name, boolean force, OperationOptions options) {
    return right(deployer.purge(name, force, options));
  }

  /** {@link Deployer#plan(EnvironmentName)}. */
  public Plan plan(EnvironmentName name) {
    return right(deployer.plan(name));
  }

  /** {@link Deployer#plan(EnvironmentConfig)}. */
  public Plan plan(EnvironmentConfig config) {
    return right(deployer.plan(config));
  }

  /** {@link Deployer#plan(EnvironmentConfig, DeployTarget)}. */
  public Plan plan(EnvironmentConfig config, DeployTarget target) {
    return right(deployer.plan(config, target));
  }

  /** {@link Deployer#plan(EnvironmentName, PlannedOperation, PlanDepth, OperationOptions)}. */
  public Plan plan(
      EnvironmentName name, PlannedOperation operation, PlanDepth depth, OperationOptions options) {
    return right(deployer.plan(name, operation, depth, options));
  }

  /** {@link Deployer#plan(EnvironmentConfig, DeployTarget, PlanDepth, OperationOptions)}. */
  public Plan plan(
      EnvironmentConfig config, DeployTarget target, PlanDepth depth, OperationOptions options) {
    return right(deployer.plan(config, target, depth, options));
  }

  /** {@link Deployer#plan(EnvironmentName, PlannedOperation)}. */
  public Plan plan(EnvironmentName name, PlannedOperation operation) {
    return right(deployer.plan(name, operation));
  }

  /** {@link Deployer#show}. */
  public EnvironmentView show(EnvironmentName name) {
    return right(deployer.show(name));
  }

  /** {@link Deployer#list}. */
  public List<Stored> list() {
    return right(deployer.list());
  }

  /** {@link Deployer#summaries}. */
  public List<Summary> summaries() {
    return right(deployer.summaries());
  }

  /** {@link Deployer#exists}. */
  public Boolean exists(EnvironmentName name) {
    return right(deployer.exists(name));
  }

  /** {@link Deployer#history}. */
  public List<HistoryEntry> history(EnvironmentName name) {
    return right(deployer.history(name));
  }

  /** {@link Deployer#render}. */
  public RenderResult render(EnvironmentName name, RenderTarget target) {
    return right(deployer.render(name, target));
  }

  /** {@link Deployer#render}. */
  public RenderResult render(Path configuration, RenderTarget target) {
    return right(deployer.render(configuration, target));
  }

  /** {@link Deployer#render}. */
  public RenderResult render(EnvironmentConfig config, RenderTarget target) {
    return right(deployer.render(config, target));
  }

  /** {@link Deployer#schema}. */
  public String schema() {
    return right(deployer.schema());
  }

  /** {@link Deployer#interview()}. */
  public Interview interview() {
    return right(deployer.interview());
  }

  /** {@link Deployer#template}. */
  public Optional<String> template(String provider) {
    return right(deployer.template(provider));
  }

  /** {@link Deployer#templates}. */
  public Map<String, String> templates() {
    return right(deployer.templates());
  }

  /** {@link Deployer#export}. */
  public Path export(Path file, String text, boolean overwrite) {
    return right(deployer.export(file, text, overwrite));
  }

  /** {@link Deployer#close}. */
  @Override
  public void close() {
    deployer.close();
  }

  private static <T> T right(Either<DeployError, T> result) {
    return result.getOrElseThrow(DeployException::new);
  }
}
