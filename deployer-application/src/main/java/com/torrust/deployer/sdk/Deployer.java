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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every operation on environments. Blocking and thread-safe: different environments can be worked
 * on in parallel, a second changing operation on the same one is refused with {@code lock.held}.
 *
 * <p>A changing operation saves its in-progress state before its first side effect. After a
 * failure, a cancellation or the death of the process the same call again takes up where the
 * earlier one stopped; nothing is torn down by itself. Operations come in two forms: by name,
 * narrowed at run time ({@code environment.wrong_state}), and by state, narrowed by the compiler
 * ({@code environment.stale} when the state is not the stored one any more).
 *
 * <p>Nothing is thrown, whatever an adapter or a listener throws; an adapter that cannot be chosen
 * is {@code sdk.adapter_unresolved} wherever it is needed first, and a defect is {@code
 * internal.defect}. An operation works on a thread of its own while the caller waits. To interrupt
 * the caller is to cancel: the operation ends in order, with its state saved and its history
 * written, the result is of kind {@code CANCELLED}, and the interrupt flag is set again. Queries
 * are short and end before the flag is looked at. A caller's {@code Cancellation} is listened to
 * and never changed.
 */
public interface Deployer extends AutoCloseable {

  /** Starts the assembly of a deployer; only the working directory has to be given. */
  static DeployerBuilder builder() {
    return new DeployerBuilder();
  }

  /**
   * The same operations with exceptions in place of {@code Either}; closing either one closes both.
   */
  default ThrowingDeployer orThrow() {
    return new ThrowingDeployer(this);
  }

  /**
   * Reads and checks a configuration file; touches nothing. Left: {@code config.*} with every
   * finding.
   */
  Either<DeployError, ParsedConfig> validate(Path configuration);

  /** The same for a text. */
  Either<DeployError, ParsedConfig> validate(String configuration);

  /**
   * Stores a new environment. Left: {@code config.invalid} with all findings when the configuration
   * breaks a rule, whether it was read or built; {@code environment.already_exists}.
   */
  Either<DeployError, Created> create(EnvironmentConfig config, OperationOptions options);

  /**
   * Adopts an existing machine in place of {@link #provision}, after a look at it that changes
   * nothing. Left: {@code ssh.*}; the code of what stands in the way, or {@code machine.unsuitable}
   * with all of it when it is more than one thing. The state stays as it was.
   */
  Either<DeployError, RegisterResult> register(
      EnvironmentName name, Registration registration, OperationOptions options);

  /** {@link #register(EnvironmentName, Registration, OperationOptions)} for a known state. */
  Either<DeployError, RegisterResult> register(
      Created environment, Registration registration, OperationOptions options);

  /**
   * Makes the machine and waits until it is booted. Left: {@code provision.*}, {@code provider.*},
   * {@code ssh.*}.
   */
  Either<DeployError, Provisioned> provision(EnvironmentName name, OperationOptions options);

  /** {@link #provision(EnvironmentName, OperationOptions)} for a known state. */
  Either<DeployError, Provisioned> provision(Provisionable environment, OperationOptions options);

  /**
   * Makes the machine able to run containers, after a look at it. Left: what stands in the way, as
   * for {@link #register(EnvironmentName, Registration, OperationOptions)}; {@code configure.*}.
   */
  Either<DeployError, Configured> configure(EnvironmentName name, OperationOptions options);

  /** {@link #configure(EnvironmentName, OperationOptions)} for a known state. */
  Either<DeployError, Configured> configure(Configurable environment, OperationOptions options);

  /**
   * Installs the stack's files. Left: {@code render.*}, {@code remote.*}, {@code machine.locked}.
   */
  Either<DeployError, Released> release(EnvironmentName name, OperationOptions options);

  /** {@link #release(EnvironmentName, OperationOptions)} for a known state. */
  Either<DeployError, Released> release(Releasable environment, OperationOptions options);

  /** Starts the stack and proves that every service answers. Left: {@code stack.*}. */
  Either<DeployError, Running> run(EnvironmentName name, OperationOptions options);

  /** {@link #run(EnvironmentName, OperationOptions)} for a known state. */
  Either<DeployError, Running> run(Startable environment, OperationOptions options);

  /**
   * Runs the phases that are still missing, as one operation under one lock. A machine that is
   * missing is made by the provider, unless somebody began to register one: left is then {@code
   * environment.machine_undecided}, and the form with a {@link MachineSource} decides.
   */
  Either<DeployError, DeployResult> deploy(
      EnvironmentName name, DeployTarget target, OperationOptions options);

