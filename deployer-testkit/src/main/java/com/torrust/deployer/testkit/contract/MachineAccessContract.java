package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.ImmutableTimeouts;
import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.testkit.fake.FaultPlan;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link MachineAccess} does with a machine that is up. */
public abstract class MachineAccessContract {

  /** For JUnit. */
  protected MachineAccessContract() {}

  /** The access to test. */
  protected abstract MachineAccess access();

  /** A machine that lets us in, with no keys pinned. */
  protected abstract Machine machine();

  /** What it lets us in with. */
  protected abstract SshCredentials credentials();

  /** A context of an environment that has pinned nothing. */
  protected abstract OperationContext context();

  /** Makes the machine show another host key. */
  protected abstract void changeHostKey();

  /** A machine at an address where nothing answers, so that a short timeout is enough. */
  protected abstract Machine nobody();

  /**
   * What can be made to go wrong in the adapter's world, such as {@code FakeWorld.faults()} or that
   * of a scripted runner of programs: what is killed, left without an answer or stopped is tried at
   * each point that it passes. None where the world is real.
   */
  protected Optional<FaultPlan> faults() {
    return Optional.empty();
  }

  @Test
  void looksAtAMachineThatItHasReached() {
    OperationContext context = context();
    Machine reached =
        access()
            .reach(machine(), credentials(), Readiness.REACHABLE, context)
            .getOrElseThrow(error -> new AssertionError(error.toString()));
    MachineFacts facts =
        access()
            .look(reached, credentials(), context)
            .getOrElseThrow(error -> new AssertionError(error.toString()));
    assertFalse(facts.system().id().isEmpty(), facts::toString);
    assertTrue(facts.account().isRoot(), facts::toString);
    assertTrue(facts.folder("/").orElseThrow().exists(), facts::toString);
  }

  @Test
  void pinsTheKeysAtFirstContactAndKnowsThemLater() {
    OperationContext context = context();
    Machine reached = access().reach(machine(), credentials(), Readiness.REACHABLE, context).get();
    assertFalse(reached.hostKeys().isEmpty());
    Machine again = access().reach(reached, credentials(), Readiness.REACHABLE, context).get();
    assertEquals(reached, again);
  }

  @Test
  void showsTheKeysThatItPinsBeforeAnybodyHasLoggedIn() {
    List<HostKey> shown = access().shownKeys(machine(), context()).get();
    Machine reached =
        access().reach(machine(), credentials(), Readiness.REACHABLE, context()).get();
    assertTrue(shown.containsAll(reached.hostKeys()), shown + " and " + reached.hostKeys());
    assertTrue(access().shownKeys(nobody(), context()).isLeft());
  }

  @Test
  void refusesAChangedKeyUntilTheOldOneIsForgotten() {
    OperationContext context = context();
    Machine reached = access().reach(machine(), credentials(), Readiness.REACHABLE, context).get();
    changeHostKey();
    DeployError error =
        access().reach(reached, credentials(), Readiness.REACHABLE, context).getLeft();
    assertTrue(error.code().value().endsWith("host_key_changed"), error.code().value());
    assertTrue(access().forget(context).isRight());
    assertTrue(access().forget(context).isRight());
    Machine fresh = reached.withPinned(List.of());
    Machine anew = access().reach(fresh, credentials(), Readiness.REACHABLE, context).get();
    assertFalse(anew.hostKeys().equals(reached.hostKeys()));
  }

  @Test
  void saysThatNobodyAnswers() {
    DeployError error =
        access().reach(nobody(), credentials(), Readiness.REACHABLE, context()).getLeft();
    assertTrue(
        error.kind() == ErrorKind.CONNECTIVITY || error.kind() == ErrorKind.TIMEOUT,
        error.kind().toString());
    assertFalse(error.remedies().isEmpty());
  }

  private Either<DeployError, Machine> reach(OperationContext context) {
    return access().reach(machine(), credentials(), Readiness.REACHABLE, context);
  }

  @Test
  void asksNobodyOnceSomebodyAskedToStop() {
    OperationContext context = context();
    Trial trial = new Trial(faults());
    trial.stoppedBefore(context, this::reach);
    trial.stoppedBefore(context, stopped -> access().shownKeys(machine(), stopped));
    Machine reached = reach(context).getOrElseThrow(error -> new AssertionError(error.toString()));
    trial.stoppedBefore(context, stopped -> access().look(reached, credentials(), stopped));
  }

  @Test
  void waitsForAMachineThatBootsNoLongerThanItMay() {
    OperationContext context =
        ImmutableOperationContext.builder()
            .from(context())
            .timeouts(ImmutableTimeouts.copyOf(context().timeouts()).withSsh(Duration.ofSeconds(1)))
            .build();
    DeployError error =
        access().reach(nobody(), credentials(), Readiness.BOOTED, context).getLeft();
    assertTrue(
        error.kind() == ErrorKind.CONNECTIVITY || error.kind() == ErrorKind.TIMEOUT,
        error::toString);
  }

  @Test
  void waitsForAnAnswerNoLongerThanItMay() {
    Duration limit = Duration.ofSeconds(7);
    new Trial(faults())
        .unanswered(context(), timeouts -> timeouts.withSsh(limit), limit, this::reach);
  }

  @Test
  void pinsOneKeyAfterAKillAtAnyPointAndARepetition() {
    OperationContext context = context();
    new Trial(faults())
        .killedEverywhere(() -> reach(context), () -> assertEquals(reach(context), reach(context)));
  }
}
