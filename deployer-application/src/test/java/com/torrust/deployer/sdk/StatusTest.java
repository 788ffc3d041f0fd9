package com.torrust.deployer.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.CronSchedule;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.ImmutableTimeouts;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.DoctorOptions;
import com.torrust.deployer.sdk.operation.DoctorReport;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.StatusReport;
import com.torrust.deployer.sdk.operation.StatusReport.Health;
import com.torrust.deployer.sdk.operation.TestOptions;
import com.torrust.deployer.sdk.operation.TestReport;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeHost;
import com.torrust.deployer.testkit.fake.FakeProvisioner;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live state of environments in a fake world. */
class StatusTest {

  private static final EnvironmentName DEMO = Samples.name("demo");

  private final FakeWorld world = FakeWorld.create();
  private final Deployer deployer = Worlds.deployer(world);

  @BeforeEach
  void storeAnEnvironment() {
    deployer
        .create(Samples.config("demo"), OperationOptions.standard())
        .getOrElseThrow(StatusTest::surprise);
  }

  @AfterEach
  void close() {
    deployer.close();
  }

  @Test
  void isIdleAndComplainsOfNothingBeforeThereIsAMachine() {
    StatusReport report = status();

    assertEquals(Health.IDLE, report.health());
    assertEquals(Optional.empty(), report.resources());
    assertEquals(Optional.empty(), report.stack());
    assertEquals(List.of(), report.drift());
  }

  @Test
  void isHealthyOnceEverythingRunsAndAnswers() {
    deploy();

    StatusReport report = status();

    assertEquals(Health.HEALTHY, report.health(), report.summary());
    assertTrue(
        report.checks().stream().noneMatch(check -> check.failed()), report.checks()::toString);
    assertEquals(2, report.resources().orElseThrow().get().size());
  }

  @Test
  void missesNoContainerOfABackupThatIsNotAtWork() {
    deployer.purge(DEMO, false, OperationOptions.standard()).getOrElseThrow(StatusTest::surprise);
    deployer
        .create(
            ImmutableEnvironmentConfig.builder()
                .from(Samples.config("demo"))
                .backup(new BackupConfig(CronSchedule.parse("0 3 * * *").get(), 7))
                .build(),
            OperationOptions.standard())
        .getOrElseThrow(StatusTest::surprise);
    deploy();

    StatusReport report = status();

    assertEquals(Health.HEALTHY, report.health(), report.summary());
  }

  @Test
  void namesTheContainerThatCrashesAgainAndAgain() {
    deploy();
    host().change(new ServiceStatus("tracker", "restarting", Optional.empty(), 7, image()));

    StatusReport report = status();

    assertEquals(Health.DOWN, report.health());
    assertTrue(
        report.summary().contains("'tracker' is crash-looping after 7 restarts"), report.summary());
  }

  @Test
  void tellsAnImageThatIsNotTheConfiguredOneAsDrift() {
    deploy();
    String wanted = image();
    host()
        .change(
            new ServiceStatus(
                "tracker", "running", Optional.of("healthy"), 0, "torrust/tracker:older"));

    StatusReport report = status();

    assertEquals(Health.DRIFTED, report.health());
    assertEquals(
        List.of(
            new Drift(
                Drift.Kind.IMAGE, "tracker", wanted, "torrust/tracker:older", OperationKind.RUN)),
        report.drift());
  }

  @Test
  void saysThatItDoesNotKnowWhenServicesAnswerButTheMachineDoesNot() {
    deploy();
    host().reachable(false);

    StatusReport report = status();

    assertEquals("ssh.unreachable", report.stack().orElseThrow().getLeft().code().value());
    assertEquals(2, report.resources().orElseThrow().get().size());
    assertEquals(Health.UNKNOWN, report.health(), report.summary());
  }

  @Test
  void keepsItsVerdictWhenOnlyTheProviderCannotBeAsked() {
    deploy();
    world.faults().failAt("provision.find", FakeProvisioner.refused("not now"));

    StatusReport report = status();

    assertEquals(Health.HEALTHY, report.health());
    assertEquals("provider.refused", report.resources().orElseThrow().getLeft().code().value());
  }

