package com.torrust.deployer.cli.log;

import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/**
 * An event in the words of a log.
 *
 * @param logger name of the logger
 * @param level how important it is
 * @param message one line
 * @param facts what is known besides
 */
record LogEntry(String logger, Level level, String message, List<KeyValuePair> facts) {

  private static final String OPERATION = "deployer.operation";
  private static final String TOOL = "deployer.tool";

  static LogEntry of(DeployEvent event) {
    if (event instanceof DeployEvent.OperationStarted) {
      return info("operation started", Map.of());
    }
    if (event instanceof DeployEvent.OperationFinished end) {
      return end.outcome() == Outcome.SUCCEEDED
          ? info("operation finished", Map.of("duration_ms", end.duration().toMillis()))
          : new LogEntry(
              OPERATION,
              Level.ERROR,
              "operation ended: " + end.outcome(),
              pairs(Map.of("duration_ms", end.duration().toMillis())));
    }
    if (event instanceof DeployEvent.StepStarted step) {
      return info(step.description(), Map.of("step", step.step()));
    }
    if (event instanceof DeployEvent.StepFinished step) {
      return info(
          step.outcome() == Outcome.SUCCEEDED
              ? "step finished"
              : "step ended: " + step.outcome() + " " + step.detail(),
          Map.of("step", step.step(), "duration_ms", step.duration().toMillis()));
    }
    if (event instanceof DeployEvent.Retried retried) {
      return new LogEntry(
          OPERATION,
          Level.WARN,
          retried.cause(),
          pairs(Map.of("step", retried.step(), "attempt", retried.attempt())));
    }
    if (event instanceof DeployEvent.Warned warned) {
      return new LogEntry(
          OPERATION, Level.WARN, warned.message(), pairs(Map.of("code", warned.code())));
    }
    if (event instanceof DeployEvent.StateChanged state) {
      return info("state changed", Map.of("from", state.from().text(), "to", state.to().text()));
    }
    if (event instanceof DeployEvent.ResourceChanged resource) {
      return info("resource " + resource.action(), Map.of("resource", resource.address()));
    }
    if (event instanceof DeployEvent.TaskFinished task) {
      return info(task.task(), Map.of("outcome", task.outcome()));
    }
    if (event instanceof DeployEvent.HealthChanged health) {
      return info("health changed", Map.of("service", health.service(), "to", health.to()));
    }
    if (event instanceof DeployEvent.LogLine line) {
      return new LogEntry(TOOL, Level.DEBUG, line.line(), pairs(Map.of("source", line.source())));
    }
    return info(event.getClass().getSimpleName(), Map.of());
  }

  private static LogEntry info(String message, Map<String, ?> facts) {
    return new LogEntry(OPERATION, Level.INFO, message, pairs(facts));
  }

  private static List<KeyValuePair> pairs(Map<String, ?> facts) {
    return facts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(fact -> new KeyValuePair(fact.getKey(), fact.getValue()))
        .toList();
  }
}
