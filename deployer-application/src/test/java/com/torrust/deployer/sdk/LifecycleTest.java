package com.torrust.deployer.sdk;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableMysqlConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.FailedEnvironment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ProvisionFailed;
import com.torrust.deployer.domain.environment.Provisioned;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.DeployException;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.preflight.AccountFacts;
import com.torrust.deployer.domain.preflight.AccountFacts.Elevation;
import com.torrust.deployer.domain.preflight.ImmutableMachineFacts;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.DestroyResult;
import com.torrust.deployer.sdk.operation.DoctorOptions;
import com.torrust.deployer.sdk.operation.DoctorReport;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PurgeResult;
import com.torrust.deployer.sdk.operation.Registration;
import com.torrust.deployer.sdk.operation.RenderResult;
import com.torrust.deployer.sdk.operation.RenderTarget;
import com.torrust.deployer.sdk.operation.TestOptions;
import com.torrust.deployer.testkit.data.SampleFacts;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeHost;
import com.torrust.deployer.testkit.fake.FakeProvisioner;
import com.torrust.deployer.testkit.fake.FakeWorld;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the operations do to an environment, with every adapter faked. */
class LifecycleTest {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final OperationOptions OPTIONS = OperationOptions.standard();

  private final FakeWorld world = FakeWorld.create();
  private final List<DeployEvent> events = new ArrayList<>();
  private final Deployer deployer = Worlds.deployer(world, events::add);

