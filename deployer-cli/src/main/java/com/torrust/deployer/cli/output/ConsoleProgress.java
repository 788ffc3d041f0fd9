package com.torrust.deployer.cli.output;

import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import com.torrust.deployer.domain.event.DeployListener;
import java.time.Duration;
import java.util.Locale;

/** Shows the events of an operation on standard error: steps at once, more with each {@code -v}. */
public final class ConsoleProgress implements DeployListener {

  private final Console console;

  /** Shows them on this console. */
  public ConsoleProgress(Console console) {
    this.console = console;
  }

  @Override
  public void on(DeployEvent event) {
    Theme theme = console.theme();
    if (event instanceof DeployEvent.StepStarted step) {
      console.tell(0, theme.progress() + " " + step.description());
    } else if (event instanceof DeployEvent.StepFinished step && step.outcome() == Outcome.SUCCEEDED) {
      console.tell(0, "  " + theme.success() + " done (" + time(step.duration()) + ")");
    } else if (event instanceof DeployEvent.StepFinished step) {
      console.tell(
          0,
          "  "
              + theme.error()
              + " "
              + step.outcome().name().toLowerCase(Locale.ROOT)
              + " ("
              + time(step.duration())
              + ")");
    } else if (event instanceof DeployEvent.Warned warned) {
      console.tell(0, theme.warning() + " " + warned.message());
    } else if (event instanceof DeployEvent.Retried retried) {
      console.tell(
          retried.attempt() == 1 || retried.attempt() % 5 == 0 ? 0 : 1,
          "    "
              + theme.detail()
              + " attempt "
              + retried.attempt()
              + " after "
              + time(retried.elapsed())
              + ": "
              + retried.cause());
    } else if (event instanceof DeployEvent.ResourceChanged resource) {
      console.tell(1, "    " + theme.detail() + " " + resource.address() + ": " + resource.action());
    } else if (event instanceof DeployEvent.TaskFinished task) {
      console.tell(
          task.outcome().equals("changed") ? 1 : 2,
          "    " + theme.detail() + " " + task.task() + ": " + task.outcome());
    } else if (event instanceof DeployEvent.HealthChanged health) {
      console.tell(
          1, "    " + theme.detail() + " " + health.service() + ": " + health.from() + " to " + health.to());
    } else if (event instanceof DeployEvent.StateChanged state) {
      console.tell(2, "    " + theme.detail() + " state: " + state.to().text());
    } else if (event instanceof DeployEvent.LogLine line) {
      console.tell(3, "      " + line.source() + "| " + line.line());
    }
  }

  /** Whole milliseconds below one second, else seconds with one decimal. */
  static String time(Duration duration) {
    return duration.toMillis() < 1000
        ? duration.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
