package com.torrust.deployer.cli.progress;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.Durations;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Theme;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * The step at work in the last line of the terminal, with the time that it takes; ended steps stay
 * as lines above it.
 */
final class LiveProgress implements ProgressDisplay {

  private static final Duration TURN = Duration.ofMillis(120);

  private record AtWork(String description, long since) {}

  private final Console console;
  private final PlainProgress details;

  /** Steps within steps, the innermost first. */
  private final Deque<AtWork> atWork = new ArrayDeque<>();

  private String latest = "";
  private boolean ended;
  private int turn;

  LiveProgress(Console console) {
    this.console = console;
    this.details = new PlainProgress(console);
    Thread drawing = new Thread(this::draw, "progress");
    drawing.setDaemon(true);
    drawing.start();
  }

  @Override
  public synchronized void on(DeployEvent event) {
    if (event instanceof DeployEvent.StepStarted step) {
      atWork.push(new AtWork(step.description(), System.nanoTime()));
      latest = "";
      show();
    } else if (event instanceof DeployEvent.StepsPlanned) {
      return;
    } else if (event instanceof DeployEvent.StepFinished step) {
      console.tell(0, finished(step, Optional.ofNullable(atWork.poll())));
      show();
    } else {
      latest = hint(event).orElse(latest);
      details.detail(event);
      show();
    }
  }

  private String finished(DeployEvent.StepFinished step, Optional<AtWork> started) {
    Theme theme = console.errPage().theme();
    String description = started.map(AtWork::description).orElse(step.step().value());
    String time = " (" + Durations.text(step.duration()) + ")";
    return step.outcome() == Outcome.SUCCEEDED
        ? theme.success() + " " + description + time
        : theme.error()
            + " "
            + description
            + ": "
            + console
                .errPage()
                .palette()
                .paint(Meaning.BAD, step.outcome().name().toLowerCase(Locale.ROOT))
            + time;
  }

  /** What people want to see of a long step without asking for more lines. */
  private static Optional<String> hint(DeployEvent event) {
    if (event instanceof DeployEvent.TaskFinished task) {
      return Optional.of(task.task());
    }
    if (event instanceof DeployEvent.ResourceChanged resource) {
      return Optional.of(resource.address() + " " + resource.action());
    }
    if (event instanceof DeployEvent.HealthChanged health) {
      return Optional.of(health.service() + " " + health.to());
    }
    if (event instanceof DeployEvent.Retried retried) {
      return Optional.of(retried.cause());
    }
    return Optional.empty();
  }

  private synchronized void show() {
    if (ended || console.verbosity() < 0) {
      return;
    }
    Theme theme = console.errPage().theme();
    Optional.ofNullable(atWork.peek())
        .ifPresent(
            step ->
                console.status(
                    theme.spinner().get(turn % theme.spinner().size())
                        + " "
                        + step.description()
                        + " "
                        + (System.nanoTime() - step.since()) / 1_000_000_000L
                        + " s"
                        + (latest.isEmpty() ? "" : ": " + latest)));
  }

  private synchronized void draw() {
    try {
      while (!ended) {
        show();
        turn++;
        wait(TURN.toMillis());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    ended = true;
    notifyAll();
    console.clearStatus();
  }
}