  @Test
  void goesFromConfigurationToRunningAndBackToNothing() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));

    DeployResult deployed = ok(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS));
    DestroyResult destroyed = ok(deployer.destroy(DEMO, OPTIONS));
    PurgeResult purged = ok(deployer.purge(DEMO, false, OPTIONS));

    assertEquals(
        List.of(
            OperationKind.PROVISION,
            OperationKind.CONFIGURE,
            OperationKind.RELEASE,
            OperationKind.RUN),
        deployed.phases());
    assertInstanceOf(Running.class, deployed.environment());
    assertEquals(2, destroyed.removed().size());
    assertEquals(List.of(), world.resources());
    assertEquals(List.of("data/demo"), purged.removed());
    assertEquals(false, ok(deployer.exists(DEMO)));
  }

  @Test
  void deploysAConfigurationAndGoesOnWithItWhenItIsGivenAgain() {
    ok(deployer.deploy(Samples.config("demo"), DeployTarget.CONFIGURED, OPTIONS));

    DeployResult again =
        ok(deployer.deploy(Samples.config("demo"), DeployTarget.RELEASED, OPTIONS));

    assertEquals(List.of(OperationKind.RELEASE), again.phases());
    assertEquals(1, world.instancesMade());
  }

  @Test
  void takesADrawnPasswordForNoDifference() {
    ok(deployer.deploy(withRootPassword("drawn once", true), DeployTarget.CONFIGURED, OPTIONS));

    ok(deployer.deploy(withRootPassword("drawn again", true), DeployTarget.RELEASED, OPTIONS));
  }

  @Test
  void takesAChangedPasswordForADifference() {
    ok(deployer.deploy(withRootPassword("first", false), DeployTarget.CONFIGURED, OPTIONS));

    EnvironmentConfig second = withRootPassword("second", false);

    DeployResult changed = ok(deployer.deploy(second, DeployTarget.RELEASED, OPTIONS));

    assertEquals(second.tracker().database(), changed.environment().config().tracker().database());
  }

  private static EnvironmentConfig withRootPassword(String password, boolean isDrawn) {
    EnvironmentConfig config = Samples.config("demo");
    return ImmutableEnvironmentConfig.copyOf(config)
        .withTracker(
            ImmutableTrackerConfig.copyOf(config.tracker())
                .withDatabase(
                    ImmutableMysqlConfig.builder()
                        .host(MysqlConfig.BUNDLED_HOST)
                        .port(3306)
                        .databaseName("tracker")
                        .username("tracker")
                        .password(Secret.of("known"))
                        .rootPassword(Secret.of(password))
                        .isRootPasswordDrawn(isDrawn)
                        .build()));
  }

  @Test
  void keepsTheHistoryBeyondThePurge() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    ok(deployer.purge(DEMO, false, OPTIONS));

    List<HistoryEntry> history = ok(deployer.history(DEMO));

    assertEquals(
        List.of(OperationKind.CREATE, OperationKind.PURGE),
        history.stream().map(HistoryEntry::kind).toList());
  }

  @Test
  void stopsWhereDeployIsToldTo() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));

    DeployResult configured = ok(deployer.deploy(DEMO, DeployTarget.CONFIGURED, OPTIONS));
    DeployResult again = ok(deployer.deploy(DEMO, DeployTarget.CONFIGURED, OPTIONS));

    assertEquals(StateName.CONFIGURED, configured.environment().stateName());
    assertEquals(List.of(), again.phases());
  }

  @Test
  void provesARunningStackAgainInsteadOfTrustingTheState() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    ok(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS));

    DeployResult again = ok(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS));

    assertEquals(List.of(OperationKind.RUN), again.phases());
    assertEquals(1, world.instancesMade());
  }

  @Test
  void keepsTheMachineWhenReachingItFailsAndGoesOnWithItAfterwards() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    world.faults().failAt("access.reach", connectivity());

    DeployError error = left(deployer.provision(DEMO, OPTIONS));
    ProvisionFailed failed =
        assertInstanceOf(ProvisionFailed.class, ok(deployer.show(DEMO)).environment());
    Provisioned provisioned = ok(deployer.provision(DEMO, OPTIONS));

    assertEquals("ssh.timeout", error.code().value());
    assertEquals("provision.wait-ssh", error.facts().get("step"));
    assertEquals(
        Optional.of(provisioned.machine().address()), failed.knownMachine().map(m -> m.address()));
    assertEquals(1, world.instancesMade());
  }

  @Test
  void recordsAFailureWithItsStepItsTraceAndTheCommandThatGoesOn() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    world.faults().failAt("provision.instance", FakeProvisioner.refused("quota"));

    DeployError error = left(deployer.provision(DEMO, OPTIONS));
    FailedEnvironment failed =
        assertInstanceOf(FailedEnvironment.class, ok(deployer.show(DEMO)).environment());

    assertEquals("provision.create-machine", failed.failure().step().orElseThrow().value());
    assertEquals(error.trace(), failed.failure().trace());
    assertTrue(error.trace().isPresent());
    assertEquals("demo", error.facts().get("environment"));
    assertTrue(error.remedies().toString().contains("provision"), error.remedies()::toString);
  }

  @Test
  void savesNothingWhenTheCheckBeforeProvisioningFails() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    world.faults().failAt("provision.check", FakeProvisioner.refused("unknown type"));

    left(deployer.provision(DEMO, OPTIONS));

    assertInstanceOf(Created.class, ok(deployer.show(DEMO)).environment());
  }

  @Test
  void provesEveryListenerOverBothFamiliesOfAMachineWhoseProviderKnewOneAddress() {
    ok(deployer.create(dual(), OPTIONS));
    HostAddress known = ok(deployer.provision(DEMO, OPTIONS)).machine().address();
    reachedBy(known.value(), "2001:db8::7");

    ok(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS));

    assertEquals(
        List.of("udp://" + known.value() + ":6969/announce", "udp://[2001:db8::7]:6969/announce"),
        ok(deployer.show(DEMO)).endpoints().orElseThrow().udpTrackers());
    assertEquals(
        List.of("UDP tracker 6969 over IPv4", "UDP tracker 6969 over IPv6"),
        ok(deployer.test(DEMO, TestOptions.standard(), OPTIONS)).checks().stream()
            .filter(check -> check.id().equals("udp_tracker.connect"))
            .map(CheckResult::subject)
            .toList());
    assertEquals(List.of(), warnings("run.unproven_from_here"));
  }

  @Test
  void saysThatAFamilyWasNotProvenWhenNoSuchAddressOfTheMachineIsKnown() {
    ok(deployer.create(dual(), OPTIONS));
    HostAddress known = ok(deployer.provision(DEMO, OPTIONS)).machine().address();
    reachedBy(known.value());

    ok(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS));

    assertEquals(1, warnings("run.unproven_from_here").size());
    assertTrue(
        ok(deployer.test(DEMO, TestOptions.standard(), OPTIONS)).checks().stream()
            .anyMatch(check -> check.id().equals("network.address")));
  }

  @Test
  void forgetsAnAddressThatTheMachineHasLost() {
    ok(deployer.create(dual(), OPTIONS));
    HostAddress known = ok(deployer.provision(DEMO, OPTIONS)).machine().address();
    reachedBy(known.value(), "2001:db8::7");
    ok(deployer.configure(DEMO, OPTIONS));
    reachedBy(known.value(), "fdaa::7");

    Machine machine = ok(deployer.configure(DEMO, OPTIONS)).machine();

    assertEquals(Optional.empty(), machine.otherAddress());
  }

  private void reachedBy(String... addresses) {
    FakeHost host = world.host(Samples.address(addresses[0])).orElseThrow();
    host.facts(
        ImmutableMachineFacts.copyOf(SampleFacts.suitable())
            .withNetwork(SampleFacts.network(addresses)));
  }

  private List<String> warnings(String code) {
    return events.stream()
        .filter(DeployEvent.Warned.class::isInstance)
        .map(DeployEvent.Warned.class::cast)
        .filter(warned -> warned.code().equals(code))
        .map(DeployEvent.Warned::message)
        .toList();
  }

  private static EnvironmentConfig dual() {
    EnvironmentConfig config = Samples.config("demo");
    return ImmutableEnvironmentConfig.copyOf(config)
        .withTracker(
            ImmutableTrackerConfig.copyOf(config.tracker())
                .withUdpTrackers(
                    new UdpTracker(BindAddress.parse("[::]:6969").get(), Optional.empty())));
  }

  @Test
  void leavesARegisteredMachineUntouched() {
    world.addHost("198.51.100.7");
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    ok(
        deployer.register(
            DEMO, new Registration(Samples.address("198.51.100.7"), Optional.of(2222)), OPTIONS));

    DeployResult deployed = ok(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS));
    DestroyResult destroyed = ok(deployer.destroy(DEMO, OPTIONS));

    assertEquals(2222, deployed.environment().knownMachine().orElseThrow().sshPort());
    assertEquals(List.of(), destroyed.removed());
    assertTrue(destroyed.untouched().isPresent());
    assertTrue(world.host(Samples.address("198.51.100.7")).isPresent());
  }

  @Test
  void staysCreatedWhenRegisteringFails() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));

    DeployError error =
        left(
            deployer.register(
                DEMO,
                new Registration(Samples.address("198.51.100.9"), Optional.empty()),
                OPTIONS));
    EnvironmentView view = ok(deployer.show(DEMO));

    assertEquals(ErrorKind.CONNECTIVITY, error.kind());
    assertInstanceOf(Created.class, view.environment());
    assertTrue(view.environment().context().operation().isEmpty());
  }

  @Test
  void registersOnlyTheMachineThatShowsTheExpectedHostKey() {
    FakeHost host = world.addHost("198.51.100.7");
    ok(deployer.create(Samples.config("demo"), OPTIONS));

    DeployError error = left(deployer.register(DEMO, showing("SHA256:another"), OPTIONS));

    assertEquals("ssh.host_key_changed", error.code().value());
    assertEquals("SHA256:another", error.facts().get("expected"));
    assertEquals(host.hostKey().fingerprint(), error.facts().get("actual"));
    assertInstanceOf(Created.class, ok(deployer.show(DEMO)).environment());
    ok(deployer.register(DEMO, showing(host.hostKey().fingerprint()), OPTIONS));
    assertEquals(
        List.of(host.hostKey()),
        ok(deployer.show(DEMO)).environment().knownMachine().orElseThrow().hostKeys());
  }

  private static Registration showing(String fingerprint) {
    return new Registration(
        Samples.address("198.51.100.7"), Optional.empty(), Optional.of(fingerprint));
  }

  @Test
  void takesNoOtherHostKeyThanTheOneThatTheProviderReadsInTheMachine() {
    HostKey strangers = FakeWorld.create().addHost("203.0.113.1").hostKey();
    Deployer careful = Worlds.deployer(world, new Prover(world, List.of(strangers, strangers)));
    ok(careful.create(Samples.config("demo"), OPTIONS));

    DeployError error = left(careful.provision(DEMO, OPTIONS));

    assertEquals("ssh.host_key_changed", error.code().value());
    assertInstanceOf(ProvisionFailed.class, ok(careful.show(DEMO)).environment());
  }

  @Test
  void readsAHostKeyAgainThatTheFirstBootHasReplaced() {
    HostKey ofTheImage = FakeWorld.create().addHost("203.0.113.1").hostKey();
    Deployer careful = Worlds.deployer(world, new Prover(world, List.of(ofTheImage)));
    ok(careful.create(Samples.config("demo"), OPTIONS));

    Provisioned provisioned = ok(careful.provision(DEMO, OPTIONS));

    assertEquals(List.of(world.hosts().get(0).hostKey()), provisioned.machine().hostKeys());
  }

  /** A provider that shows these host keys one after the other, then the machine's own. */
  private record Prover(FakeWorld world, Deque<HostKey> first) implements Provisioner {

    Prover(FakeWorld world, List<HostKey> first) {
      this(world, new ArrayDeque<>(first));
    }

    @Override
    public Either<DeployError, Done> check(MachineSpec spec, OperationContext context) {
      return world.provisioner().check(spec, context);
    }

    @Override
    public Either<DeployError, Machine> provision(MachineSpec spec, OperationContext context) {
      return world.provisioner().provision(spec, context);
    }

    @Override
    public Either<DeployError, List<FoundResource>> find(
        MachineSpec spec, OperationContext context) {
      return world.provisioner().find(spec, context);
    }

    @Override
    public Either<DeployError, List<HostKey>> hostKeys(MachineSpec spec, OperationContext context) {
      HostKey shown = first.isEmpty() ? world.hosts().get(0).hostKey() : first.poll();
      return Either.right(List.of(shown));
    }

    @Override
    public Either<DeployError, List<FoundResource>> destroy(
        MachineSpec spec, OperationContext context) {
      return world.provisioner().destroy(spec, context);
    }
  }

  @Test
  void registersNoMachineOnWhichSomethingStandsInTheWayAndLeavesItAlone() {
    FakeHost host = world.addHost("198.51.100.7");
    host.facts(withoutRoot());
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    Registration registration = new Registration(Samples.address("198.51.100.7"), Optional.empty());

    DeployError error = left(deployer.register(DEMO, registration, OPTIONS));

    assertEquals("ssh.no_sudo", error.code().value());
    assertEquals(1, error.findings().size());
    assertInstanceOf(Created.class, ok(deployer.show(DEMO)).environment());
    assertTrue(ok(deployer.show(DEMO)).environment().context().operation().isEmpty());
    host.facts(SampleFacts.suitable());
    assertTrue(ok(deployer.register(DEMO, registration, OPTIONS)).report().passed());
  }

  @Test
  void configuresNothingOnAMachineOnWhichSomethingStandsInTheWay() {
    FakeHost host = world.addHost("198.51.100.7");
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    ok(
        deployer.register(
            DEMO, new Registration(Samples.address("198.51.100.7"), Optional.empty()), OPTIONS));
    host.facts(withoutRoot());

    DeployError error = left(deployer.configure(DEMO, OPTIONS));

    assertEquals("ssh.no_sudo", error.code().value());
    assertFalse(host.isConfigured());
    host.facts(SampleFacts.suitable());
    ok(deployer.configure(DEMO, OPTIONS));
    assertTrue(host.isConfigured());
  }

  @Test
  void looksAgainAtTheMachineOfAnEnvironmentWhenTheDoctorIsAsked() {
    FakeHost host = world.addHost("198.51.100.7");
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    DoctorOptions options = new DoctorOptions(Optional.of(DEMO), Optional.empty());
    assertTrue(ok(deployer.doctor(options, OPTIONS)).machine().isEmpty());
    ok(
        deployer.register(
            DEMO, new Registration(Samples.address("198.51.100.7"), Optional.empty()), OPTIONS));

    assertTrue(ok(deployer.doctor(options, OPTIONS)).machine().orElseThrow().passed());
    host.facts(withoutRoot());
    assertFalse(ok(deployer.doctor(options, OPTIONS)).passed());
    host.reachable(false);
    DoctorReport unreachable = ok(deployer.doctor(options, OPTIONS));

    assertTrue(unreachable.machine().isEmpty());
    assertTrue(
        unreachable.prerequisites().stream()
            .anyMatch(each -> each.result().id().equals("machine.look") && each.result().failed()));
  }

  private static MachineFacts withoutRoot() {
    return ImmutableMachineFacts.copyOf(SampleFacts.suitable())
        .withAccount(new AccountFacts("torrust", "/bin/bash", Elevation.NONE, "not allowed"));
  }

  @Test
  void refusesToConfigureBeforeProvisioningAndNamesTheCommandThatLeadsThere() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));

    DeployError error = left(deployer.configure(DEMO, OPTIONS));

    assertEquals("environment.wrong_state", error.code().value());
    assertEquals("created", error.facts().get("actual"));
    assertTrue(error.remedies().toString().contains("provision"), error.remedies()::toString);
  }

  @Test
  void refusesAStateThatIsNotTheStoredOneAnyMore() {
    Created created = ok(deployer.create(Samples.config("demo"), OPTIONS));
    ok(deployer.provision(created, OPTIONS));

    DeployError error = left(deployer.provision(created, OPTIONS));

    assertEquals("environment.stale", error.code().value());
  }

  @Test
  void refusesANameThatIsTaken() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));

    DeployError error = left(deployer.create(Samples.config("demo"), OPTIONS));

    assertEquals("environment.already_exists", error.code().value());
  }

  @Test
  void refusesToPurgeWhatMayStillLive() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    ok(deployer.provision(DEMO, OPTIONS));

    DeployError error = left(deployer.purge(DEMO, false, OPTIONS));

    assertEquals("environment.resources_live", error.code().value());
    ok(deployer.purge(DEMO, true, OPTIONS));
  }

  @Test
  void endsACancelledOperationInAStateThatCanBeTakenUp() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    Cancellation cancellation = Cancellation.create();
    world.faults().onceAt("provision.answer", () -> cancellation.request("test"));

    DeployError error =
        left(
            deployer.deploy(
                DEMO,
                DeployTarget.RUNNING,
                ImmutableOperationOptions.builder().cancellation(cancellation).build()));
    DeployResult resumed = ok(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS));

    assertEquals(ErrorKind.CANCELLED, error.kind());
    assertInstanceOf(Running.class, resumed.environment());
    assertEquals(1, world.instancesMade());
  }

  @Test
  void numbersTheStepsOfEachOperationFromOne() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    ok(deployer.provision(DEMO, OPTIONS));
    ok(deployer.destroy(DEMO, OPTIONS));

    Map<OperationKind, List<Integer>> numbers =
        events.stream()
            .filter(DeployEvent.StepStarted.class::isInstance)
            .map(DeployEvent.StepStarted.class::cast)
            .collect(
                groupingBy(
                    step -> step.header().kind(),
                    mapping(DeployEvent.StepStarted::number, toList())));

    assertEquals(List.of(1, 2, 3), numbers.get(OperationKind.PROVISION));
    assertEquals(List.of(1, 2), numbers.get(OperationKind.DESTROY));
  }

  @Test
  void numbersTheStepsOfAllPhasesInOneGoAndAnnouncesThemBeforeTheFirst() {
    ok(deployer.deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS));

    List<DeployEvent.StepStarted> started = of(DeployEvent.StepStarted.class);
    List<DeployEvent.StepsPlanned> planned = of(DeployEvent.StepsPlanned.class);
    assertEquals(
        List.of(1, 2, 3, 4, 5, 6, 7, 8), started.stream().map(each -> each.number()).toList());
    assertTrue(started.stream().allMatch(each -> each.total() == 8), started::toString);
    assertEquals(1, planned.size());
    assertEquals(
        started.stream().map(DeployEvent.StepStarted::step).toList(),
        planned.get(0).steps().stream().map(DeployEvent.PlannedStep::step).toList());
    assertTrue(planned.get(0).header().sequence() < started.get(0).header().sequence());
  }

  @Test
  void announcesOnlyWhatIsMissing() {
    ok(deployer.deploy(Samples.config("demo"), DeployTarget.CONFIGURED, OPTIONS));
    events.clear();

    ok(deployer.deploy(DEMO, DeployTarget.RELEASED, OPTIONS));

    assertEquals(1, of(DeployEvent.StepsPlanned.class).get(0).steps().size());
    assertEquals(1, of(DeployEvent.StepStarted.class).get(0).total());
  }

  private <E extends DeployEvent> List<E> of(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void rendersAFileWithoutStoringAnything() {
    world.configReader().with(Samples.config("demo"));
    RenderTarget preview =
        new RenderTarget(HostAddress.parse("192.0.2.7").get(), Path.of("preview"), false);

    RenderResult rendered = ok(deployer.render(Path.of("demo.json"), preview));
    DeployError missing = left(deployer.render(Path.of("other.json"), preview));

    assertEquals(DEMO, rendered.environment());
    assertTrue(rendered.files().size() > 0, "files");
    assertEquals(false, ok(deployer.exists(DEMO)));
    assertEquals("config.file_not_found", missing.code().value());
  }

  @Test
  void endsEveryStepThatItStarted() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    world.faults().failAt("run.start", connectivity());
    left(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS));

    assertEquals(count(DeployEvent.StepStarted.class), count(DeployEvent.StepFinished.class));
    assertEquals(
        count(DeployEvent.OperationStarted.class), count(DeployEvent.OperationFinished.class));
  }

  @Test
  void refusesNewOperationsOnceItIsClosed() {
    deployer.close();

    DeployError error = left(deployer.create(Samples.config("demo"), OPTIONS));

    assertEquals("sdk.closed", error.code().value());
  }

  @Test
  void survivesAListenerThatThrows() {
    Deployer noisy =
        Worlds.deployer(
            FakeWorld.create(),
            event -> {
              throw new IllegalStateException("listener");
            });

    ok(noisy.create(Samples.config("demo"), OPTIONS));
  }

  private long count(Class<? extends DeployEvent> kind) {
    return events.stream().filter(kind::isInstance).count();
  }

  private static DeployError connectivity() {
    return DeployError.because("ssh.timeout", ErrorKind.CONNECTIVITY, "no answer").build();
  }

  static <T> T ok(Either<DeployError, T> either) {
    return either.getOrElseThrow(DeployException::new);
  }

  static DeployError left(Either<DeployError, ?> either) {
    assertTrue(either.isLeft(), () -> "expected a failure, got " + either.get());
    return either.getLeft();
  }
}
