package com.torrust.deployer.cli.progress;

import com.torrust.deployer.cli.output.Durations;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Remembers which step is at work, for those who ask why it takes so long. Thread-safe. */
public final class CurrentStep implements DeployListener {

  /** A step at work. */
  record AtWork(String description, long since) {

    Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - since);
    }
  }

  /** Steps within steps, the innermost first. */
  private final Deque<AtWork> steps = new ArrayDeque<>();

  @Override
  public synchronized void on(DeployEvent event) {
    if (event instanceof DeployEvent.StepStarted step) {
      steps.push(new AtWork(step.description(), System.nanoTime()));
    } else if (event instanceof DeployEvent.StepFinished) {
      steps.poll();
    }
  }

  /** The innermost step, if one is at work. */
  synchronized Optional<AtWork> innermost() {
    return Optional.ofNullable(steps.peek());
  }

  /** The innermost step with the time that it has taken, if one is at work. */
  public Optional<String> describe() {
    return innermost()
        .map(step -> "'" + step.description() + "', at work for " + Durations.text(step.elapsed()));
  }
}
