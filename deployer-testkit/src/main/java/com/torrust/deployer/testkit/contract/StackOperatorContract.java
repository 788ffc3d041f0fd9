package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.backup.RestoreReport;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.environment.EnvironmentId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.HostOwner;
import com.torrust.deployer.domain.release.ImmutableReleaseBundle;
import com.torrust.deployer.domain.release.InstallReport;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.release.StackClaim;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.testkit.fake.FaultPlan;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every {@link StackOperator} does with a configured machine. */
public abstract class StackOperatorContract {

  private static final String ID = "5b0e4b3c-6f4c-4a56-9f0a-0d9a1f1c2d3e";
  private static final String OTHER_ID = "c1d2e3f4-0a1b-4c2d-8e3f-4a5b6c7d8e9f";

  /** For JUnit. */
  protected StackOperatorContract() {}

  /** The operator to test. */
  protected abstract StackOperator operator();

  /** A configured and reached machine without a release. */
  protected abstract Machine machine();

  /** What it lets us in with. */
  protected abstract SshCredentials credentials();

  /** A release that becomes healthy. */
  protected abstract ReleaseBundle bundle();

  /** The context of the machine's environment. */
  protected abstract OperationContext context();

  /**
   * What can be made to go wrong in the adapter's world, such as {@code FakeWorld.faults()} or that
   * of a scripted runner of programs: what is killed, left without an answer or stopped is tried at
   * each point that it passes. None where the world is real.
   */
  protected Optional<FaultPlan> faults() {
    return Optional.empty();
  }

  @Test
  void installsOnceStartsAndStops() {
    Machine machine = machine();
    OperationContext context = context();
    ReleaseBundle bundle = bundle();
    assertEquals(
        Optional.empty(), operator().inspect(machine, credentials(), context).get().installed());

    InstallReport installed =
        operator()
            .install(machine, credentials(), bundle, claim(context, ID, false), context)
            .get();
    assertEquals(bundle.id(), installed.release());
    assertFalse(installed.changedFiles().isEmpty());
    InstallReport again =
        operator()
            .install(machine, credentials(), bundle, claim(context, ID, false), context)
            .get();
    assertEquals(new InstallReport(bundle.id(), List.of()), again);

    StackStatus status = operator().start(machine, credentials(), bundle.id(), context).get();
    assertEquals(Optional.of(bundle.id()), status.installed());
    assertEquals(
        bundle.images().keySet(),
        status.services().stream().map(ServiceStatus::service).collect(Collectors.toSet()));
    assertTrue(status.services().stream().allMatch(ServiceStatus::isHealthy), status.toString());
    assertTrue(operator().start(machine, credentials(), bundle.id(), context).isRight());
    assertEquals(
        Optional.of(bundle.id()),
        operator().inspect(machine, credentials(), context).get().installed());

    assertEquals(Done.DONE, operator().stop(machine, credentials(), context).get());
    assertEquals(Done.DONE, operator().stop(machine, credentials(), context).get());
  }

  @Test
  void refusesTheDataOfAnotherEnvironmentUnlessItIsAdopted() {
    Machine machine = machine();
    OperationContext context = context();
    ReleaseBundle bundle = bundle();
    StackClaim first = claim(context, ID, false);
    assertTrue(operator().install(machine, credentials(), bundle, first, context).isRight());
    assertEquals(
        "stack.foreign_data",
        operator()
            .install(machine, credentials(), bundle, claim(context, OTHER_ID, false), context)
            .getLeft()
            .code()
            .value());
    assertTrue(operator().install(machine, credentials(), bundle, first, context).isRight());
    assertTrue(
        operator()
            .install(machine, credentials(), bundle, claim(context, OTHER_ID, true), context)
            .isRight());
    assertEquals(
        "stack.foreign_data",
        operator()
            .install(machine, credentials(), bundle, first, context)
            .getLeft()
            .code()
            .value());
  }

  @Test
  void putsBackAReleaseThatTheMachineKeeps() {
    Machine machine = machine();
    OperationContext context = context();
    ReleaseBundle first = bundle();
    ReleaseBundle second = changed(first);
    StackClaim claim = claim(context, ID, false);
    right(operator().install(machine, credentials(), first, claim, context));
    right(operator().install(machine, credentials(), second, claim, context));

    InstallReport back = right(operator().use(machine, credentials(), first.id(), claim, context));
    assertEquals(first.id(), back.release());
    assertFalse(back.changedFiles().isEmpty());
    assertEquals(Optional.of(first.id()), seen().installed());

    assertEquals(
        new InstallReport(first.id(), List.of()),
        right(operator().use(machine, credentials(), first.id(), claim, context)));
    right(operator().use(machine, credentials(), second.id(), claim, context));
    right(operator().use(machine, credentials(), first.id(), claim, context));
    assertTrue(
        right(operator().start(machine, credentials(), first.id(), context)).services().stream()
            .allMatch(ServiceStatus::isHealthy));
  }

