package com.torrust.deployer.domain.environment;

import java.time.Instant;

/** Everything is being removed, or was when the process died. */
public final class Destroying extends State<Destroying> implements Destroyable {

  Destroying(StateData data) {
    super(StateName.DESTROYING, data, Destroying::new);
  }

  /** The provider lists nothing any more, or the machine is not ours to destroy. */
  public Destroyed succeeded(Instant at) {
    return new Destroyed(data.withoutMachine().end(at));
  }

  /** Something could not be removed. */
  public DestroyFailed failed(FailureRecord failure) {
    return new DestroyFailed(data.fail(failure));
  }
}
