package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.Progress;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs steps and keeps one line for each call, such as {@code step provision.apply}. Thread-safe.
 */
public final class RecordingProgress implements Progress {

  private final List<String> lines = new ArrayList<>();

  /** The lines, in order. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  private synchronized void tell(String line) {
    lines.add(line);
  }

  @Override
  public <T> Either<DeployError, T> step(
      StepId step, String description, Supplier<Either<DeployError, T>> body) {
    tell("step " + step);
    Either<DeployError, T> result = body.get();
    tell((result.isRight() ? "done " : "failed ") + step);
    return result;
  }

  @Override
  public void retried(
      StepId step, int attempt, Duration elapsed, Duration nextDelay, String cause) {
    tell("retry " + step + " " + attempt + " " + cause);
  }

  @Override
  public void resource(String address, String action) {
    tell("resource " + address + " " + action);
  }

  @Override
  public void task(String task, String outcome) {
    tell("task " + task + " " + outcome);
  }

  @Override
  public void health(String service, String from, String to) {
    tell("health " + service + " " + from + " " + to);
  }

  @Override
  public void warn(String code, String message) {
    tell("warn " + code + " " + message);
  }

  @Override
  public void line(String source, String line) {
    tell("line " + source + " " + line);
  }
}
