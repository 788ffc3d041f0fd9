package com.torrust.deployer.testkit.data;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Configured;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Destroying;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentId;
import com.torrust.deployer.domain.environment.FailureRecord;
import com.torrust.deployer.domain.environment.ImmutableFailureRecord;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.environment.Provisioned;
import com.torrust.deployer.domain.environment.Provisioning;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.Released;
import com.torrust.deployer.domain.environment.Releasing;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One environment in each of its fifteen states, reached by legal transitions only. */
public final class SampleStates {

  private static final Instant LATER = Samples.THEN.plusSeconds(90);

  private SampleStates() {}

  /** All of them, for the smallest useful configuration. */
  public static List<Environment> all(String name) {
    return all(Samples.config(name));
  }

  /** All of them, in the order of the enum of their names. */
  public static List<Environment> all(EnvironmentConfig config) {
    Created created =
        Created.of(new EnvironmentId("7a1c2f7e-0000-4000-8000-5d6f7e8a9b0c"), config, Samples.THEN);
    Machine machine =
        ImmutableMachine.copyOf(Samples.machine(config.name()))
            .withOtherAddress(Samples.address("2001:db8::10"))
            .withProviderId("4711")
            .withHostKeys(
                HostKey.parse(
                        "ssh-ed25519"
                            + " AAAAC3NzaC1lZDI1NTE5AAAAIHNhbXBsZXNhbXBsZXNhbXBsZXNhbXBsZXNhbXBs")
                    .orElseThrow());
    Provisioning provisioning =
        Environment.atStep(
            created.startProvisioning(begin(OperationKind.PROVISION)), step("provision.apply"));
    Provisioned provisioned = provisioning.succeeded(machine, LATER);
    Configured configured =
        provisioned.startConfiguring(begin(OperationKind.CONFIGURE)).succeeded(LATER);
    Releasing releasing = configured.startReleasing(begin(OperationKind.RELEASE));
    Released released =
        releasing.succeeded(
            new ReleaseId("0123456789abcdef"), Map.of("tracker", "torrust/tracker:3.0.0"), LATER);
    Running running = released.startRunning(begin(OperationKind.RUN)).succeeded(LATER);
    Destroying destroying = running.startDestroying(begin(OperationKind.DESTROY));
    return List.of(
        created,
        provisioning,
        provisioned,
        provisioned.startConfiguring(begin(OperationKind.CONFIGURE)),
        configured,
        releasing,
        released,
        running,
        destroying,
        destroying.succeeded(LATER),
        provisioning.failed(failure("provision.apply")),
        provisioned
            .startConfiguring(begin(OperationKind.CONFIGURE))
            .failed(failure("configure.playbook")),
        releasing.failed(failure("release.transfer")),
        released.startRunning(begin(OperationKind.RUN)).failed(failure("run.start")),
        destroying.failed(failure("destroy.machine")));
  }

  private static OperationRecord begin(OperationKind kind) {
    return Samples.operation(kind);
  }

  private static StepId step(String text) {
    return new StepId(text);
  }

  /** A failure with every part filled in. */
  public static FailureRecord failure(String step) {
    return ImmutableFailureRecord.builder()
        .step(step(step))
        .code(new ErrorCode("sample.failed"))
        .kind(ErrorKind.PROVIDER)
        .message("cannot go on: 'quota' exceeded \u2014 \"twice\"")
        .startedAt(Samples.THEN)
        .failedAt(LATER)
        .addSideEffects("lxd instance 'demo'")
        .trace("data/demo/traces/1.log")
        .build();
  }
}
