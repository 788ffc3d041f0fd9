package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.machine.Machine;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An environment in one of its states. What may be done is what the state's class and its views
 * offer: {@link Provisionable}, {@link Configurable}, {@link Releasable}, {@link Startable}, {@link
 * Destroyable}; what is known is in {@link ReachableEnvironment} and {@link FailedEnvironment}.
 * Immutable.
 */
public sealed interface Environment
    permits Destroyed,
        Provisionable,
        Configurable,
        Releasable,
        Startable,
        Destroyable,
        ReachableEnvironment,
        FailedEnvironment {

  /** What it has in every state. */
  EnvironmentContext context();

  /** The state by name. */
  StateName stateName();

  /** When it came into this state. */
  Instant since();

  /** The machine, in whatever state, once one is known. */
  Optional<Machine> knownMachine();

  /** The release that was installed last. */
  Optional<ReleaseId> installedRelease();

  /** The same state with the operation at another step; without an operation nothing changes. */
  Environment atStep(StepId step);

  /** The same state as the store's revision {@code revision}. */
  Environment atRevision(long revision);

  /**
   * The same state with another configuration to work for, before anything was done for it: what
   * runs is still made from the old one ({@link EnvironmentContext#configInForce()}).
   */
  Environment changedTo(EnvironmentConfig wanted);

  /**
   * The same state with the same configurations in another form: their references to secrets are
   * resolved, or not any more.
   *
   * @param own changes the configuration to work for
   * @param others changes the one in force and those of kept releases
   */
  Environment withForms(
      UnaryOperator<EnvironmentConfig> own, UnaryOperator<EnvironmentConfig> others);

  /** The same state with no operation at work: it ended without a change of state. */
  Environment atRest();

  /** The environment's name. */
  default EnvironmentName name() {
    return context().config().name();
  }

  /** What the user asked for. */
  default EnvironmentConfig config() {
    return context().config();
  }

  /**
   * {@link #atRevision(long)} with the state's own type.
   *
   * @param <E> the state
   */
  static <E extends Environment> E atRevision(E environment, long revision) {
    return sameState(environment, environment.atRevision(revision));
  }

  /**
   * {@link #atStep(StepId)} with the state's own type.
   *
   * @param <E> the state
   */
  static <E extends Environment> E atStep(E environment, StepId step) {
    return sameState(environment, environment.atStep(step));
  }

  /**
   * {@link #atRest()} with the state's own type.
   *
   * @param <E> the state
   */
  static <E extends Environment> E atRest(E environment) {
    return sameState(environment, environment.atRest());
  }

  /**
   * {@link #withForms} with the state's own type.
   *
   * @param <E> the state
   */
  static <E extends Environment> E withForms(
      E environment,
      UnaryOperator<EnvironmentConfig> own,
      UnaryOperator<EnvironmentConfig> others) {
    return sameState(environment, environment.withForms(own, others));
  }

  /**
   * {@link #changedTo(EnvironmentConfig)} with the state's own type.
   *
   * @param <E> the state
   */
  static <E extends Environment> E changedTo(E environment, EnvironmentConfig wanted) {
    return sameState(environment, environment.changedTo(wanted));
  }

  @SuppressWarnings("unchecked") // State gives its own class back, and a final class has one type.
  private static <E extends Environment> E sameState(E before, Environment after) {
    return (E) before.getClass().cast(after);
  }
}
