package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.ServiceProbe;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.service.HealthCheck;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every {@link ServiceProbe} does. */
public abstract class ServiceProbeContract {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** For JUnit. */
  protected ServiceProbeContract() {}

  /** The probe to test. */
  protected abstract ServiceProbe probe();

  /** A check of a service that answers. */
  protected abstract HealthCheck answering() throws Exception;

  /** A check of a place where nothing answers. */
  protected abstract HealthCheck unanswered() throws Exception;

  @Test
  void passesAServiceThatAnswers() throws Exception {
    HealthCheck check = answering();
    CheckResult result = probe().probe(check, LIMIT, Cancellation.create());
    assertEquals(Status.PASS, result.status(), result.detail());
    assertEquals(check.id(), result.id());
    assertEquals(check.subject(), result.subject());
    assertFalse(result.duration().isNegative());
  }

  @Test
  void failsAServiceThatDoesNotAnswerAndSaysWhy() throws Exception {
    CheckResult result = probe().probe(unanswered(), LIMIT, Cancellation.create());
    assertTrue(result.failed());
    assertFalse(result.detail().isBlank());
    assertFalse(result.detail().contains("\n"), result.detail());
  }

  @Test
  void asksNothingOnceSomebodyAskedToStop() throws Exception {
    Cancellation cancellation = Cancellation.create();
    cancellation.request("enough");
    assertTrue(probe().probe(answering(), LIMIT, cancellation).failed());
  }
}
