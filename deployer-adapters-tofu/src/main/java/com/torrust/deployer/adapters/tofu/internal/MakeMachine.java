package com.torrust.deployer.adapters.tofu.internal;

import com.torrust.deployer.adapters.tofu.internal.cloud.Cloud;
import com.torrust.deployer.adapters.tofu.internal.cloud.Retries;
import com.torrust.deployer.adapters.tofu.internal.tool.CloudResource;
import com.torrust.deployer.adapters.tofu.internal.tool.InstanceInfo;
import com.torrust.deployer.adapters.tofu.internal.tool.Tofu;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuFolder;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuPlan;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuState;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuVersion;
import com.torrust.deployer.adapters.tofu.internal.tool.ToolFailure;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes one machine, or finishes it. What exists is asked from the provider before every plan;
 * OpenTofu's state only saves work. Where it does not fit what exists, or is damaged, it is set
 * aside and the next plan imports everything that carries the label: the one way of taking over
 * that serves a lost state, an empty one and a machine that an interrupt left tainted alike. For
 * one call.
 */
public final class MakeMachine {

  private static final StepId INIT = new StepId("provision.tofu-init");

  /** Under this step everything that is asked again is reported. */
  public static final StepId APPLY = new StepId("provision.tofu-apply");

  private static final int ATTEMPTS = 4;

  private final MachineSpec spec;
  private final OperationContext context;
  private final Clouds clouds;
  private final TofuFolder folder;
  private final Tofu tofu;
  private final KnownVersion known;
  private final Cloud cloud;
  private final Retries retries;

  /** Prepares one call. */
  public MakeMachine(
      MachineSpec spec,
      OperationContext context,
      Clouds clouds,
      TofuFolder folder,
      Tofu tofu,
      KnownVersion known) {
    this.spec = spec;
    this.context = context;
    this.clouds = clouds;
    this.folder = folder;
    this.tofu = tofu;
    this.known = known;
    this.cloud = clouds.of(spec, context, APPLY);
    this.retries = clouds.retries(spec, context, APPLY);
  }

  /** A failure, and whether another attempt may well succeed. */
  private record Trouble(DeployError error, boolean passes) {

    static Trouble lasting(DeployError error) {
      return new Trouble(error, false);
    }
  }

  /** OpenTofu with its plug-ins; {@code fresh} if they were fetched just now. */
  private record Ready(TofuVersion version, boolean fresh) {}

  /** The machine, or what stood in the way with everything that exists because of it. */
  public Either<DeployError, Machine> run() {
    return tofu.awaitEarlier()
        .mapLeft(failure -> failure.describe("provision.tool_failed"))
        .flatMap(waited -> fill())
        .flatMap(done -> known.of(tofu))
        .flatMap(this::fetchPlugIns)
        .flatMap(
            ready ->
                context
                    .progress()
                    .step(APPLY, "create or adopt the machine", () -> makeWith(ready)))
        .mapLeft(this::withSideEffects);
  }

  private Either<DeployError, Done> fill() {
    Path rendered = context.folders().build().resolve("tofu").resolve(spec.provider().id());
    if (!Files.isDirectory(rendered)) {
      return Either.left(
          DeployError.because(
                  "provision.input_missing",
                  ErrorKind.INTERNAL,
                  "nothing was rendered to '" + rendered + "'")
              .putFacts("path", rendered.toString())
              .build());
    }
    return Disk.attempt(
        folder.path(),
        () -> {
          folder.fill(rendered);
          return Done.DONE;
        });
  }

  private Either<DeployError, Ready> fetchPlugIns(TofuVersion version) {
    return context
        .progress()
        .step(
            INIT,
            "prepare OpenTofu " + version.text(),
            () ->
                Disk.attempt(folder.path(), () -> tofu.init(version))
                    .flatMap(
                        done -> done.mapLeft(failure -> failure.describe("provision.tool_failed")))
                    .map(fetched -> new Ready(version, fetched)));
  }

  private Either<DeployError, Machine> makeWith(Ready ready) {
    long start = System.nanoTime();
    Duration pause = retries.pace().first();
    boolean fresh = ready.fresh();
    for (int attempt = 1; ; attempt++) {
      Either<Trouble, Done> done = attempt(ready.version(), fresh);
      if (done.isRight()) {
        return machine();
      }
      Trouble trouble = done.getLeft();
      if (attempt == ATTEMPTS || !trouble.passes()) {
        return Either.left(trouble.error());
      }
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      context.progress().retried(APPLY, attempt, elapsed, pause, trouble.error().message());
      if (retries.pause(pause).isPresent()) {
        return Either.left(trouble.error());
      }
      pause = pause.multipliedBy(2);
      fresh = true;
    }
  }

  private Either<Trouble, Done> attempt(TofuVersion version, boolean fresh) {
    return reconcile()
        .mapLeft(Trouble::lasting)
        .flatMap(
            adopted ->
                plan(version, fresh)
                    .flatMap(plan -> plan.isEmpty() ? Either.right(Done.DONE) : apply(plan.get()))
                    .peek(done -> adopted.forEach(this::tellAdopted)));
  }

  private void tellAdopted(CloudResource resource) {
    context.progress().resource(resource.found().toString(), "adopted");
  }

