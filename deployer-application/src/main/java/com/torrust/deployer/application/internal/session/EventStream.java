package com.torrust.deployer.application.internal.session;

import com.torrust.deployer.application.internal.ports.Defects;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.event.EventHeader;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * Numbers the events of one operation and hands them to its listeners, in order even when several
 * threads speak.
 */
public final class EventStream {

  private final List<DeployListener> listeners;
  private final OperationRecord operation;
  private final EnvironmentName environment;
  private final InstantSource clock;
  private final Defects defects;
  private long sequence;
  private boolean complained;

  EventStream(
      List<DeployListener> listeners,
      OperationRecord operation,
      EnvironmentName environment,
      InstantSource clock,
      Defects defects) {
    this.listeners = listeners;
    this.operation = operation;
    this.environment = environment;
    this.clock = clock;
    this.defects = defects;
  }

  synchronized void publish(Function<EventHeader, DeployEvent> event) {
    sequence++;
    EventHeader header =
        new EventHeader(sequence, clock.instant(), operation.id(), operation.kind(), environment);
    DeployEvent made = event.apply(header);
    for (DeployListener listener : listeners) {
      try {
        listener.on(made);
      } catch (Throwable defect) {
        // Whatever a listener throws, an Error or an undeclared exception included, is its own
        // affair.
        complain(listener, defect);
      }
    }
  }

  private void complain(DeployListener listener, Throwable defect) {
    if (!complained) {
      complained = true;
      defects.note(
          "listener "
              + listener.getClass().getName()
              + ", of which no more such complaints follow,",
          defect);
    }
  }
}
