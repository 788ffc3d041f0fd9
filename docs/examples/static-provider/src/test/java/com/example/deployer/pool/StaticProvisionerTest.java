package com.example.deployer.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.InstanceName;
import com.torrust.deployer.domain.machine.ImmutableMachineSpec;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.testkit.contract.ProvisionerContract;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticProvisionerTest extends ProvisionerContract {

  private static final int MACHINES = 8;

  @TempDir private Path folder;

  @BeforeEach
  void pool() throws IOException {
    Files.write(
        folder.resolve("pool"),
        IntStream.range(0, MACHINES).mapToObj(each -> "192.0.2." + (10 + each)).toList());
  }

  @Override
  protected Provisioner provisioner() {
    return new StaticProvisioner();
  }

  @Override
  protected MachineSpec spec(String environment) {
    return ImmutableMachineSpec.builder()
        .name(InstanceName.derivedFrom(Samples.name(environment)))
        .label(new Label("test-" + environment))
        .provider(new StaticConfig("static", "Machine pool", Set.of(), folder.resolve("pool")))
        .sshCredentials(Samples.sshCredentials())
        .build();
  }

  @Override
  protected OperationContext context(String environment) {
    return FakeWorld.create().context(Samples.name(environment));
  }

  @Test
  void givesEveryMachineToOneOfThoseThatClaimAtOnce() {
    List<String> claimed =
        IntStream.range(0, MACHINES)
            .parallel()
            .mapToObj(each -> provisioner().provision(spec("e" + each), context("e" + each)))
            .map(machine -> machine.map(Machine::address).get().value())
            .toList();

    assertEquals(MACHINES, Set.copyOf(claimed).size(), claimed::toString);
    assertEquals(
        "static.pool_exhausted",
        provisioner().provision(spec("late"), context("late")).getLeft().code().value());
  }

  @Test
  void namesThePoolThatCannotBeUsed() throws IOException {
    Files.writeString(folder.resolve("pool"), "192.0.2.300\n");

    String message = provisioner().check(spec("one"), context("one")).getLeft().message();

    assertTrue(message.contains("'192.0.2.300' is no address"), message);
  }
}
