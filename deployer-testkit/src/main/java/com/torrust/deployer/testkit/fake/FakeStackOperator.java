package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.backup.RestoreReport;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.plan.MachineSurvey;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.InstallReport;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.release.StackClaim;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.SecretProof;
import io.vavr.Tuple;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Installs and starts stacks on hosts of the {@link FakeWorld}. Points: {@code release.unpack},
 * {@code release.switch}, {@code release.answer}; {@code use.begin}, {@code use.switch}, {@code
 * use.answer}; {@code run.start}, {@code run.answer}; {@code stack.prove}; {@code stack.inspect};
 * {@code stack.survey}; {@code stack.logs}; {@code stack.stop}; {@code copy.begin}; {@code
 * backup.begin}, {@code backup.save}, {@code backup.answer}; {@code backups.list}; {@code
 * verify.begin}; {@code restore.fetch}, {@code restore.put}, {@code restore.answer}.
 */
public final class FakeStackOperator implements StackOperator {

  /** What a migration leaves in the database. */
  private static final String MIGRATIONS = "migrations";

  private final FakeWorld world;

  FakeStackOperator(FakeWorld world) {
    this.world = world;
  }

  @Override
  public Either<DeployError, InstallReport> install(
      Machine machine,
      SshCredentials credentials,
      ReleaseBundle bundle,
      StackClaim claim,
      OperationContext context) {
    FaultPlan faults = world.faults();
    return faults
        .pass("release.unpack", context, context.timeouts().release(), () -> host(machine, true))
        .flatMap(host -> claimed(host, claim))
        .flatMap(
            host ->
                faults.pass(
                    "release.switch",
                    context,
                    context.timeouts().release(),
                    () -> Either.right(unpacked(host, bundle))))
        .flatMap(host -> faults.pass("release.answer", () -> Either.right(switched(host, bundle))));
  }

  @Override
  public Either<DeployError, InstallReport> use(
      Machine machine,
      SshCredentials credentials,
      ReleaseId release,
      StackClaim claim,
      OperationContext context) {
    FaultPlan faults = world.faults();
    return faults
        .pass("use.begin", context, context.timeouts().release(), () -> host(machine, true))
        .flatMap(host -> claimed(host, claim))
        .flatMap(
            host ->
                faults.pass(
                    "use.switch",
                    context,
                    context.timeouts().release(),
                    () -> kept(host, release).map(bundle -> switched(host, bundle))))
        .flatMap(report -> faults.pass("use.answer", () -> Either.right(report)));
  }

  private static Either<DeployError, ReleaseBundle> kept(FakeHost host, ReleaseId release) {
    return host.kept(release)
        .<Either<DeployError, ReleaseBundle>>map(Either::right)
        .orElseGet(
            () ->
                Either.left(
                    DeployError.of(
                        "stack.release_unknown",
                        ErrorKind.REMOTE,
                        "release '" + release + "' is not kept on this machine",
                        Remedy.advice("deploy the configuration that it was made from"))));
  }

  private static Either<DeployError, FakeHost> claimed(FakeHost host, StackClaim claim) {
    return host.claim(claim.id(), claim.adopts())
        ? Either.right(host)
        : Either.left(
            DeployError.because(
                    "stack.foreign_data",
                    ErrorKind.REMOTE,
                    "the folder holds data of another environment")
                .build());
  }

  private static FakeHost unpacked(FakeHost host, ReleaseBundle bundle) {
    if (!host.installed().equals(Optional.of(bundle.id()))) {
      host.unpack();
    }
    return host;
  }

  private static InstallReport switched(FakeHost host, ReleaseBundle bundle) {
    boolean same = host.installed().equals(Optional.of(bundle.id()));
    host.switchTo(bundle);
    return new InstallReport(
        bundle.id(), same ? List.of() : bundle.files().stream().map(HostFile::path).toList());
  }

  @Override
  public Either<DeployError, StackStatus> start(
      Machine machine, SshCredentials credentials, ReleaseId release, OperationContext context) {
    FaultPlan faults = world.faults();
    return faults
        .pass("run.start", context, context.timeouts().start(), () -> installed(machine, release))
        .flatMap(
            host -> {
              ReleaseBundle bundle = host.kept(release).orElseThrow();
              host.begin(release);
              if (world.isMigrating(bundle)) {
                SortedMap<String, Long> migrated = host.data();
                migrated.put(MIGRATIONS, 1L);
                host.data(migrated);
              }
              if (world.isNeverHealthy(bundle)) {
                host.stop();
                return Either.left(unhealthy(release));
              }
              host.start(healthy(bundle));
              host.forgetWayBack();
              host.accept(FakeSecrets.of(bundle));
              return faults.pass("run.answer", () -> Either.right(status(host)));
            });
  }

  private static DeployError unhealthy(ReleaseId release) {
    return DeployError.because(
            "stack.unhealthy",
            ErrorKind.HEALTH,
            "service 'tracker' of release " + release + " stays unhealthy")
        .putFacts("service", "tracker")
        .outputTail(List.of("tracker: last words"))
        .build();
  }