  /**
   * The same for a configuration: stores the environment first when there is none of that name, and
   * changes one in place that was made from another configuration. Only the phases that the change
   * needs are run. Until its services are proven both configurations are in the state; a change
   * that failed or was killed goes on with the same call, or back with the old configuration.
   *
   * <p>Left as well, with nothing done: {@code change.needs_new_machine} and {@code
   * change.database_fixed} for what cannot be changed in place, {@code plan.stale} when the
   * approved plan is not the present one, {@code plan.not_approved} when clients lose something by
   * it.
   */
  Either<DeployError, DeployResult> deploy(
      EnvironmentConfig config, DeployTarget target, OperationOptions options);

  /**
   * Runs the phases that are still missing on a machine from the given source. Left as well: {@code
   * environment.machine_differs} when the environment has, or may have, a machine from elsewhere.
   */
  Either<DeployError, DeployResult> deploy(
      EnvironmentName name, MachineSource machine, DeployTarget target, OperationOptions options);

  /** The same for a configuration. */
  Either<DeployError, DeployResult> deploy(
      EnvironmentConfig config,
      MachineSource machine,
      DeployTarget target,
      OperationOptions options);

  /**
   * Puts a release back that the machine keeps, with the configuration that it was made from, and
   * proves it; the data stays as it is. Given again after a failure or a kill it goes on. When the
   * release does not get healthy, the one in force is put back.
   *
   * @param release one of {@link #releases}; without one, the release that was in force before the
   *     present one, so that a second call goes forward again
   * @return left as for a deployment, and {@code release.unknown}, {@code release.none_before},
   *     {@code stack.release_unknown}; with nothing done {@code plan.stale} and {@code
   *     plan.not_approved}
   */
  Either<DeployError, DeployResult> rollback(
      EnvironmentName name, Optional<ReleaseId> release, OperationOptions options);

  /**
   * Gives secrets other values, sets them wherever they are used, and proves that the former ones
   * are refused. It goes back to the former ones when the services do not take them. Cut off, the
   * same call finishes it with the values that were drawn for it. The new values are in the stored
   * configuration.
   *
   * @param secrets their paths in the configuration, such as {@code tracker.http_api.admin_token};
   *     all that can be given other values when empty
   * @return on the left {@code rotate.secret_unknown}, {@code rotate.nothing_runs} or {@code
   *     rotate.change_unfinished} when nothing was touched; {@code rotate.old_accepted} or {@code
   *     rotate.new_refused} when a service did not take a value
   */
  Either<DeployError, RotateResult> rotate(
      EnvironmentName name, List<String> secrets, OperationOptions options);

  /**
   * The releases of an environment that can be put back, and the one in force; the latest first.
   * Left: {@code environment.not_found}.
   */
  Either<DeployError, List<KeptRelease>> releases(EnvironmentName name);

  /**
   * Saves database, release and configuration in the repository of the configuration, while the
   * tracker goes on, and removes what is not kept any more. The state stays as it is.
   *
   * @return what was saved; left {@code backup.*}, with what was saved before still there
   */
  Either<DeployError, Backup> backup(EnvironmentName name, OperationOptions options);

  /**
   * The backups in the repository, the latest first.
   *
   * @param of another environment whose backups are asked for
   */
  Either<DeployError, List<Backup>> backups(
      EnvironmentName name, Optional<EnvironmentName> of, OperationOptions options);

  /**
   * A drill: fetches a backup, opens its database beside the tracker's, compares what it holds with
   * what was saved, and looks through the repository. Nothing else is touched.
   *
   * @return the backup that is proven; left {@code backup.damaged} and other {@code backup.*}
   */
  Either<DeployError, Backup> verifyBackup(
      EnvironmentName name, BackupChoice choice, OperationOptions options);

  /**
   * Puts a backup in place of the tracker's data and proves the services. What is there is copied
   * first, stays on the machine, and comes back when the tracker does not get well. Given again
   * after a kill, it is finished.
   *
   * @return left {@code backup.*} and {@code restore.*}; the old data is in service then, but for
   *     {@code restore.not_returned} and a call that was cut off
   */
  Either<DeployError, RestoreResult> restore(
      EnvironmentName name, BackupChoice choice, OperationOptions options);

  /** Asks every service of an environment. Left only when nothing could be asked. */
  Either<DeployError, TestReport> test(
      EnvironmentName name, TestOptions tests, OperationOptions options);

  /**
   * The live state of an environment: what the provider has, what runs on the machine, whether
   * services answer, and what is not as the configuration asks. Takes no lock. Left only when the
   * environment cannot be read.
   */
  Either<DeployError, StatusReport> status(EnvironmentName name, OperationOptions options);

  /**
   * The end of the containers' logs, redacted, each line after its service.
   *
   * @param service the only service that is asked for; all of them when empty
   * @param lines how many lines of each service at most
   */
  Either<DeployError, List<String>> logs(
      EnvironmentName name, Optional<String> service, int lines, OperationOptions options);

