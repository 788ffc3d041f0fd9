package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.preflight.MachineFacts;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/**
 * Reaches hosts of the {@link FakeWorld}; points {@code access.reach} and {@code access.pinned}.
 */
public final class FakeMachineAccess implements MachineAccess {

  private final FakeWorld world;

  FakeMachineAccess(FakeWorld world) {
    this.world = world;
  }

  @Override
  public Either<DeployError, Machine> reach(
      Machine machine, SshCredentials credentials, Readiness readiness, OperationContext context) {
    return world
        .faults()
        .pass("access.reach", context, context.timeouts().ssh(), () -> connect(machine, context))
        .flatMap(host -> world.faults().pass("access.pinned", () -> Either.right(host)))
        .map(host -> machine.withPinned(List.of(host.hostKey())));
  }

  private Either<DeployError, FakeHost> connect(Machine machine, OperationContext context) {
    Optional<FakeHost> host = world.host(machine.address()).filter(FakeHost::isReachable);
    if (host.isEmpty()) {
      return Either.left(unreachable(machine));
    }
    String shown = host.get().hostKey().line();
    boolean known =
        world.pin(context.environment()).map(shown::equals).orElse(true)
            && (machine.hostKeys().isEmpty() || machine.hostKeys().contains(host.get().hostKey()));
    if (!known) {
      return Either.left(
          DeployError.because(
                  "ssh.host_key_changed",
                  ErrorKind.CONNECTIVITY,
                  "'" + machine.address() + "' shows another host key than before")
              .putFacts("host", machine.address().value())
              .addRemedies(Remedy.advice("find out why the key changed"))
              .build());
    }
    world.pin(context.environment(), shown);
    return Either.right(host.get());
  }

  private static DeployError unreachable(Machine machine) {
    return DeployError.because(
            "ssh.unreachable",
            ErrorKind.CONNECTIVITY,
            "'" + machine.address() + "' does not answer")
        .putFacts("host", machine.address().value())
        .addRemedies(Remedy.advice("check that the machine is switched on"))
        .build();
  }

  @Override
  public Either<DeployError, MachineFacts> look(
      Machine machine, SshCredentials credentials, OperationContext context) {
    return world
        .faults()
        .pass("access.look", context, context.timeouts().ssh(), () -> connect(machine, context))
        .map(FakeHost::facts);
  }

  @Override
  public Either<DeployError, List<HostKey>> shownKeys(Machine machine, OperationContext context) {
    return world
        .faults()
        .pass(
            "access.keys",
            context,
            context.timeouts().ssh(),
            () ->
                world
                    .host(machine.address())
                    .filter(FakeHost::isReachable)
                    .<Either<DeployError, List<HostKey>>>map(
                        host -> Either.right(List.of(host.hostKey())))
                    .orElseGet(() -> Either.left(unreachable(machine))));
  }

  @Override
  public Either<DeployError, Done> forget(OperationContext context) {
    return world
        .faults()
        .pass(
            "access.forget",
            () -> {
              world.unpin(context.environment());
              return Either.right(Done.DONE);
            });
  }

  /** The host behind a machine, or the error that every later step on an unreachable one gives. */
  static Either<DeployError, FakeHost> host(FakeWorld world, Machine machine) {
    return world
        .host(machine.address())
        .filter(FakeHost::isReachable)
        .<Either<DeployError, FakeHost>>map(Either::right)
        .orElseGet(() -> Either.left(unreachable(machine)));
  }
}
