package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.machine.Machine;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What every state class has in common. The accessors are not final because reflection from outside
 * of this package could not call them otherwise.
 *
 * @param <S> the state class itself
 */
abstract class State<S extends State<S>> {

  final StateData data;
  private final StateName name;
  private final Function<StateData, S> self;

  State(StateName name, StateData data, Function<StateData, S> self) {
    this.name = name;
    this.data = data;
    this.self = self;
  }

  public EnvironmentContext context() {
    return data.context();
  }

  public StateName stateName() {
    return name;
  }

  public Instant since() {
    return data.since();
  }

  public Optional<Machine> knownMachine() {
    return data.machine();
  }

  public Optional<ReleaseId> installedRelease() {
    return data.release();
  }

  public S changedTo(EnvironmentConfig wanted) {
    return self.apply(data.changedTo(wanted));
  }

  public S withForms(
      UnaryOperator<EnvironmentConfig> own, UnaryOperator<EnvironmentConfig> others) {
    return self.apply(data.withForms(own, others));
  }

  public S atStep(StepId step) {
    return self.apply(data.atStep(step));
  }

  public S atRevision(long revision) {
    return self.apply(data.atRevision(revision));
  }

  public S atRest() {
    return self.apply(data.atRest());
  }

  @Override
  public boolean equals(Object other) {
    return other != null && getClass() == other.getClass() && data.equals(((State<?>) other).data);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + data.hashCode();
  }

  /** Name, state and revision; never a configuration. */
  @Override
  public String toString() {
    return name.tag()
        + "["
        + data.context().config().name()
        + " @"
        + data.context().revision()
        + "]";
  }
}