  @Test
  void whatAProviderAndAMachineQuoteStandsInNoReport() {
    deploy();
    String token = secret();
    world.faults().failAt("provision.find", FakeProvisioner.refused("you said 'Bearer " + token));
    world.faults().failAt("stack.survey", FakeProvisioner.refused("it said " + token));

    StatusReport report = status();
    DeployError provider = report.resources().orElseThrow().getLeft();
    DeployError machine = report.stack().orElseThrow().getLeft();

    assertEquals("provider.refused", provider.code().value());
    assertFalse(provider.toString().contains(token), provider::toString);
    assertFalse(machine.toString().contains(token), machine::toString);
  }

  @Test
  void whatAMachineQuotesStandsInNoReportOfATestOrADoctor() {
    deploy();
    String token = secret();
    world.faults().failAt("stack.inspect", FakeProvisioner.refused("it said " + token));
    world.faults().failAt("provision.check", FakeProvisioner.refused("it said " + token));

    TestReport tested =
        deployer
            .test(DEMO, TestOptions.standard(), OperationOptions.standard())
            .getOrElseThrow(StatusTest::surprise);
    DoctorReport doctor =
        deployer
            .doctor(
                new DoctorOptions(Optional.of(DEMO), Optional.empty()), OperationOptions.standard())
            .getOrElseThrow(StatusTest::surprise);

    assertTrue(tested.checks().stream().anyMatch(check -> check.id().equals("machine.access")));
    assertFalse(tested.toString().contains(token), tested::toString);
    assertTrue(doctor.toString().contains("it said"), doctor::toString);
    assertFalse(doctor.toString().contains(token), doctor::toString);
  }

  private static String secret() {
    return Samples.config("demo").secrets().stream()
        .map(Secret::expose)
        .filter(each -> each.length() > 8)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void endsWithoutAReportWhenSomebodyAsksToStop() {
    deploy();
    Cancellation cancellation = Cancellation.create();
    CountDownLatch stopped = new CountDownLatch(1);
    cancellation.onRequest(stopped::countDown);
    world.faults().onceAt("stack.survey", () -> cancellation.request("enough"));

    DeployError error =
        deployer
            .status(DEMO, ImmutableOperationOptions.builder().cancellation(cancellation).build())
            .getLeft();

    assertEquals("operation.cancelled", error.code().value());
    assertEquals(0, stopped.getCount());
  }

  @Test
  void leavesTheLockAlone() {
    deploy();
    OperationOptions impatient =
        ImmutableOperationOptions.builder().timeouts(ImmutableTimeouts.builder().build()).build();
    world
        .faults()
        .onceAt(
            "stack.survey",
            () -> assertTrue(deployer.create(Samples.config("other"), impatient).isRight()));

    assertEquals(Health.HEALTHY, status().health());
  }

  @Test
  void fetchesTheLogsOfOneService() {
    deploy();

    List<String> lines =
        deployer
            .logs(DEMO, Optional.of("tracker"), 20, OperationOptions.standard())
            .getOrElseThrow(StatusTest::surprise);

    assertEquals(List.of("tracker: ready"), lines);
  }

  @Test
  void suggestsTheNameThatWasProbablyMeant() {
    DeployError error =
        deployer.status(Samples.name("dmeo"), OperationOptions.standard()).getLeft();

    assertEquals("environment.not_found", error.code().value());
    assertEquals("demo", error.facts().get("nearest"));
  }

  private void deploy() {
    deployer
        .deploy(DEMO, DeployTarget.RUNNING, OperationOptions.standard())
        .getOrElseThrow(StatusTest::surprise);
  }

  private StatusReport status() {
    return deployer.status(DEMO, OperationOptions.standard()).getOrElseThrow(StatusTest::surprise);
  }

  private FakeHost host() {
    return world
        .host(deployer.show(DEMO).get().environment().knownMachine().orElseThrow().address())
        .orElseThrow();
  }

  private String image() {
    return host().services().stream()
        .filter(service -> service.service().equals("tracker"))
        .findFirst()
        .orElseThrow()
        .image();
  }

  private static AssertionError surprise(DeployError error) {
    return new AssertionError(error.toString());
  }
}