  /** Makes OpenTofu's memory fit what exists; gives what the next plan will import. */
  private Either<DeployError, List<CloudResource>> reconcile() {
    return cloud
        .settle()
        .flatMap(
            found ->
                cloud
                    .variables()
                    .flatMap(
                        values ->
                            Disk.attempt(
                                folder.path(),
                                () -> {
                                  List<CloudResource> strangers = strangers(found);
                                  folder.importAtNextPlan(strangers);
                                  folder.know(values);
                                  return strangers;
                                })));
  }

  private List<CloudResource> strangers(List<CloudResource> found) throws IOException {
    TofuState state = folder.state();
    boolean fits =
        state instanceof TofuState.Recorded recorded
            ? found.stream().allMatch(recorded::knows)
            : state instanceof TofuState.Missing && found.isEmpty();
    if (fits) {
      return List.of();
    }
    folder.setStateAside();
    return found;
  }

  private Either<Trouble, Optional<TofuPlan>> plan(TofuVersion version, boolean fresh) {
    return Disk.attempt(folder.path(), () -> tofu.plan(version, fresh))
        .mapLeft(Trouble::lasting)
        .flatMap(planned -> planned.mapLeft(this::trouble))
        .flatMap(this::refuseLosses);
  }

  private Either<Trouble, Optional<TofuPlan>> refuseLosses(Optional<TofuPlan> plan) {
    List<TofuPlan.Change> losses = plan.map(TofuPlan::losses).orElse(List.of());
    if (losses.isEmpty()) {
      return Either.right(plan);
    }
    List<String> texts = losses.stream().map(TofuPlan.Change::toString).toList();
    return Either.left(
        Trouble.lasting(
            DeployError.because(
                    "provision.would_replace",
                    ErrorKind.PROVIDER,
                    "the plan of OpenTofu would delete or replace what exists, so it was not"
                        + " applied: "
                        + texts.get(0))
                .putFacts("resource", losses.get(0).address())
                .addAllCauses(texts)
                .addRemedies(
                    Remedy.advice(
                        "undo the change of the machine or of the template that makes OpenTofu want"
                            + " this"),
                    Remedy.run("destroy"))
                .build()));
  }

  private Either<Trouble, Done> apply(TofuPlan plan) {
    return Disk.attempt(folder.path(), tofu::apply)
        .mapLeft(Trouble::lasting)
        .flatMap(applied -> applied.mapLeft(this::trouble))
        .flatMap(result -> plan.updatesSomething() ? startedAgain() : Either.right(Done.DONE));
  }

  /** What was switched off to be changed need not be on again. */
  private Either<Trouble, Done> startedAgain() {
    return cloud.settle().mapLeft(Trouble::lasting).map(found -> Done.DONE);
  }

  /**
   * A tool that was killed is worth another attempt; what it left is adopted like anything else.
   */
  private Trouble trouble(ToolFailure failure) {
    DeployError error = failure.describe("provision.tool_failed");
    if (failure.wasKilled() || failure.exitCode().isEmpty()) {
      return new Trouble(error, failure.wasKilled());
    }
    if (cloud.isTransient(failure.errors())) {
      return new Trouble(explained(failure, error), true);
    }
    return Trouble.lasting(explained(failure, error));
  }

  /** The provider's own word for the failure, with what the tool said kept beside it. */
  private DeployError explained(ToolFailure failure, DeployError error) {
    return cloud
        .explain(failure.errors())
        .<DeployError>map(
            better ->
                ImmutableDeployError.builder()
                    .from(better)
                    .addAllCauses(error.causes())
                    .outputTail(error.outputTail())
                    .build())
        .orElse(error);
  }

  private Either<DeployError, Machine> machine() {
    return Disk.attempt(folder.path(), folder::state)
        .flatMap(this::instanceInfo)
        .flatMap(cloud::complete)
        .flatMap(this::machine);
  }

  private Either<DeployError, InstanceInfo> instanceInfo(TofuState state) {
    return state instanceof TofuState.Recorded recorded
        ? recorded.instanceInfo().mapLeft(MakeMachine::badOutput)
        : Either.left(badOutput("there is no state after a successful apply"));
  }

  private static DeployError badOutput(String reason) {
    return DeployError.of(
        "provision.output_invalid",
        ErrorKind.PROVIDER,
        "OpenTofu does not tell where the machine is: " + reason,
        Remedy.advice("if templates are overridden, keep the output instance_info of main.tf"));
  }

  private Either<DeployError, Machine> machine(InstanceInfo info) {
    if (info.address().isEmpty()) {
      return Either.left(badOutput("output 'instance_info' has no IP address"));
    }
    HostAddress address = info.address().get();
    return Either.right(
        ImmutableMachine.builder()
            .name(spec.name())
            .origin(Machine.Origin.PROVISIONED)
            .address(address)
            .otherAddress(info.ipv6().filter(other -> !other.equals(address)))
            .sshPort(spec.sshCredentials().port())
            .providerId(info.id())
            .build());
  }

  /**
   * Asked even when the operation was cancelled: nobody should have to guess what goes on costing
   * money.
   */
  private DeployError withSideEffects(DeployError error) {
    List<String> effects = new ArrayList<>(error.sideEffects());
    clouds
        .forLastWords(spec, context, APPLY)
        .list()
        .forEach(found -> found.forEach(resource -> effects.add(resource.found().toString())));
    return ImmutableDeployError.builder().from(error).sideEffects(effects).build();
  }
}
