package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentSummary;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps environments. Readers never lock, never wait and never see half a state; writing needs a
 * lease. Nothing that cannot be understood is ever overwritten.
 */
public interface EnvironmentStore {

  /**
   * The environment as it was saved last, or nothing.
   *
   * @return on the left {@code environment.corrupt}, {@code environment.newer_format} (kind {@code
   *     CORRUPT_STATE}) or {@code environment.unreadable} (kind {@code FILESYSTEM})
   */
  Either<DeployError, Optional<Environment>> find(EnvironmentName name);

  /**
   * Whether something is stored under the name, readable or not. Stores that can tell without
   * reading it should.
   *
   * @return on the left {@code environment.unreadable} when even that cannot be seen
   */
  default Either<DeployError, Boolean> exists(EnvironmentName name) {
    return find(name)
        .fold(
            error ->
                error.kind() == ErrorKind.CORRUPT_STATE ? Either.right(true) : Either.left(error),
            found -> Either.right(found.isPresent()));
  }

  /**
   * Every environment, by name; unreadable ones with their reason. An empty or missing folder is an
   * empty list.
   */
  Either<DeployError, List<Stored>> list();

  /**
   * The same list with no more of each environment than a list shows. Stores that can tell without
   * reading whole configurations should; damage inside of a configuration or of a kept release may
   * then be seen by {@link #find} alone.
   */
  default Either<DeployError, List<Summary>> summaries() {
    return list()
        .map(
            all ->
                all.stream()
                    .map(
                        each ->
                            new Summary(
                                each.name(), each.environment().map(EnvironmentSummary::of)))
                    .toList());
  }

  /** What was done with an environment, oldest first; outlives its removal. */
  Either<DeployError, List<HistoryEntry>> history(EnvironmentName name);

  /** Who holds the environment at the moment. */
  Optional<Holder> holder(EnvironmentName name);

  /**
   * Takes the one lock of an environment, which need not exist yet.
   *
   * @param wait how long to wait for another holder; zero does not wait
   * @return the lease; on the left {@code lock.held} with the holder's facts (kind {@code LOCK}),
   *     {@code operation.cancelled} or {@code lock.unusable} (kind {@code FILESYSTEM})
   */
  Either<DeployError, EnvironmentLease> acquire(
      EnvironmentName name, OperationRecord operation, Duration wait, Cancellation cancellation);

  /**
   * One entry of a listing.
   *
   * @param name as the folder is called
   * @param environment the environment, or why it cannot be read
   */
  record Stored(String name, Either<DeployError, Environment> environment) {}

  /**
   * One entry of a listing of summaries.
   *
   * @param name as the folder is called
   * @param environment what a list shows of it, or why it cannot be read
   */
  record Summary(String name, Either<DeployError, EnvironmentSummary> environment) {}
}
