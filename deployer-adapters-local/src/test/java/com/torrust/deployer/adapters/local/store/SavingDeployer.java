package com.torrust.deployer.adapters.local.store;

import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.environment.ImmutableOperationRecord;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;

/** A deployer in miniature that works on the environment {@code demo} and tells how that goes. */
final class SavingDeployer {

  private SavingDeployer() {}

  /**
   * @param arguments a working directory, and {@code hold} to hold the lock until the input ends,
   *     {@code save} to save again and again, {@code try} to try to get the lock
   */
  public static void main(String[] arguments) throws Exception {
    FileEnvironmentStore store = StateFiles.store(Path.of(arguments[0]));
    // Everybody is ready before anybody begins.
    System.out.println("ready");
    System.in.read();
    Either<DeployError, EnvironmentLease> acquired =
        store.acquire(Samples.name("demo"), operation(), Duration.ZERO, Cancellation.create());
    if (acquired.isLeft()) {
      System.out.println(
          acquired.getLeft().code() + " " + acquired.getLeft().facts().get("holder"));
      return;
    }
    try (EnvironmentLease lease = acquired.get()) {
      System.out.println("held by " + ProcessHandle.current().pid());
      if (arguments[1].equals("save")) {
        saveForEver(lease);
      }
      if (arguments[1].equals("hold")) {
        System.in.read();
      }
    }
  }

  private static OperationRecord operation() {
    ProcessHandle self = ProcessHandle.current();
    return ImmutableOperationRecord.copyOf(Samples.operation(OperationKind.PROVISION))
        .withHolder(
            new Holder("alice", "desk", self.pid(), self.info().startInstant().orElseThrow()));
  }

  private static void saveForEver(EnvironmentLease lease) {
    Environment environment = lease.load().get().orElseGet(() -> Samples.created("demo"));
    while (true) {
      environment = lease.save(environment).get();
      System.out.println(environment.context().revision());
    }
  }
}
