package com.torrust.deployer.adapters.local.store;

import com.torrust.deployer.adapters.local.file.FileTrouble;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.json.state.HolderDocument;
import java.io.IOException;
import java.nio.file.Path;

/** Every way in which the store says no. */
final class StoreErrors {

  private StoreErrors() {}

  static DeployError unreadable(String name, Path file, IOException reason) {
    return FileTrouble.of(
            "environment.unreadable", "cannot read the state of '" + name + "'", file, reason)
        .putFacts("environment", name)
        .build();
  }

  static DeployError unreadableFolder(Path folder, IOException reason) {
    return FileTrouble.of("environment.unreadable", "cannot list the environments", folder, reason)
        .build();
  }

  static DeployError notSaved(String name, String what, Path file, IOException reason) {
    return FileTrouble.of(
            "environment.not_saved", "cannot save " + what + " of '" + name + "'", file, reason)
        .putFacts("environment", name)
        .build();
  }

  static DeployError lockUnusable(String name, Path file, IOException reason) {
    return FileTrouble.of("lock.unusable", "cannot lock '" + name + "'", file, reason)
        .putFacts("environment", name)
        .build();
  }

  static DeployError stale(String name, long given, long stored) {
    return DeployError.because(
            "environment.stale",
            ErrorKind.STATE,
            "'" + name + "' was changed meanwhile: revision " + stored + " is stored, not " + given)
        .putFacts("environment", name)
        .putFacts("expected", Long.toString(given))
        .putFacts("actual", Long.toString(stored))
        .addRemedies(Remedy.run("show"))
        .build();
  }

  static DeployError held(String name, HolderDocument held) {
    String who = held.holder().describe();
    return held(
            name,
            who,
            "'"
                + name
                + "' is being worked on by "
                + who
                + ": "
                + held.operation()
                + ", since "
                + held.since())
        .putFacts("operation", held.operation())
        .putFacts("operation_id", held.operationId())
        .putFacts("since", held.since().toString())
        .build();
  }

  /** The holder died, or has not said its name, in the very moment when we asked. */
  static DeployError heldBySomebody(String name) {
    return held(name, "another process", "another process is working on '" + name + "'").build();
  }

  private static ImmutableDeployError.Builder held(String name, String who, String message) {
    return DeployError.because("lock.held", ErrorKind.LOCK, message)
        .putFacts("environment", name)
        .putFacts("holder", who)
        .addRemedies(
            Remedy.advice("wait until it ends, or allow this command to wait for it"),
            Remedy.run("show"));
  }

  static DeployError cancelled(String name, String reason) {
    return DeployError.because(
            "operation.cancelled",
            ErrorKind.CANCELLED,
            "waiting for '" + name + "' was cancelled: " + reason)
        .putFacts("environment", name)
        .build();
  }
}
