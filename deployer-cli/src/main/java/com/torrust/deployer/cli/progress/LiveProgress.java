package com.torrust.deployer.cli.progress;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.progress.CurrentStep.AtWork;
import com.torrust.deployer.domain.event.DeployEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The step at work in the last line of the terminal, with the time that it takes; ended steps stay
 * as lines above it.
 */
final class LiveProgress implements ProgressDisplay {

  private static final Duration TURN = Duration.ofMillis(120);

  private final Console console;
  private final PlainProgress details;
  private final CurrentStep current = new CurrentStep();
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
    if (event instanceof DeployEvent.StepsPlanned) {
      return;
    }
    if (event instanceof DeployEvent.StepStarted) {
      latest = "";
    } else if (event instanceof DeployEvent.StepFinished step) {
      String name = current.innermost().map(AtWork::description).orElse(step.step().value());
      console.print(0, details.finished(step, name, name + ": "));
    } else {
      latest = hint(event).orElse(latest);
      details.detail(event);
    }
    current.on(event);
    show();
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
    List<String> spinner = console.errPage().theme().spinner();
    current
        .innermost()
        .ifPresent(
            step ->
                console.status(
                    spinner.get(turn % spinner.size())
                        + " "
                        + step.description()
                        + " "
                        + step.elapsed().toSeconds()
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
