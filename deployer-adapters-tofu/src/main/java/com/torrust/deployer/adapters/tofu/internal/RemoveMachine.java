package com.torrust.deployer.adapters.tofu.internal;

import com.torrust.deployer.adapters.tofu.internal.cloud.Cloud;
import com.torrust.deployer.adapters.tofu.internal.tool.CloudResource;
import com.torrust.deployer.adapters.tofu.internal.tool.Tofu;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuFolder;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuState;
import com.torrust.deployer.adapters.tofu.internal.tool.ToolFailure;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import io.vavr.control.Either;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes everything that carries the label: first by OpenTofu, as far as its state and what exists
 * agree, then what is left by the provider's own API. The end is when the provider lists nothing.
 * OpenTofu may be missing, its state lost: neither keeps a machine alive. For one call.
 */
public final class RemoveMachine {

  private static final StepId TOFU = new StepId("destroy.tofu-destroy");

  /** Under this step everything that is asked again is reported. */
  public static final StepId SWEEP = new StepId("destroy.sweep");

  /** A thing can be listed for a moment after it is gone, and one may hold another. */
  private static final int ROUNDS = 5;

  private final MachineSpec spec;
  private final OperationContext context;
  private final Clouds clouds;
  private final TofuFolder folder;
  private final Tofu tofu;
  private final KnownVersion known;
  private final Cloud cloud;
  private final Set<FoundResource> removed = new LinkedHashSet<>();

  /** Prepares one call. */
  public RemoveMachine(
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
    this.cloud = clouds.of(spec, context, SWEEP);
  }

  /** What was removed. */
  public Either<DeployError, List<FoundResource>> run() {
    return tofu.awaitEarlier()
        .mapLeft(failure -> failure.describe("destroy.tool_failed"))
        .flatMap(waited -> cloud.list())
        .flatMap(this::removeByTofu)
        .flatMap(done -> context.progress().step(SWEEP, "remove what is left", this::sweep))
        .flatMap(done -> Disk.attempt(folder.path(), this::forget))
        .map(done -> List.copyOf(removed))
        .mapLeft(this::withSideEffects);
  }

  private Either<DeployError, Done> removeByTofu(List<CloudResource> found) {
    return Disk.attempt(folder.path(), folder::state)
        .flatMap(
            state ->
                state instanceof TofuState.Recorded recorded && isWorthIt(recorded, found)
                    ? context.progress().step(TOFU, "remove the machine", () -> destroy(found))
                    : Either.right(Done.DONE));
  }

  /**
   * OpenTofu is let loose only where everything in its state is something that carries our label:
   * it knows things on LXD by their names, and a name may have passed to somebody else's machine.
   */
  private boolean isWorthIt(TofuState.Recorded state, List<CloudResource> found) {
    return folder.isFilled()
        && !found.isEmpty()
        && state.resources().stream()
            .allMatch(record -> found.stream().anyMatch(resource -> record.names(resource)));
  }

  /** Fails only when it was cancelled; any other failure leaves the work to the sweep. */
  private Either<DeployError, Done> destroy(List<CloudResource> found) {
    Either<DeployError, Done> destroyed =
        known
            .of(tofu)
            .flatMap(
                version ->
                    Disk.attempt(folder.path(), () -> tofu.init(version))
                        .flatMap(done -> done.mapLeft(RemoveMachine::describe)))
            .flatMap(
                ready ->
                    Disk.attempt(folder.path(), tofu::destroy)
                        .flatMap(done -> done.mapLeft(RemoveMachine::describe)))
            .map(result -> Done.DONE);
    if (destroyed.isLeft() && isFinal(destroyed.getLeft())) {
      return destroyed;
    }
    destroyed
        .peek(done -> found.forEach(resource -> removed.add(resource.found())))
        .peekLeft(
            error ->
                context
                    .progress()
                    .warn(
                        "destroy.without_tofu",
                        "what is left is removed without OpenTofu, because " + error.message()));
    return Either.right(Done.DONE);
  }

  private static DeployError describe(ToolFailure failure) {
    return failure.describe("destroy.tool_failed");
  }

  private static boolean isFinal(DeployError error) {
    return error.kind() == ErrorKind.CANCELLED || error.kind() == ErrorKind.TIMEOUT;
  }

  private Either<DeployError, Done> sweep() {
    Either<DeployError, List<CloudResource>> left = cloud.list();
    for (int round = 0; round < ROUNDS && left.isRight() && !left.get().isEmpty(); round++) {
      left = delete(left.get()).flatMap(done -> cloud.list());
    }
    return left.flatMap(
        resources ->
            resources.isEmpty() ? Either.right(Done.DONE) : Either.left(stillThere(resources)));
  }

  private Either<DeployError, Done> delete(List<CloudResource> resources) {
    Either<DeployError, Done> result = Either.right(Done.DONE);
    for (CloudResource resource : resources) {
      result = result.flatMap(done -> delete(resource));
    }
    return result;
  }

  private Either<DeployError, Done> delete(CloudResource resource) {
    Optional<String> stop = context.cancellation().reason();
    if (stop.isPresent()) {
      return Either.left(
          DeployError.because("operation.cancelled", ErrorKind.CANCELLED, "stopped: " + stop.get())
              .build());
    }
    context.progress().resource(resource.found().toString(), "deleting");
    return cloud
        .delete(resource)
        .peek(
            done -> {
              removed.add(resource.found());
              context.progress().resource(resource.found().toString(), "deleted");
            });
  }

  private static DeployError stillThere(List<CloudResource> resources) {
    return DeployError.because(
            "destroy.still_there",
            ErrorKind.PROVIDER,
            "the provider still lists what was deleted: " + resources.get(0).found())
        .addRemedies(Remedy.run("destroy"))
        .build();
  }

  private Done forget() throws IOException {
    folder.clear();
    return Done.DONE;
  }

  /** What goes on costing money. */
  private DeployError withSideEffects(DeployError error) {
    List<String> effects = new ArrayList<>(error.sideEffects());
    clouds
        .forLastWords(spec, context, SWEEP)
        .list()
        .forEach(found -> found.forEach(resource -> effects.add(resource.found().toString())));
    return ImmutableDeployError.builder().from(error).sideEffects(effects).build();
  }
}
