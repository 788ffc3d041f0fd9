package com.torrust.deployer.domain.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The flat form of a state and the way back. */
class SnapshotTest {

  @ParameterizedTest
  @EnumSource(
      value = StateName.class,
      names = {"PROVISIONED", "CONFIGURING", "RELEASED", "RUNNING", "RUN_FAILED"})
  void refusesAStateThatLacksItsMachine(StateName state) {
    EnvironmentSnapshot snapshot =
        ImmutableEnvironmentSnapshot.copyOf(EnvironmentSnapshot.of(Fixtures.created()))
            .withState(state)
            .withFailure(Fixtures.failure());

    assertEquals("environment.corrupt", snapshot.restore().getLeft().code().value());
  }

  @ParameterizedTest
  @EnumSource(value = StateName.class, names = ".*_FAILED", mode = EnumSource.Mode.MATCH_ALL)
  void refusesAFailedStateThatLacksItsFailure(StateName state) {
    EnvironmentSnapshot snapshot =
        ImmutableEnvironmentSnapshot.copyOf(EnvironmentSnapshot.of(Fixtures.created()))
            .withState(state)
            .withMachine(Fixtures.machine());

    assertEquals("environment.corrupt", snapshot.restore().getLeft().code().value());
  }

  @Test
  void remembersTheMachineOfAProvisioningThatFailedLater() {
    ProvisionFailed failed =
        Fixtures.created()
            .startProvisioning(Fixtures.operation(OperationKind.PROVISION))
            .found(Fixtures.machine())
            .failed(Fixtures.failure());

    assertEquals(Fixtures.machine(), failed.knownMachine().orElseThrow());
    assertTrue(failed.context().operation().isEmpty());
  }

  @Test
  void showsNoConfigurationInItsText() {
    assertFalse(Fixtures.created().toString().contains("token-of-demo"));
    assertFalse(EnvironmentSnapshot.of(Fixtures.created()).toString().contains("token-of-demo"));
  }
}
