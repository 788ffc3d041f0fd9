package com.torrust.deployer.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.AbsentProvider;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ProviderSection;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.ConfiguratorProvider;
import com.torrust.deployer.domain.spi.ProvisionerProvider;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Providers of anybody, side by side, and the adapters that a program chooses. */
class OpenProvidersTest {

  private record Barn(String stall) implements ProviderConfig {

    static final ProviderSection<Barn> SECTION =
        ProviderSection.of(
            "barn", "BarnSection", "A barn.", Barn.class, values -> new Barn("any"), List.of());

    @Override
    public String id() {
      return "barn";
    }

    @Override
    public String displayName() {
      return "The barn";
    }

    @Override
    public Set<Secret> secrets() {
      return Set.of();
    }
  }

  /** Makes machines in a fake world for the providers of these sections. */
  private record Machines(String id, FakeWorld world, List<ProviderSection<?>> sections)
      implements ProvisionerProvider {

    @Override
    public Provisioner create(AdapterContext context) {
      return world.provisioner();
    }
  }

  private final FakeWorld world = FakeWorld.create();

  private static EnvironmentConfig at(ProviderConfig provider) {
    return ImmutableEnvironmentConfig.copyOf(Samples.config("demo")).withProvider(provider);
  }

  private DeployerBuilder builder() {
    return Deployer.builder().clock(world.clock()).use(world.adapters());
  }

  @Test
  void eachProviderHasItsOwnProvisioner() {
    FakeWorld barn = FakeWorld.create();
    try (Deployer deployer =
        builder().use(new Machines("barns", barn, List.of(Barn.SECTION))).build()) {
      deployer.deploy(
          Samples.config("house"), DeployTarget.PROVISIONED, OperationOptions.standard());
      // The machine stands in the other world, whose addresses nobody here reaches.
      deployer.deploy(at(new Barn("any")), DeployTarget.PROVISIONED, OperationOptions.standard());
    }
    assertEquals(1, world.instancesMade());
    assertEquals("provision.check", barn.faults().passed().get(0));
  }

  @Test
  void aProvisionerThatIsGivenInPersonNeedsNoMakerWhereTheStoreIsGivenTo() {
    try (Deployer deployer =
        Deployer.builder()
            .clock(world.clock())
            .store(world.store())
            .workspace(world.workspace())
            .sshKeyFiles(world.sshKeyFiles())
            .renderer(world.renderer())
            .provisioner(world.provisioner())
            .build()) {
      Created created =
          deployer
              .create(at(new Barn("any")), OperationOptions.standard())
              .getOrElseThrow(error -> new AssertionError(error.toString()));
      assertEquals(new Barn("any"), created.config().provider());
    }
  }

  @Test
  void anEnvironmentWithoutItsProviderIsListedAndShownAndKept() {
    AbsentProvider absent =
        new AbsentProvider("barn", ConfigValue.object().with("provider", "barn").build());
    Environment stored = stored(at(absent));

    try (Deployer deployer = builder().build()) {
      assertEquals(
          "barn (no adapter here)",
          deployer
              .show(Samples.name("demo"))
              .get()
              .environment()
              .config()
              .provider()
              .displayName());
      assertEquals(1, deployer.list().get().size());
      DeployError error =
          deployer.provision(Samples.name("demo"), OperationOptions.standard()).getLeft();
      assertEquals("provider.adapter_missing", error.code().value());
      assertEquals(
          stored.config(), deployer.show(Samples.name("demo")).get().environment().config());
    }
  }

  private Environment stored(EnvironmentConfig config) {
    try (EnvironmentLease lease =
        world
            .store()
            .acquire(
                config.name(),
                Samples.operation(OperationKind.CREATE),
                Duration.ZERO,
                Cancellation.create())
            .get()) {
      return lease
          .save(Created.of(Samples.created("demo").context().id(), config, Samples.THEN))
          .get();
    }
  }

  @Test
  void aValueThatNobodyDescribesIsRefusedBeforeItIsStored() {
    try (Deployer deployer = builder().build()) {
      DeployError error =
          deployer.create(at(new Barn("any")), OperationOptions.standard()).getLeft();

      assertEquals("config.unknown_provider", error.code().value());
      assertEquals(List.of(), deployer.list().get());
    }
  }

  @Test
  void ofSeveralAdaptersThePreferredOneIsTaken() {
    List<String> called = new ArrayList<>();
    try (Deployer deployer =
        builder()
            .use(new Configurators("one", called, world))
            .use(new Configurators("other", called, world))
            .prefer(Configurator.class, "one")
            .build()) {
      deployed(deployer);
    }
    assertEquals(List.of("one"), called);
  }

  @Test
  void whatIsPreferredAndAbsentIsNotReplacedInSilence() {
    try (Deployer deployer = builder().prefer(Configurator.class, "nobody").build()) {
      DeployError error =
          deployer
              .deploy(Samples.config("demo"), DeployTarget.CONFIGURED, OperationOptions.standard())
              .getLeft();

      assertEquals("sdk.adapter_unresolved", error.code().value());
    }
  }

  @Test
  void decoratorsStandAroundWhateverAdapterThereIs() {
    List<String> heard = new ArrayList<>();
    try (Deployer deployer =
        builder()
            .decorate(Configurator.class, inner -> around("inner", inner, heard))
            .decorate(Configurator.class, inner -> around("outer", inner, heard))
            .build()) {
      deployed(deployer);
    }
    assertEquals(List.of("outer", "inner"), heard);
  }

  private static void deployed(Deployer deployer) {
    assertTrue(
        deployer
            .deploy(Samples.config("demo"), DeployTarget.CONFIGURED, OperationOptions.standard())
            .isRight());
  }

  private static Configurator around(String name, Configurator inner, List<String> heard) {
    return (config, machine, context) -> {
      heard.add(name);
      return inner.configure(config, machine, context);
    };
  }

  private record Configurators(String id, List<String> called, FakeWorld world)
      implements ConfiguratorProvider {

    @Override
    public Configurator create(AdapterContext context) {
      return around(id, world.configurator(), called);
    }
  }
}
