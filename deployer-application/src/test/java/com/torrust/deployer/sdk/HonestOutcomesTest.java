package com.torrust.deployer.sdk;

import static com.torrust.deployer.sdk.LifecycleTest.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Destroyed;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.FailedEnvironment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.HostOwner;
import com.torrust.deployer.domain.release.ImmutableReleaseBundle;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.DestroyResult;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.TestOptions;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What an operation says of itself is what it did. */
class HonestOutcomesTest {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final OperationOptions OPTIONS = OperationOptions.standard();

  private final FakeWorld world = FakeWorld.create();
  private final Deployer deployer = Worlds.deployer(world);

  private static DeployError left(Either<DeployError, ?> outcome) {
    assertTrue(outcome.isLeft(), outcome::toString);
    return outcome.getLeft();
  }

  private static DeployError error(ErrorKind kind) {
    return DeployError.because("sample.failed", kind, "cut off")
        .addSideEffects("a server that costs money")
        .addCauses("the tool ended")
        .build();
  }

  @Test
  void namesTheReleaseThatDeployMadeBeforeItRan() {
    ok(deployer.deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS));

    DeployResult again = ok(newer().deploy(DEMO, DeployTarget.RUNNING, OPTIONS));

    assertEquals(List.of(OperationKind.RELEASE, OperationKind.RUN), again.phases());
  }

  @Test
  void callsAReleaseThatFailedInDeployARelease() {
    ok(deployer.deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS));
    world.faults().failAt("release.switch", error(ErrorKind.REMOTE));

    DeployError failed = left(newer().deploy(DEMO, DeployTarget.RUNNING, OPTIONS));

    assertEquals("release", failed.facts().get("phase"));
    assertEquals(StateName.RELEASE_FAILED, stored().stateName());
  }

  /** The program after an update that renders something new. */
  private Deployer newer() {
    Renderer before = world.renderer();
    Renderer after =
        new Renderer() {
          @Override
          public Either<DeployError, Artifacts> render(RenderRequest request) {
            return before.render(request);
          }

          @Override
          public ReleaseBundle bundle(EnvironmentConfig config, Artifacts artifacts) {
            return ImmutableReleaseBundle.copyOf(before.bundle(config, artifacts))
                .withFiles(
                    new HostFile(
                        ReleaseBundle.ROOT + "/new.txt", "new", HostOwner.DEPLOY_USER, "0640"));
          }

          @Override
          public Map<Component, ImageReference> images(EnvironmentConfig config) {
            return before.images(config);
          }

          @Override
          public Map<String, String> templates() {
            return before.templates();
          }
        };
    return Deployer.builder().clock(world.clock()).use(world.adapters()).renderer(after).build();
  }

  private Environment stored() {
    return ok(Worlds.deployer(world).show(DEMO)).environment();
  }

  @Test
  void keepsWhatExistsWhenAStepIsStopped() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    Cancellation cancellation = Cancellation.create();
    world.faults().onceAt("provision.instance", () -> cancellation.request("interrupted"));
    world.faults().failAt("provision.instance", error(ErrorKind.PROVIDER));

    DeployError stopped = left(deployer.provision(DEMO, stoppedBy(cancellation)));

    assertEquals(ErrorKind.CANCELLED, stopped.kind());
    assertEquals(List.of("fake network 'torrust-tracker-vm-demo'"), stopped.sideEffects());
    assertTrue(stopped.causes().contains("the tool ended"), stopped::toString);
    FailedEnvironment failed = assertInstanceOf(FailedEnvironment.class, stored());
    assertEquals(stopped.sideEffects(), failed.failure().sideEffects());
    assertEquals(ErrorKind.CANCELLED, failed.failure().kind());
  }

  private static OperationOptions stoppedBy(Cancellation cancellation) {
    return ImmutableOperationOptions.builder().cancellation(cancellation).build();
  }

  @Test
  void reportsNoFailureOfWhatWasStoppedWhateverItAsked() {
    ok(deployer.deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS));
    Map<String, BiFunction<Deployer, OperationOptions, Either<DeployError, ?>>> questions =
        Map.of(
            "test", (at, options) -> at.test(DEMO, new TestOptions(true, true), options),
            "status", (at, options) -> at.status(DEMO, options),
            "logs", (at, options) -> at.logs(DEMO, Optional.empty(), 10, options));
    for (String question : questions.keySet()) {
      for (String point : List.of("stack.inspect", "stack.survey", "stack.logs")) {
        List<DeployEvent> events = new ArrayList<>();
        Cancellation cancellation = Cancellation.create();
        world.faults().restart();
        world.faults().onceAt(point, () -> cancellation.request("interrupted"));
        world.faults().failAt(point, error(ErrorKind.CONNECTIVITY));

        Either<DeployError, ?> answer =
            questions.get(question).apply(listened(events::add), stoppedBy(cancellation));

        if (cancellation.isRequested()) {
          assertEquals(ErrorKind.CANCELLED, answer.getLeft().kind(), question);
          DeployEvent last = events.get(events.size() - 1);
          assertEquals(
              DeployEvent.Outcome.CANCELLED,
              assertInstanceOf(DeployEvent.OperationFinished.class, last).outcome(),
              question);
        }
      }
    }
  }

  private Deployer listened(DeployListener listener) {
    return Worlds.deployer(world, listener);
  }

  @Test
  void stopsEveryOperationAsStoppedAtEveryPoint() {
    for (ErrorKind kind : List.of(ErrorKind.REMOTE, ErrorKind.PREREQUISITE, ErrorKind.TIMEOUT)) {
      for (String point :
          List.of(
              "provision.check",
              "provision.instance",
              "access.reach",
              "configure.tasks",
              "release.unpack",
              "run.start")) {
        FakeWorld other = FakeWorld.create();
        Cancellation cancellation = Cancellation.create();
        other.faults().onceAt(point, () -> cancellation.request("interrupted"));
        other.faults().failAt(point, error(kind));

        DeployError stopped =
            left(
                Worlds.deployer(other)
                    .deploy(Samples.config("demo"), DeployTarget.RUNNING, stoppedBy(cancellation)));

        assertEquals(ErrorKind.CANCELLED, stopped.kind(), point + " " + stopped);
      }
    }
  }

  @Test
  void needsNoProviderToDestroyWhatWasNeverMadeHoweverOftenItIsKilled() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    int kills = 0;
    for (boolean done = false; !done; ) {
      world.faults().restart();
      world.faults().killAtPoint(kills + 1);
      world.faults().failAt("destroy.instance", error(ErrorKind.PROVIDER));
      world.faults().failAt("provision.find", error(ErrorKind.PROVIDER));
      Either<DeployError, DestroyResult> destroyed = Worlds.deployer(world).destroy(DEMO, OPTIONS);
      done = !world.faults().isDead();
      kills += done ? 0 : 1;
      if (done) {
        assertInstanceOf(Destroyed.class, ok(destroyed).environment());
      }
    }
    world.faults().restart();

    assertTrue(kills > 4, "only " + kills + " kills");
    assertInstanceOf(Destroyed.class, stored());
  }

  @Test
  void canStillProvisionAfterADestroyThatWasKilledBeforeItBegan() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    world.faults().killAt("store.saved");
    deployer.destroy(DEMO, OPTIONS);
    assertTrue(world.faults().isDead());
    world.faults().restart();

    assertInstanceOf(Created.class, stored());
    ok(Worlds.deployer(world).provision(DEMO, OPTIONS));
  }
}