  @Override
  public Either<DeployError, List<SecretProof>> prove(
      Machine machine, SshCredentials credentials, ReleaseId before, OperationContext context) {
    return world
        .faults()
        .pass("stack.prove", context, context.timeouts().probe(), () -> host(machine, true))
        .flatMap(host -> kept(host, before).map(former -> proofs(host, former)));
  }

  private static List<SecretProof> proofs(FakeHost host, ReleaseBundle former) {
    Map<String, String> old = FakeSecrets.of(former);
    Map<String, String> present =
        host.installed().flatMap(host::kept).map(FakeSecrets::of).orElse(Map.of());
    return present.keySet().stream()
        .filter(old::containsKey)
        .filter(secret -> !old.get(secret).equals(present.get(secret)))
        .sorted()
        .map(
            secret ->
                new SecretProof(
                    secret,
                    host.answer(secret, present.get(secret)),
                    host.answer(secret, old.get(secret)),
                    "asked"))
        .toList();
  }

  @Override
  public Either<DeployError, StackStatus> inspect(
      Machine machine, SshCredentials credentials, OperationContext context) {
    return world
        .faults()
        .pass("stack.inspect", context, context.timeouts().probe(), () -> host(machine, false))
        .map(FakeStackOperator::status);
  }

  @Override
  public Either<DeployError, MachineSurvey> survey(
      Machine machine,
      SshCredentials credentials,
      Supplier<Optional<ReleaseBundle>> release,
      boolean checks,
      OperationContext context) {
    return world
        .faults()
        .pass("stack.survey", context, context.timeouts().probe(), () -> host(machine, false))
        .map(
            host ->
                new MachineSurvey(
                    status(host),
                    Map.of(),
                    host.altered().stream()
                        .filter(change -> change.repairedBy() != OperationKind.PROVISION)
                        .toList(),
                    List.of()));
  }

  @Override
  public Either<DeployError, List<String>> logs(
      Machine machine,
      SshCredentials credentials,
      Optional<String> service,
      int lines,
      OperationContext context) {
    return world
        .faults()
        .pass("stack.logs", context, context.timeouts().probe(), () -> host(machine, false))
        .map(
            host ->
                host.services().stream()
                    .map(ServiceStatus::service)
                    .filter(name -> service.map(name::equals).orElse(true))
                    .map(name -> name + ": ready")
                    .toList());
  }

  @Override
  public Either<DeployError, Backup> copyData(
      Machine machine, SshCredentials credentials, ReleaseId release, OperationContext context) {
    return world
        .faults()
        .pass("copy.begin", context, context.timeouts().backup(), () -> whole(machine))
        .map(
            host -> {
              BackupId id = host.copyFor(release);
              return backup(id, host, host.copies().get(id), context);
            });
  }

  @Override
  public Either<DeployError, Backup> backup(
      Machine machine, SshCredentials credentials, OperationContext context) {
    FaultPlan faults = world.faults();
    return faults
        .pass("backup.begin", context, context.timeouts().backup(), () -> whole(machine))
        .flatMap(
            host ->
                faults.pass(
                    "backup.save",
                    context,
                    context.timeouts().backup(),
                    () -> {
                      BackupId id =
                          new BackupId(
                              String.format(Locale.ROOT, "%016x", world.backups().size() + 1));
                      Backup made = backup(id, host, host.data(), context);
                      world.save(made);
                      return Either.right(made);
                    }))
        .flatMap(made -> faults.pass("backup.answer", () -> Either.right(made)));
  }

  @Override
  public Either<DeployError, List<Backup>> backups(
      Machine machine,
      SshCredentials credentials,
      Optional<EnvironmentName> of,
      OperationContext context) {
    return world
        .faults()
        .pass("backups.list", context, context.timeouts().backup(), () -> host(machine, true))
        .map(host -> backups(of, context));
  }

  private List<Backup> backups(Optional<EnvironmentName> of, OperationContext context) {
    String environment = of.orElse(context.environment()).value();
    List<Backup> found =
        new ArrayList<>(
            world.backups().stream()
                .filter(backup -> backup.environment().equals(environment))
                .toList());
    Collections.reverse(found);
    return found;
  }

  @Override
  public Either<DeployError, Backup> verify(
      Machine machine, SshCredentials credentials, BackupChoice choice, OperationContext context) {
    return world
        .faults()
        .pass("verify.begin", context, context.timeouts().backup(), () -> host(machine, true))
        .flatMap(host -> chosen(host, choice, context));
  }