  @Test
  void putsBackNothingThatIsNotKeptAndNothingOfOthers() {
    Machine machine = machine();
    OperationContext context = context();
    ReleaseBundle bundle = bundle();
    StackClaim claim = claim(context, ID, false);
    right(operator().install(machine, credentials(), bundle, claim, context));

    assertEquals(
        "stack.release_unknown",
        operator()
            .use(machine, credentials(), changed(bundle).id(), claim, context)
            .getLeft()
            .code()
            .value());
    assertEquals(
        "stack.foreign_data",
        operator()
            .use(machine, credentials(), bundle.id(), claim(context, OTHER_ID, false), context)
            .getLeft()
            .code()
            .value());
    assertRuns();
  }

  @Test
  void keepsCopiesOfTheDataAndPutsThemBack() {
    OperationContext context = context();
    assertEquals(
        "stack.not_installed",
        operator()
            .copyData(machine(), credentials(), bundle().id(), context)
            .getLeft()
            .code()
            .value());
    assertRuns();

    Backup first = right(operator().copyData(machine(), credentials(), bundle().id(), context));
    Backup second = right(operator().copyData(machine(), credentials(), bundle().id(), context));
    assertTrue(first.id().isCopy(), first::toString);
    assertNotEquals(first.id(), second.id());
    assertEquals(context.environment().value(), first.environment());
    assertEquals(Optional.of(bundle().id()), first.release());
    assertEquals(first.rows(), second.rows());

    RestoreReport report =
        right(operator().restore(machine(), credentials(), BackupChoice.of(first.id()), context));
    assertEquals(first.id(), report.backup().id());
    assertEquals(first.rows(), report.backup().rows());
    assertTrue(report.before().orElseThrow().isCopy());
    assertTrue(seen().services().stream().allMatch(ServiceStatus::isHealthy));
    assertEquals(
        "backup.unknown",
        operator()
            .restore(
                machine(),
                credentials(),
                BackupChoice.of(new BackupId("copy-19700101T000000Z")),
                context)
            .getLeft()
            .code()
            .value());
  }

  /** The same with one file that nobody reads. */
  private static ReleaseBundle changed(ReleaseBundle bundle) {
    return ImmutableReleaseBundle.builder()
        .from(bundle)
        .addFiles(
            new HostFile(
                ReleaseBundle.ROOT + "/storage/contract.txt",
                "another release\n",
                HostOwner.DEPLOY_USER,
                "0640"))
        .build();
  }

  private static StackClaim claim(OperationContext context, String id, boolean adopts) {
    return new StackClaim(
        context.environment(), new EnvironmentId(id), "sqlite3", Optional.empty(), adopts);
  }

  private Either<DeployError, InstallReport> install(OperationContext context) {
    return operator()
        .install(machine(), credentials(), bundle(), claim(context, ID, false), context);
  }

  private Either<DeployError, StackStatus> start(OperationContext context) {
    return operator().start(machine(), credentials(), bundle().id(), context);
  }

  private StackStatus seen() {
    return right(operator().inspect(machine(), credentials(), context()));
  }

  private static <T> T right(Either<DeployError, T> result) {
    return result.getOrElseThrow(error -> new AssertionError(error.toString()));
  }

  @Test
  void installsNothingOnceSomebodyAskedToStop() {
    new Trial(faults()).stoppedBefore(context(), this::install);
    assertEquals(Optional.empty(), seen().installed());
  }

  @Test
  void startsAndStopsNothingOnceSomebodyAskedToStop() {
    right(install(context()));
    new Trial(faults()).stoppedBefore(context(), this::start);
    assertTrue(seen().services().isEmpty(), () -> seen().toString());
    right(start(context()));
    new Trial(faults())
        .stoppedBefore(context(), context -> operator().stop(machine(), credentials(), context));
    assertTrue(seen().services().stream().allMatch(ServiceStatus::isHealthy));
  }

  @Test
  void aReleaseIsWholeOrNotThereWhenSomebodyAsksToStopMeanwhile() {
    new Trial(faults()).stoppedMeanwhile(context(), this::install);
    assertTrue(seen().installed().map(bundle().id()::equals).orElse(true), () -> seen().toString());
    assertRuns();
  }

  private void assertRuns() {
    right(install(context()));
    assertTrue(right(start(context())).services().stream().allMatch(ServiceStatus::isHealthy));
    assertEquals(Optional.of(bundle().id()), seen().installed());
    assertEquals(List.of(), right(install(context())).changedFiles());
  }

  @Test
  void waitsForTheMachineNoLongerThanItMay() {
    Duration limit = Duration.ofSeconds(7);
    new Trial(faults())
        .unanswered(
            context(), timeouts -> timeouts.withRelease(limit), limit, context -> install(context));
    right(install(context()));
    new Trial(faults())
        .unanswered(
            context(), timeouts -> timeouts.withStart(limit), limit, context -> start(context));
    assertRuns();
  }

  @Test
  void isFinishedByRepeatingItAfterAKillAtAnyPoint() {
    new Trial(faults())
        .killedEverywhere(
            () -> install(context()).flatMap(installed -> start(context())), this::assertRuns);
  }

  @Test
  void saysNoSecretOfTheOperation() {
    for (boolean stops : new boolean[] {false, true}) {
      Trial trial = new Trial(faults());
      OperationContext context = trial.heard(context());
      trial.assertNoSecret(
          context.secrets(),
          stops ? trial.stoppedBefore(context, this::install) : install(context));
    }
    Trial trial = new Trial(faults());
    trial.assertNoSecret(context().secrets(), start(trial.heard(context())));
  }
}