  /**
   * What this computer lacks or has for deploying: tools and versions, keys, providers, disk,
   * permissions; for an environment with a machine also what that machine is like.
   */
  Either<DeployError, DoctorReport> doctor(DoctorOptions wanted, OperationOptions options);

  /** Removes the machine and all that came with it; a registered machine is left untouched. */
  Either<DeployError, DestroyResult> destroy(EnvironmentName name, OperationOptions options);

  /** {@link #destroy(EnvironmentName, OperationOptions)} for a known state. */
  Either<DeployError, DestroyResult> destroy(Destroyable environment, OperationOptions options);

  /**
   * Removes all local data of an environment; its history stays.
   *
   * @param force removes it although a machine may live, or although the state cannot be read;
   *     otherwise left is {@code environment.resources_live}
   */
  Either<DeployError, PurgeResult> purge(
      EnvironmentName name, boolean force, OperationOptions options);

  /**
   * What {@link #deploy(EnvironmentName, DeployTarget, OperationOptions)} would do now. Made from
   * what is stored, without the network; nothing is written. Left: {@code environment.not_found}.
   */
  Either<DeployError, Plan> plan(EnvironmentName name);

  /**
   * What {@link #deploy(EnvironmentConfig, DeployTarget, OperationOptions)} would do now. Made from
   * what is stored, without the network; nothing is written.
   */
  Either<DeployError, Plan> plan(EnvironmentConfig config);

  /** The same for a deployment that ends earlier. */
  Either<DeployError, Plan> plan(EnvironmentConfig config, DeployTarget target);

  /**
   * What an operation would do now: its dry run. Made from what is stored, without the network;
   * nothing is written. Left: {@code environment.not_found}, and what the operation would be
   * refused with before it touches anything, such as {@code environment.wrong_state}. What only the
   * provider or the machine knows is not evaluated.
   */
  Either<DeployError, Plan> plan(EnvironmentName name, PlannedOperation operation);

  /**
   * The same at a depth. With {@link PlanDepth#ONLINE} a plan of a deployment looks at the provider
   * and at the machine: what is not as it was left is part of it, and of its id. Nothing is changed
   * there and nothing is written here. Left besides: what kept the provider or the machine from
   * answering, such as {@code ssh.timeout}.
   */
  Either<DeployError, Plan> plan(
      EnvironmentName name, PlannedOperation operation, PlanDepth depth, OperationOptions options);

  /** The same for the deployment of a configuration. */
  Either<DeployError, Plan> plan(
      EnvironmentConfig config, DeployTarget target, PlanDepth depth, OperationOptions options);

  /** What is known without asking the network. Left: {@code environment.not_found}. */
  Either<DeployError, EnvironmentView> show(EnvironmentName name);

  /** Every environment; an empty workspace is an empty list. */
  Either<DeployError, List<Stored>> list();

  /**
   * The same with no more of each environment than a list shows, which is cheap for thousands.
   * Damage inside of a configuration is seen by {@link #show} alone.
   */
  Either<DeployError, List<Summary>> summaries();

  /** Whether an environment is stored, readable or not. */
  Either<DeployError, Boolean> exists(EnvironmentName name);

  /** What was done with an environment, oldest first. */
  Either<DeployError, List<HistoryEntry>> history(EnvironmentName name);

  /** Writes all artifacts of a stored environment without touching its state. */
  Either<DeployError, RenderResult> render(EnvironmentName name, RenderTarget target);

  /**
   * Reads and checks a configuration file and writes all its artifacts; nothing is stored. Left:
   * {@code config.*} with every finding, {@code render.*}.
   */
  Either<DeployError, RenderResult> render(Path configuration, RenderTarget target);

  /** Writes all artifacts of a configuration; nothing is stored. */
  Either<DeployError, RenderResult> render(EnvironmentConfig config, RenderTarget target);

  /** The JSON schema of configurations. */
  Either<DeployError, String> schema();

  /** The questions that lead to a configuration, none of them answered. */
  Either<DeployError, Interview> interview();

  /** A configuration with placeholders; nothing for an unknown provider. */
  Either<DeployError, Optional<String>> template(String provider);

  /** The embedded templates by path. */
  Either<DeployError, Map<String, String>> templates();

  /**
   * Writes a text file of this program, making parents. Left: {@code output.exists}, {@code
   * output.not_written}.
   */
  Either<DeployError, Path> export(Path file, String text, boolean overwrite);

  /**
   * Strikes out every secret that this deployer has met until now. Whatever it returns or tells is
   * free of them already; this is for what a caller writes on its own, such as an exception.
   */
  Redactor redactor();

  /**
   * Refuses new operations, asks running ones to stop and waits for them, at most as long as their
   * grace. Called by a listener, it only asks: the operation ends after the listener has returned.
   */
  @Override
  void close();
}
