package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * An environment as it is right now. What could not be asked is left out of its own part only, with
 * the reason. Immutable.
 */
@Value.Immutable
public interface StatusReport {

  /** How an environment is as a whole. */
  enum Health {
    /** Everything that should run does, and answers. */
    HEALTHY,
    /** Healthy, but not what the configuration asks for now. */
    DRIFTED,
    /** Something that should run does not, or does not answer. */
    DEGRADED,
    /** The machine is gone or out of reach, or nothing on it runs. */
    DOWN,
    /** Services answer, but the machine could not be looked at. */
    UNKNOWN,
    /** Nothing is meant to run yet, or any more. */
    IDLE
  }

  /** What is stored. */
  EnvironmentView stored();

  /** When the answers were collected. */
  Instant checkedAt();

  /**
   * What the provider has under the environment's label; empty for registered machines and where
   * nothing was made.
   */
  Optional<Either<DeployError, List<FoundResource>>> resources();

  /** The stack as the machine sees it; empty while there is no machine. */
  Optional<Either<DeployError, StackStatus>> stack();

  /** The services and names, asked from this computer; empty while nothing is meant to run. */
  List<CheckResult> checks();

  /** What is not as it was left, or not as the configuration wants it now. */
  List<Drift> drift();

  /** What could not be compared with how it was left, each with the reason, as one phrase. */
  List<String> unchecked();

  /** The whole in one word. */
  Health health();

  /** Why it is so, in one line. */
  String summary();
}
