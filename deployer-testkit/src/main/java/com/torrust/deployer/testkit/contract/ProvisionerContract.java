package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import io.vavr.control.Either;
import java.util.List;
import java.util.Set;
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
}
