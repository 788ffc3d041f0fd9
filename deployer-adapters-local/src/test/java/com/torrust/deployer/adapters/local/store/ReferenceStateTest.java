package com.torrust.deployer.adapters.local.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.environment.Configurable;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.FailedEnvironment;
import com.torrust.deployer.domain.environment.FailureRecord;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReachableEnvironment;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.testkit.data.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceStateTest {

  private static final String NAME = "sqlite-monitoring";

  @TempDir Path folder;

  static List<String> states() {
    return StateFiles.REFERENCE_STATES;
  }

  private Environment load(String text, String name) throws IOException {
    StateFiles.put(folder, name, text);
    return StateFiles.store(folder)
        .find(Samples.name(name))
        .getOrElseThrow(error -> new AssertionError(error.message()))
        .orElseThrow();
  }

  private Environment load(String state) throws IOException {
    return load(StateFiles.reference(state), NAME);
  }

  @ParameterizedTest
  @MethodSource("states")
  void isReadInEveryStateWithTheConfigurationItWasMadeFrom(String state) throws IOException {
    Environment environment = load(state);
    assertEquals(state, environment.stateName().text());
    assertEquals(StateFiles.config(StateFiles.reference("config")), environment.config());
    assertEquals(0, environment.context().revision());
    assertEquals(Optional.empty(), environment.context().operation());
  }

  @ParameterizedTest
  @MethodSource("states")
  void hasTheSameIdHoweverOftenItIsRead(String state) throws IOException {
    Environment first = load(state);
    assertEquals(first.context().id(), load(state).context().id());
    assertEquals(first.context().label(), load(state).context().label());
  }

  @Test
  void keepsTheMachineAndWhoMadeIt() throws IOException {
    Machine registered = ((ReachableEnvironment) load("running")).machine();
    assertEquals(Samples.address("10.77.0.50"), registered.address());
    assertEquals(Machine.Origin.REGISTERED, registered.origin());
    assertEquals(22, registered.sshPort());
    assertEquals("torrust-tracker-vm-sqlite-monitoring", registered.name().value());
    String hetzner = StateFiles.resource("/conformance/reference-state/hetzner/provisioned.json");
    Machine provisioned = ((ReachableEnvironment) load(hetzner, "reference-hetzner")).machine();
    assertEquals(Machine.Origin.PROVISIONED, provisioned.origin());
    assertEquals(Optional.empty(), load("created").knownMachine());
  }

  @Test
  void takesAMachineWithoutAMethodForAProvisionedOne() throws IOException {
    String text =
        StateFiles.reference("running")
            .replace("\"provision_method\": \"Registered\"", "\"provision_method\": null");
    assertTrue(load(text, NAME).knownMachine().orElseThrow().isManaged());
  }

  @Test
  void isReadWithoutATimeOfCreation() throws IOException {
    String text = StateFiles.reference("created").replaceFirst("\"created_at\": \"[^\"]*\",", "");
    assertEquals(Instant.EPOCH, load(text, NAME).context().createdAt());
  }

  private FailureRecord failure(String state) throws IOException {
    return ((FailedEnvironment) load(state)).failure();
  }

  @Test
  void tellsTheFailureInBothShapes() throws IOException {
    FailureRecord flat = failure("configure_failed");
    assertEquals(Optional.of(new StepId("configure.install-docker")), flat.step());
    assertEquals("reference.command_execution", flat.code().value());
    assertEquals(ErrorKind.REMOTE, flat.kind());
    assertEquals(
        "Command execution failed: Command 'ansible-playbook -v install-docker.yml' failed with"
            + " exit code 4",
        flat.message());
    assertEquals(Instant.parse("2026-11-24T06:50:39.681301740Z"), flat.failedAt());
    assertEquals(
        Optional.of("data/sqlite-monitoring/traces/20261124-065039-configure.log"), flat.trace());
    FailureRecord nested = failure("release_failed");
    assertEquals(Optional.of(new StepId("release.create-tracker-storage")), nested.step());
    assertEquals("reference.infrastructure_operation", nested.code().value());
    assertEquals(Instant.parse("2026-11-24T06:52:17.281348177Z"), nested.failedAt());
    assertEquals(Optional.empty(), failure("destroy_failed").trace());
    assertEquals(ErrorKind.PROVIDER, failure("provision_failed").kind());
  }

  @Test
  void showsNoSecretThatStandsInAnErrorOfTheReference() throws IOException {
    String text =
        StateFiles.reference("provision_failed")
            .replace("Command execution failed: ", "with FakeAdminToken1: ");
    FailureRecord failure = ((FailedEnvironment) load(text, NAME)).failure();
    assertTrue(failure.message().startsWith("with [redacted]: "), failure.message());
  }

  @Test
  void isKeptBesideOursByTheFirstSave() throws IOException {
    Environment environment = load("provisioned");
    String original = Files.readString(StoreLayout.below(folder).state(NAME));
    try (EnvironmentLease lease =
        StateFiles.store(folder)
            .acquire(
                environment.name(),
                Samples.operation(OperationKind.CONFIGURE),
                Duration.ZERO,
                Cancellation.create())
            .get()) {
      Environment first =
          lease
              .save(
                  ((Configurable) environment)
                      .startConfiguring(Samples.operation(OperationKind.CONFIGURE)))
              .get();
      assertEquals(1, first.context().revision());
      Path kept = StoreLayout.below(folder).reference(NAME);
      assertEquals(original, Files.readString(kept));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
      Environment second = lease.save(first).get();
      assertEquals(original, Files.readString(kept));
      assertEquals(Optional.of(second), lease.load().get());
      assertEquals(environment.context().id(), second.context().id());
    }
    assertFalse(Files.readString(StoreLayout.below(folder).state(NAME)).equals(original));
  }
}
