package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.port.Prerequisites.Question;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FaultPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Prerequisites} does, on a computer that has what it needs and on one that has
 * not.
 */
public abstract class PrerequisitesContract {

  private static final Duration LIMIT = Duration.ofSeconds(7);

  /** For JUnit. */
  protected PrerequisitesContract() {}

  /** The prerequisites of a computer that has everything. */
  protected abstract Prerequisites met();

  /** The prerequisites of a computer that lacks something. */
  protected abstract Prerequisites unmet();

  /** The configuration that is asked about as well. */
  protected EnvironmentConfig config() {
    return Samples.config("demo");
  }

  /**
   * What can be made to go wrong in the world of {@link #met}, such as that of a scripted runner of
   * programs; none where the world is real.
   */
  protected Optional<FaultPlan> faults() {
    return Optional.empty();
  }

  private static List<Prerequisite> ask(
      Prerequisites prerequisites, Optional<String> provider, EnvironmentConfig... configs) {
    return prerequisites.check(
        new Question(provider, List.of(configs).stream().findFirst(), LIMIT),
        Cancellation.create());
  }

  private static List<String> ids(List<Prerequisite> found) {
    return found.stream().map(Prerequisite::result).map(CheckResult::id).toList();
  }

  @Test
  void findsEverythingInTheSameOrderEachTime() {
    List<Prerequisite> found = ask(met(), Optional.empty());
    assertFalse(found.isEmpty());
    assertTrue(
        found.stream().noneMatch(each -> each.result().status() == Status.FAIL), found::toString);
    assertEquals(ids(found), ids(ask(met(), Optional.empty())));
    assertEquals(ids(found).stream().distinct().toList(), ids(found));
    assertTrue(
        ids(found).stream().allMatch(id -> id.matches("[a-z0-9_]+(\\.[a-z0-9_-]+)+")),
        ids(found)::toString);
  }

  @Test
  void saysWhatIsWrongAndWhatToDoAboutIt() {
    List<Prerequisite> wrong =
        ask(unmet(), Optional.empty()).stream()
            .filter(each -> each.result().status() != Status.PASS)
            .toList();
    assertFalse(wrong.isEmpty(), "nothing is found to be wrong");
    for (Prerequisite each : wrong) {
      assertFalse(each.result().detail().isBlank(), each::toString);
      assertFalse(each.remedies().isEmpty(), each::toString);
    }
  }

  @Test
  void leavesOutWhatOtherProvidersNeed() {
    List<String> without = ids(ask(met(), Optional.of("nobody")));
    assertTrue(ids(ask(met(), Optional.empty())).containsAll(without));
    assertTrue(without.stream().noneMatch(id -> id.startsWith("provider.")), without::toString);
  }

  @Test
  void answersAtOnceWhenSomebodyHasAskedToStop() {
    Cancellation stopped = Cancellation.create();
    stopped.request("a test");
    faults().ifPresent(FaultPlan::restart);
    List<Prerequisite> found =
        met().check(new Question(Optional.empty(), Optional.of(config()), LIMIT), stopped);
    assertNotNull(found);
  }

  @Test
  void waitsForNobodyLongerThanItMay() {
    assumeTrue(faults().isPresent(), "this world is real");
    FaultPlan plan = faults().get();
    Prerequisites prerequisites = met();
    plan.restart();
    plan.hangAtPoint(1);
    List<Prerequisite> found = ask(prerequisites, Optional.empty());
    List<Duration> waits = plan.waits();
    assertFalse(waits.isEmpty(), "it waits for nobody");
    assertTrue(
        waits.stream().allMatch(wait -> wait.compareTo(LIMIT) <= 0),
        () -> "it waited for " + waits + " where the limit is " + LIMIT);
    assertTrue(
        found.stream().anyMatch(each -> each.result().status() != Status.PASS),
        "it answers for somebody who did not");
  }

  @Test
  void saysNoSecretOfTheConfiguration() {
    for (Prerequisites each : List.of(met(), unmet())) {
      String said = ask(each, Optional.empty(), config()).toString();
      for (Secret secret : config().secrets()) {
        assertFalse(said.contains(secret.expose()), said);
      }
    }
  }
}
