package com.torrust.deployer.domain.port;

import java.time.Duration;
import org.immutables.value.Value;

/**
 * The longest that each kind of waiting may take. Every limit can be set; none can be switched off.
 * Immutable.
 */
@Value.Immutable
public interface Timeouts {

  /** The defaults. */
  static Timeouts standard() {
    return ImmutableTimeouts.builder().build();
  }

  /** Until the provider has made, changed or removed the machine. */
  @Value.Default
  default Duration provider() {
    return Duration.ofMinutes(30);
  }

  /** Until the machine accepts the login by SSH. */
  @Value.Default
  default Duration ssh() {
    return Duration.ofMinutes(10);
  }

  /** Until cloud-init is done, after SSH works. */
  @Value.Default
  default Duration cloudInit() {
    return Duration.ofMinutes(10);
  }

  /** Until the machine is configured. */
  @Value.Default
  default Duration configure() {
    return Duration.ofMinutes(30);
  }

  /** Until a release is installed. */
  @Value.Default
  default Duration release() {
    return Duration.ofMinutes(10);
  }

  /** Until images are pulled and the stack is healthy. */
  @Value.Default
  default Duration start() {
    return Duration.ofMinutes(15);
  }

  /** Until a backup is taken, fetched or put back. */
  @Value.Default
  default Duration backup() {
    return Duration.ofMinutes(60);
  }

  /** Until one probe is answered. */
  @Value.Default
  default Duration probe() {
    return Duration.ofSeconds(10);
  }

  /** Between asking a tool to stop and ending it by force. */
  @Value.Default
  default Duration grace() {
    return Duration.ofSeconds(60);
  }

  /** Until another process releases the lock of an environment. */
  @Value.Default
  default Duration lock() {
    return Duration.ZERO;
  }
}
