package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.error.DeployError;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/**
 * The right to change one environment, held by one operation at a time. To be closed by the one who
 * acquired it.
 */
public interface EnvironmentLease extends AutoCloseable {

  /** The environment that is held. */
  EnvironmentName name();

  /** Like {@link EnvironmentStore#find}. */
  Either<DeployError, Optional<Environment>> load();

  /**
   * Saves a state. When this returns right, the state survives a power cut; when it returns left,
   * the old one does.
   *
   * @return the state with its new revision; on the left {@code environment.stale} when the stored
   *     revision is not the one that this state was made from, or {@code environment.not_saved}
   *     (kind {@code FILESYSTEM})
   */
  <E extends Environment> Either<DeployError, E> save(E environment);

  /** Adds to the history. */
  Either<DeployError, Done> record(HistoryEntry entry);

  /**
   * Keeps the full story of a failure.
   *
   * @param id names the trace
   * @param lines redacted text
   * @return the trace's path relative to the working directory
   */
  Either<DeployError, String> trace(String id, List<String> lines);

  /** Removes the environment with all its data; history and lock stay. Returns what was removed. */
  Either<DeployError, List<String>> remove();

  /** Releases the lock. */
  @Override
  void close();
}