  private Either<DeployError, Backup> chosen(
      FakeHost host, BackupChoice choice, OperationContext context) {
    Optional<Backup> copy =
        choice
            .id()
            .filter(host.copies()::containsKey)
            .map(id -> backup(id, host, host.copies().get(id), context));
    return copy.or(
            () ->
                backups(choice.of(), context).stream()
                    .filter(
                        backup ->
                            choice
                                .id()
                                .map(id -> backup.id().value().startsWith(id.value()))
                                .orElse(true))
                    .findFirst())
        .<Either<DeployError, Backup>>map(Either::right)
        .orElseGet(
            () ->
                Either.left(
                    DeployError.of(
                        "backup.unknown",
                        ErrorKind.REMOTE,
                        "there is no such backup",
                        Remedy.run("backups"))));
  }

  @Override
  public Either<DeployError, RestoreReport> restore(
      Machine machine, SshCredentials credentials, BackupChoice choice, OperationContext context) {
    FaultPlan faults = world.faults();
    return faults
        .pass("restore.fetch", context, context.timeouts().backup(), () -> host(machine, true))
        .flatMap(host -> chosen(host, choice, context).map(backup -> Tuple.of(host, backup)))
        .flatMap(
            both -> {
              FakeHost host = both._1();
              Backup wanted = both._2();
              if (host.restoring().filter(id -> !id.equals(wanted.id())).isPresent()) {
                return Either.left(unfinished(host));
              }
              BackupId before = host.copy();
              host.beginRestore(wanted.id());
              return faults
                  .pass(
                      "restore.put",
                      context,
                      context.timeouts().backup(),
                      () -> {
                        if (world.isNeverWell(wanted.id())) {
                          host.endRestore(host.copies().get(before));
                          return Either.left(unwell(wanted));
                        }
                        host.endRestore(wanted.rows());
                        return Either.right(new RestoreReport(wanted, Optional.of(before)));
                      })
                  .flatMap(report -> faults.pass("restore.answer", () -> Either.right(report)));
            });
  }

  private static DeployError unwell(Backup wanted) {
    return DeployError.because(
            "restore.unhealthy",
            ErrorKind.HEALTH,
            "the tracker does not get well with backup " + wanted.id())
        .putFacts("backup", wanted.id().value())
        .build();
  }

  private static DeployError unfinished(FakeHost host) {
    return DeployError.of(
        "restore.unfinished",
        ErrorKind.REMOTE,
        "a restore of backup '" + host.restoring().orElseThrow() + "' was cut off",
        Remedy.advice("run 'restore' with the same backup again"));
  }

  /** A host whose data is one whole. */
  private Either<DeployError, FakeHost> whole(Machine machine) {
    return host(machine, true)
        .filterOrElse(host -> host.restoring().isEmpty(), FakeStackOperator::unfinished)
        .filterOrElse(
            host -> host.installed().isPresent(),
            host ->
                DeployError.of(
                    "stack.not_installed",
                    ErrorKind.REMOTE,
                    "no release is installed on '" + machine.address() + "'",
                    Remedy.run("release")));
  }

  private static Backup backup(
      BackupId id, FakeHost host, Map<String, Long> rows, OperationContext context) {
    return Backup.of(
        id,
        context.environment().value(),
        Instant.EPOCH,
        host.installed(),
        "3.0.0",
        "sqlite3",
        rows,
        4096);
  }

  @Override
  public Either<DeployError, Done> stop(
      Machine machine, SshCredentials credentials, OperationContext context) {
    return world
        .faults()
        .pass("stack.stop", context, context.timeouts().start(), () -> host(machine, false))
        .map(
            host -> {
              host.stop();
              return Done.DONE;
            });
  }

  private Either<DeployError, FakeHost> host(Machine machine, boolean needsDocker) {
    return FakeMachineAccess.host(world, machine)
        .flatMap(
            host ->
                needsDocker && !host.isConfigured()
                    ? Either.left(
                        DeployError.of(
                            "release.docker_missing",
                            ErrorKind.REMOTE,
                            "there is no Docker on '" + machine.address() + "'",
                            Remedy.run("configure")))
                    : Either.right(host));
  }

  private Either<DeployError, FakeHost> installed(Machine machine, ReleaseId release) {
    return host(machine, true)
        .flatMap(
            host ->
                host.installed().equals(Optional.of(release))
                    ? Either.right(host)
                    : Either.left(
                        DeployError.of(
                            "run.release_missing",
                            ErrorKind.REMOTE,
                            "release '"
                                + release
                                + "' is not installed on '"
                                + machine.address()
                                + "'",
                            Remedy.run("release"))));
  }

  private static List<ServiceStatus> healthy(ReleaseBundle bundle) {
    return bundle.images().entrySet().stream()
        // It runs by the clock and not all the time.
        .filter(
            entry ->
                Arrays.stream(Component.values())
                    .filter(Component::comesAndGoes)
                    .noneMatch(component -> component.service().equals(entry.getKey())))
        .map(
            entry ->
                new ServiceStatus(
                    entry.getKey(), "running", Optional.of("healthy"), 0, entry.getValue()))
        .toList();
  }

  private static StackStatus status(FakeHost host) {
    return new StackStatus(host.installed(), host.services(), List.of());
  }
}
