import com.torrust.deployer.adapters.local.config.JsonConfigReaderProvider;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.port.ConfigReader;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.ArtifactSources;
import com.torrust.deployer.domain.spi.CommandRunnerProvider;
import com.torrust.deployer.domain.spi.ConfiguratorProvider;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.domain.spi.ProvisionerProvider;
import com.torrust.deployer.domain.spi.StackOperatorProvider;
import com.torrust.deployer.templates.JinjavaRendererProvider;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * How many configurations a second of one core are validated and rendered, once the machine is
 * warm: {@code java -cp 'lib/*' RenderRate.java FILE COUNT}.
 */
public final class RenderRate {

  private final ConfigReader reader;
  private final Renderer renderer;
  private final String text;

  private RenderRate(String text) {
    List<ProvisionerProvider> provisioners = all(ProvisionerProvider.class);
    AdapterContext context =
        ImmutableAdapterContext.builder()
            .workingDirectory(Path.of("/"))
            .commands(all(CommandRunnerProvider.class).get(0).create())
            .clock(InstantSource.system())
            .providers(
                Providers.of(
                    provisioners.stream().flatMap(each -> each.sections().stream()).toList()))
            .artifacts(artifacts())
            .templates(Optional.empty())
            .build();
    this.reader = new JsonConfigReaderProvider().create(context);
    this.renderer = new JinjavaRendererProvider().create(context);
    this.text = text;
  }

  /** Found once, as the program does: looking for them costs more than rendering. */
  private static ArtifactSources artifacts() {
    Map<ArtifactPurpose, List<ArtifactSource>> found = new EnumMap<>(ArtifactPurpose.class);
    for (ArtifactPurpose purpose : ArtifactPurpose.values()) {
      List<? extends AdapterProvider<?>> makers =
          switch (purpose) {
            case PROVISION -> all(ProvisionerProvider.class);
            case CONFIGURE -> all(ConfiguratorProvider.class);
            case STACK -> all(StackOperatorProvider.class);
          };
      found.put(purpose, makers.stream().flatMap(maker -> maker.artifacts().stream()).toList());
    }
    return found::get;
  }

  private static <T> List<T> all(Class<T> service) {
    return ServiceLoader.load(service).stream().map(ServiceLoader.Provider::get).toList();
  }

  private double perSecond(int count) {
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < count; i++) {
      EnvironmentConfig config = reader.parse(text, "benchmark").get().config();
      renderer
          .render(
              ImmutableRenderRequest.builder()
                  .config(config)
                  .addPurposes(ArtifactPurpose.values())
                  .label(new Label("benchmark.0123abcd"))
                  .publicKey("ssh-ed25519 AAAA")
                  .address(HostAddress.parse("192.0.2.10").orElseThrow())
                  .build())
          .get();
    }
    return count * 1e9 / (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began);
  }

  /** The file, and how many times it is rendered before and while time is taken. */
  public static void main(String[] arguments) throws Exception {
    RenderRate rate = new RenderRate(Files.readString(Path.of(arguments[0])));
    int count = Integer.parseInt(arguments[1]);
    rate.perSecond(count);
    System.out.println(Math.round(rate.perSecond(count)));
  }
}
