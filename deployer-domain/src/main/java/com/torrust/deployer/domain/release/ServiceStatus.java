package com.torrust.deployer.domain.release;

import java.util.Optional;

/**
 * One container of the stack as the machine sees it.
 *
 * @param service name in the compose file
 * @param state Docker's word: {@code running}, {@code restarting}, {@code exited} …
 * @param health Docker's word, if the service has a health check: {@code healthy}, {@code
 *     starting}, {@code unhealthy}
 * @param restarts how often Docker restarted it since it was made
 * @param image the image it runs
 */
public record ServiceStatus(
    String service, String state, Optional<String> health, int restarts, String image) {

  /** Running and, where it can tell, healthy. */
  public boolean isHealthy() {
    return state.equals("running") && health.map("healthy"::equals).orElse(true);
  }
}
