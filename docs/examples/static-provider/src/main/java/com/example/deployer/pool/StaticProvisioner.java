package com.example.deployer.pool;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner;
import io.vavr.CheckedFunction1;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Try;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Claims machines of a pool and releases them; what was installed on them stays. */
final class StaticProvisioner implements Provisioner {

  @Override
  public Either<DeployError, Done> check(MachineSpec spec, OperationContext context) {
    return with(spec, context, pool -> pool.own().isPresent() || pool.free().isPresent())
        .flatMap(fits -> fits ? Either.right(Done.DONE) : Either.left(exhausted()));
  }

  @Override
  public Either<DeployError, Machine> provision(MachineSpec spec, OperationContext context) {
    return with(spec, context, pool -> pool.own().isPresent() ? pool.own() : pool.claim())
        .flatMap(claimed -> Option.ofOptional(claimed).toEither(StaticProvisioner::exhausted))
        .map(address -> machine(spec, address));
  }

  private static Machine machine(MachineSpec spec, HostAddress address) {
    return ImmutableMachine.builder()
        .name(spec.name())
        .origin(Machine.Origin.PROVISIONED)
        .address(address)
        .sshPort(spec.sshCredentials().port())
        .build();
  }

  @Override
  public Either<DeployError, List<FoundResource>> find(MachineSpec spec, OperationContext context) {
    return with(spec, context, Pool::own).map(StaticProvisioner::found);
  }

  @Override
  public Either<DeployError, List<FoundResource>> destroy(
      MachineSpec spec, OperationContext context) {
    return with(spec, context, Pool::release).map(StaticProvisioner::found);
  }

  private static List<FoundResource> found(Optional<HostAddress> machine) {
    return machine.map(HostAddress::value).stream()
        .map(address -> new FoundResource("pool machine", address, address))
        .toList();
  }

  private static DeployError exhausted() {
    return DeployError.of(
        "static.pool_exhausted",
        ErrorKind.PROVIDER,
        "every machine of the pool is claimed",
        Remedy.advice("add a machine to the pool, or destroy an environment"));
  }

  private static <T> Either<DeployError, T> with(
      MachineSpec spec, OperationContext context, CheckedFunction1<Pool, T> work) {
    if (context.cancellation().isRequested()) {
      return Either.left(context.cancellation().error("before the pool was touched"));
    }
    Path pool = StaticConfig.SECTION.find(spec.provider()).orElseThrow().pool();
    return Try.of(() -> work.apply(new Pool(pool, spec.label().value())))
        .toEither()
        .mapLeft(
            unusable ->
                DeployError.of(
                    "static.pool_unusable",
                    ErrorKind.PREREQUISITE,
                    "cannot use the pool '" + pool + "': " + unusable.getMessage(),
                    Remedy.advice("check the file, its lines and its permissions")));
  }
}
