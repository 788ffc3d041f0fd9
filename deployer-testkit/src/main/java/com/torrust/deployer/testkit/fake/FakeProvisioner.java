package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.plan.ProviderSurvey;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.release.Artifacts;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes a network and an instance in the {@link FakeWorld}. Points, in order: {@code
 * provision.check}, {@code provision.network}, {@code provision.instance}, {@code provision.boot}
 * (the instance exists and has no address yet), {@code provision.answer} (all is made and the
 * answer gets lost); {@code destroy.instance}, {@code destroy.network}, {@code destroy.answer}.
 */
public final class FakeProvisioner implements Provisioner {

  private static final String NETWORK = "fake network";
  private static final String INSTANCE = "fake instance";

  private final FakeWorld world;

  FakeProvisioner(FakeWorld world) {
    this.world = world;
  }

  @Override
  public Either<DeployError, Done> check(MachineSpec spec, OperationContext context) {
    return world
        .faults()
        .pass(
            "provision.check",
            context,
            context.timeouts().provider(),
            () -> Either.right(Done.DONE));
  }

  @Override
  public Either<DeployError, Machine> provision(MachineSpec spec, OperationContext context) {
    if (!world.workspace().groups(context.environment()).contains(FakeRenderer.MACHINE)) {
      return Either.left(
          DeployError.because(
                  "provision.input_missing",
                  ErrorKind.INTERNAL,
                  "nothing was rendered for the provider")
              .build());
    }
    return world
        .faults()
        .byTool(() -> finish(spec), () -> make(spec, context))
        .flatMap(host -> world.faults().pass("provision.answer", () -> Either.right(host)))
        .map(host -> machine(spec, host))
        .mapLeft(error -> withSideEffects(error, spec.label()));
  }

  private Either<DeployError, FakeHost> make(MachineSpec spec, OperationContext context) {
    Duration limit = context.timeouts().provider();
    return world
        .faults()
        .pass("provision.network", context, limit, () -> makeNetwork(spec))
        .flatMap(
            made ->
                world.faults().pass("provision.instance", context, limit, () -> makeInstance(spec)))
        .flatMap(
            made ->
                world
                    .faults()
                    .pass(
                        "provision.boot", context, limit, () -> Either.right(boot(spec.label()))));
  }

  private void finish(MachineSpec spec) {
    makeNetwork(spec);
    makeInstance(spec);
    boot(spec.label());
  }

  private Either<DeployError, Done> makeNetwork(MachineSpec spec) {
    if (!world.has(spec.label(), NETWORK)) {
      world.make(spec.label(), resource(spec, NETWORK));
    }
    return Either.right(Done.DONE);
  }

  private Either<DeployError, Done> makeInstance(MachineSpec spec) {
    if (!world.has(spec.label(), INSTANCE)) {
      world.makeInstance(spec.label(), resource(spec, INSTANCE));
    }
    return Either.right(Done.DONE);
  }

  private static FoundResource resource(MachineSpec spec, String kind) {
    return new FoundResource(kind, spec.name().value(), spec.name().value());
  }

  private FakeHost boot(Label label) {
    FakeHost host = world.hostOf(label).orElseGet(() -> world.boot(label));
    host.repair(OperationKind.PROVISION);
    return host;
  }

  private static Machine machine(MachineSpec spec, FakeHost host) {
    return ImmutableMachine.builder()
        .name(spec.name())
        .origin(Machine.Origin.PROVISIONED)
        .address(host.address())
        .sshPort(spec.sshCredentials().port())
        .providerId(Optional.of(spec.name().value()))
        .build();
  }

  private DeployError withSideEffects(DeployError error, Label label) {
    return ImmutableDeployError.builder()
        .from(error)
        .sideEffects(world.resources(label).stream().map(FoundResource::toString).toList())
        .build();
  }

  @Override
  public Either<DeployError, List<FoundResource>> find(MachineSpec spec, OperationContext context) {
    return world.faults().pass("provision.find", () -> Either.right(world.resources(spec.label())));
  }

  @Override
  public Either<DeployError, ProviderSurvey> survey(
      MachineSpec spec, Artifacts rendered, OperationContext context) {
    return world
        .faults()
        .pass(
            "provision.survey",
            () -> {
              List<Drift> drift =
                  world.hostOf(spec.label()).stream()
                      .flatMap(host -> host.altered().stream())
                      .filter(change -> change.repairedBy() == OperationKind.PROVISION)
                      .toList();
              return Either.right(
                  new ProviderSurvey(
                      drift,
                      !world.has(spec.label(), INSTANCE),
                      List.of(),
                      drift.toString(),
                      List.of(),
                      Optional.empty()));
            });
  }

  @Override
  public Either<DeployError, List<FoundResource>> destroy(
      MachineSpec spec, OperationContext context) {
    List<FoundResource> removed = List.copyOf(world.resources(spec.label()));
    FaultPlan faults = world.faults();
    Duration limit = context.timeouts().provider();
    return faults
        .byTool(
            () -> {
              remove(spec, INSTANCE);
              remove(spec, NETWORK);
            },
            () ->
                faults
                    .pass("destroy.instance", context, limit, () -> remove(spec, INSTANCE))
                    .flatMap(
                        gone ->
                            faults.pass(
                                "destroy.network", context, limit, () -> remove(spec, NETWORK))))
        .flatMap(gone -> faults.pass("destroy.answer", () -> Either.right(removed)))
        .mapLeft(error -> withSideEffects(error, spec.label()));
  }

  private Either<DeployError, Done> remove(MachineSpec spec, String kind) {
    if (kind.equals(INSTANCE)) {
      world.shutDown(spec.label());
    }
    world.remove(spec.label(), kind);
    return Either.right(Done.DONE);
  }

  /** An error as a provider gives it, to be ordered at a point. */
  public static DeployError refused(String reason) {
    return DeployError.of(
        "provider.refused",
        ErrorKind.PROVIDER,
        "the provider refused: " + reason,
        Remedy.run("provision"));
  }
}
