package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.testkit.fake.FaultPlan;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Provisioner} does. A subclass offers two environments whose machines have
 * different names and labels; the rendered input of both stands where it has to.
 */
public abstract class ProvisionerContract {

  /** For JUnit. */
  protected ProvisionerContract() {}

  /** A provisioner as a process of its own would have it: with nothing remembered. */
  protected abstract Provisioner provisioner();

  /** The wanted machine of an environment, {@code one} or {@code two}. */
  protected abstract MachineSpec spec(String environment);

  /** What an operation on that environment gives to adapters. */
  protected abstract OperationContext context(String environment);

  /**
   * What can be made to go wrong in the adapter's world, such as {@code FakeWorld.faults()} or that
   * of a scripted runner of programs: what is killed, left without an answer or stopped is tried at
   * each point that it passes. None where the world is real.
   */
  protected Optional<FaultPlan> faults() {
    return Optional.empty();
  }

  private Machine provision(String environment) {
    return right(provisioner().provision(spec(environment), context(environment)));
  }

  private List<FoundResource> find(String environment) {
    return right(provisioner().find(spec(environment), context(environment)));
  }

  private List<FoundResource> destroy(String environment) {
    return right(provisioner().destroy(spec(environment), context(environment)));
  }

  private static <T> T right(Either<DeployError, T> result) {
    return result.getOrElseThrow(error -> new AssertionError(error.toString()));
  }

  @Test
  void findsNothingWhereNothingWasMade() {
    assertEquals(List.of(), find("one"));
  }

  @Test
  void checksBeforeAndAfterTheMachineExists() {
    assertTrue(provisioner().check(spec("one"), context("one")).isRight());
    provision("one");
    assertTrue(provisioner().check(spec("one"), context("one")).isRight());
  }

  @Test
  void checkingMakesNothing() {
    right(provisioner().check(spec("one"), context("one")));
    assertEquals(List.of(), find("one"));
  }

  @Test
  void makesTheWantedMachine() {
    Machine machine = provision("one");
    assertEquals(spec("one").name(), machine.name());
    assertEquals(Machine.Origin.PROVISIONED, machine.origin());
    assertEquals(spec("one").sshCredentials().port(), machine.sshPort());
    assertEquals(List.of(), machine.hostKeys());
    assertTrue(!find("one").isEmpty());
  }

  @Test
  void makesNoSecondMachine() {
    Machine machine = provision("one");
    List<FoundResource> found = find("one");
    assertEquals(machine.address(), provision("one").address());
    assertEquals(Set.copyOf(found), Set.copyOf(find("one")));
  }

  @Test
  void leavesNothingBehindAndSaysWhatItRemoved() {
    provision("one");
    List<FoundResource> found = find("one");
    assertEquals(Set.copyOf(found), Set.copyOf(destroy("one")));
    assertEquals(List.of(), find("one"));
  }

  @Test
  void destroysAgainWithoutHarm() {
    assertEquals(List.of(), destroy("one"));
    provision("one");
    destroy("one");
    assertEquals(List.of(), destroy("one"));
  }

  @Test
  void makesAMachineAgainAfterDestroying() {
    provision("one");
    destroy("one");
    provision("one");
    assertTrue(!find("one").isEmpty());
  }

  @Test
  void neverTouchesAnotherEnvironment() {
    provision("one");
    Machine other = provision("two");
    List<FoundResource> found = find("two");
    destroy("one");
    assertEquals(Set.copyOf(found), Set.copyOf(find("two")));
    assertEquals(other.address(), provision("two").address());
  }

  @Test
  void makesNothingOnceSomebodyAskedToStop() {
    new Trial(faults())
        .stoppedBefore(context("one"), context -> provisioner().provision(spec("one"), context));
    assertEquals(List.of(), find("one"));
  }

  @Test
  void stopsMakingWhenSomebodyAsksAndNamesWhatIsThere() {
    DeployError error =
        new Trial(faults())
            .stoppedMeanwhile(
                context("one"), context -> provisioner().provision(spec("one"), context));
    assertNames(error, find("one"));
    provision("one");
    assertEquals(Set.copyOf(find("one")), Set.copyOf(destroy("one")));
  }

  private static void assertNames(DeployError error, List<FoundResource> found) {
    List<String> there = found.stream().map(FoundResource::toString).toList();
    assertTrue(
        error.sideEffects().containsAll(there),
        () -> error.sideEffects() + " does not name all of " + there);
  }

  @Test
  void removesNothingOnceSomebodyAskedToStop() {
    provision("one");
    List<FoundResource> found = find("one");
    new Trial(faults())
        .stoppedBefore(context("one"), context -> provisioner().destroy(spec("one"), context));
    assertEquals(Set.copyOf(found), Set.copyOf(find("one")));
  }

  @Test
  void waitsForTheProviderNoLongerThanItMay() {
    Duration limit = Duration.ofSeconds(7);
    DeployError error =
        new Trial(faults())
            .unanswered(
                context("one"),
                timeouts -> timeouts.withProvider(limit),
                limit,
                context -> provisioner().provision(spec("one"), context));
    assertNames(error, find("one"));
  }

  @Test
  void oneMachineStandsAfterAKillAtAnyPointAndARepetition() {
    provision("one");
    Set<String> kinds = kinds();
    destroy("one");
    new Trial(faults())
        .killedEverywhere(
            () -> {
              Either<DeployError, Machine> made =
                  provisioner().provision(spec("one"), context("one"));
              made.peek(machine -> destroy("one"));
              return made;
            },
            () -> {
              provision("one");
              assertEquals(kinds, kinds());
              assertEquals(kinds.size(), find("one").size(), () -> find("one").toString());
              destroy("one");
              assertEquals(List.of(), find("one"));
            });
  }

  private Set<String> kinds() {
    return find("one").stream().map(FoundResource::kind).collect(Collectors.toSet());
  }

  @Test
  void nothingStandsAfterAKillAtAnyPointOfRemovingAndARepetition() {
    provision("one");
    new Trial(faults())
        .killedEverywhere(
            () -> provisioner().destroy(spec("one"), context("one")),
            () -> {
              destroy("one");
              assertEquals(List.of(), find("one"));
              provision("one");
            });
  }

  @Test
  void saysNoSecretOfTheProvider() {
    Set<Secret> secrets = spec("one").provider().secrets();
    Trial making = new Trial(faults());
    making.assertNoSecret(
        secrets, provisioner().provision(spec("one"), making.heard(context("one"))));
    Trial removing = new Trial(faults());
    removing.assertNoSecret(
        secrets, provisioner().destroy(spec("one"), removing.heard(context("one"))));
    Trial cut = new Trial(faults());
    cut.assertNoSecret(
        secrets,
        cut.stoppedBefore(
            context("one"), context -> provisioner().provision(spec("one"), context)));
  }
}
