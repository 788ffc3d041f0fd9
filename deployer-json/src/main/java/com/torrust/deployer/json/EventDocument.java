package com.torrust.deployer.json;

import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.EventHeader;
import java.util.Locale;

/** Events as objects, for progress and for the log file. */
public final class EventDocument {

  private EventDocument() {}

  /** One event; {@code event} names its kind, the header comes first. */
  public static Document of(DeployEvent event) {
    EventHeader header = event.header();
    Document document =
        Document.result()
            .put("event", kind(event))
            .put("sequence", header.sequence())
            .put("at", header.at().toString())
            .put("operation_id", header.operation().value())
            .put("operation", header.kind().text())
            .put("environment_name", header.environment().value());
    return details(event, document);
  }

  /** Stable name of an event's kind: {@code step_started}. */
  public static String kind(DeployEvent event) {
    return event instanceof DeployEvent.Other other
        ? other.kind()
        : event
            .getClass()
            .getSimpleName()
            .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
            .toLowerCase(Locale.ROOT);
  }

  private static Document details(DeployEvent event, Document document) {
    if (event instanceof DeployEvent.StepStarted step) {
      return document
          .put("step", step.step().value())
          .put("description", step.description())
          .put("number", step.number())
          .put("total", step.total());
    }
    if (event instanceof DeployEvent.StepsPlanned plan) {
      return document.putAll(
          "steps",
          plan.steps().stream()
              .map(
                  step ->
                      Document.object()
                          .put("step", step.step().value())
                          .put("description", step.description()))
              .toList());
    }
    if (event instanceof DeployEvent.StepFinished step) {
      return document
          .put("step", step.step().value())
          .put("outcome", Document.word(step.outcome()))
          .put("duration_ms", step.duration().toMillis())
          .put("detail", step.detail());
    }
    if (event instanceof DeployEvent.OperationFinished end) {
      return document
          .put("outcome", Document.word(end.outcome()))
          .put("duration_ms", end.duration().toMillis())
          .put("error_code", end.error().map(error -> error.code().value()));
    }
    if (event instanceof DeployEvent.Retried retried) {
      return document
          .put("step", retried.step().value())
          .put("attempt", retried.attempt())
          .put("elapsed_ms", retried.elapsed().toMillis())
          .put("next_delay_ms", retried.nextDelay().toMillis())
          .put("cause", retried.cause());
    }
    if (event instanceof DeployEvent.ResourceChanged resource) {
      return document.put("resource", resource.address()).put("action", resource.action());
    }
    if (event instanceof DeployEvent.TaskFinished task) {
      return document.put("task", task.task()).put("outcome", task.outcome());
    }
    if (event instanceof DeployEvent.HealthChanged health) {
      return document
          .put("service", health.service())
          .put("from", health.from())
          .put("to", health.to());
    }
    if (event instanceof DeployEvent.StateChanged state) {
      return document.put("from", state.from().text()).put("to", state.to().text());
    }
    if (event instanceof DeployEvent.Warned warned) {
      return document.put("code", warned.code()).put("message", warned.message());
    }
    if (event instanceof DeployEvent.LogLine line) {
      return document.put("source", line.source()).put("line", line.line());
    }
    return document;
  }
}
