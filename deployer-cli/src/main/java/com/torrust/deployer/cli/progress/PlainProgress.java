package com.torrust.deployer.cli.progress;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.Durations;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Theme;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import java.util.Locale;

/**
 * A line for each event: steps always, workflow with {@code -v}, facts with {@code -vv}, tools with
 * {@code -vvv}.
 */
final class PlainProgress implements ProgressDisplay {

  private static final int NORMAL = 0;
  private static final int WORKFLOW = 1;
  private static final int FACTS = 2;
  private static final int TOOLS = 3;
  private static final int EVERY = 5;

  private final Console console;

  PlainProgress(Console console) {
    this.console = console;
  }

  @Override
  public void on(DeployEvent event) {
    if (event instanceof DeployEvent.StepStarted step) {
      console.print(NORMAL, theme().progress() + " " + step.description());
    } else if (event instanceof DeployEvent.StepFinished step) {
      console.print(NORMAL, "  " + finished(step, "done", ""));
    } else {
      detail(event);
    }
  }

  /**
   * The end of a step.
   *
   * @param success what is said of one that went well
   * @param prefix what stands before the outcome of another one
   */
  String finished(DeployEvent.StepFinished step, String success, String prefix) {
    boolean wentWell = step.outcome() == Outcome.SUCCEEDED;
    String outcome = step.outcome().name().toLowerCase(Locale.ROOT);
    return (wentWell
            ? theme().success() + " " + success
            : theme().error() + " " + prefix + paint(Meaning.BAD, outcome))
        + " ("
        + Durations.text(step.duration())
        + ")";
  }

  /** Everything but the begin and end of steps. */
  void detail(DeployEvent event) {
    if (event instanceof DeployEvent.Warned warned) {
      console.warn(paint(Meaning.DOUBTFUL, warned.message()));
    } else if (event instanceof DeployEvent.Retried retried) {
      boolean worthIt = retried.attempt() == 1 || retried.attempt() % EVERY == 0;
      console.print(worthIt ? NORMAL : WORKFLOW, indented(retried));
    } else if (event instanceof DeployEvent.ResourceChanged resource) {
      console.print(WORKFLOW, indented(resource.address() + ": " + resource.action()));
    } else if (event instanceof DeployEvent.TaskFinished task) {
      console.print(
          task.outcome().equals("changed") ? WORKFLOW : FACTS,
          indented(task.task() + ": " + task.outcome()));
    } else if (event instanceof DeployEvent.HealthChanged health) {
      console.print(
          WORKFLOW, indented(health.service() + ": " + health.from() + " to " + health.to()));
    } else if (event instanceof DeployEvent.StateChanged state) {
      console.print(FACTS, indented("state: " + state.from().text() + " to " + state.to().text()));
    } else if (event instanceof DeployEvent.LogLine line) {
      console.print(TOOLS, "      " + theme().debug() + " " + line.source() + "| " + line.line());
    }
  }

  private String indented(DeployEvent.Retried retried) {
    return indented(
        "attempt "
            + retried.attempt()
            + " after "
            + Durations.text(retried.elapsed())
            + ": "
            + retried.cause());
  }

  private String indented(String text) {
    return "    " + theme().detail() + " " + text;
  }

  private String paint(Meaning meaning, String text) {
    return console.errPage().palette().paint(meaning, text);
  }

  private Theme theme() {
    return console.errPage().theme();
  }
}
