package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.HealthCheck;
import java.time.Duration;

/** Asks a service as a client would. */
public interface ServiceProbe {

  /**
   * Asks once.
   *
   * @param limit how long the answer may take
   * @return what came back; failure is an answer, never an exception, and its detail says what to
   *     look at
   */
  CheckResult probe(HealthCheck check, Duration limit, Cancellation cancellation);
}
