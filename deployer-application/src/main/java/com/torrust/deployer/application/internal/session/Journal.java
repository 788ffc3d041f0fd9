package com.torrust.deployer.application.internal.session;

import com.google.common.collect.EvictingQueue;
import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployListener;
import java.util.List;
import java.util.Queue;

/** Keeps the last things that happened in an operation, as text, for the trace of a failure. */
public final class Journal implements DeployListener {

  private static final int LIMIT = 4000;
  private static final int LONGEST_LINE = 1_000;

  private final Queue<String> lines = EvictingQueue.create(LIMIT);

  @Override
  public synchronized void on(DeployEvent event) {
    lines.add(event.header().at() + " " + PlainText.line(describe(event), LONGEST_LINE));
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  private static String describe(DeployEvent event) {
    if (event instanceof DeployEvent.StepStarted step) {
      return "step " + step.step() + ": " + step.description();
    }
    if (event instanceof DeployEvent.StepFinished step) {
      return "step "
          + step.step()
          + " "
          + step.outcome()
          + " after "
          + step.duration()
          + " "
          + step.detail();
    }
    if (event instanceof DeployEvent.LogLine line) {
      return line.source() + "| " + line.line();
    }
    if (event instanceof DeployEvent.Retried retried) {
      return "retry " + retried.step() + " attempt " + retried.attempt() + ": " + retried.cause();
    }
    if (event instanceof DeployEvent.Warned warned) {
      return "warning " + warned.code() + ": " + warned.message();
    }
    if (event instanceof DeployEvent.TaskFinished task) {
      return "task " + task.outcome() + ": " + task.task();
    }
    if (event instanceof DeployEvent.ResourceChanged resource) {
      return "resource " + resource.address() + " " + resource.action();
    }
    if (event instanceof DeployEvent.HealthChanged health) {
      return "health " + health.service() + ": " + health.from() + " -> " + health.to();
    }
    if (event instanceof DeployEvent.StateChanged state) {
      return "state " + state.from().text() + " -> " + state.to().text();
    }
    return event.getClass().getSimpleName();
  }
}
