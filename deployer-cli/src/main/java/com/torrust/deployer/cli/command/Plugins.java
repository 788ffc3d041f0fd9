package com.torrust.deployer.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.torrust.deployer.domain.config.document.ProviderSection;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.domain.spi.ConfiguratorProvider;
import com.torrust.deployer.domain.spi.MachineAccessProvider;
import com.torrust.deployer.domain.spi.PrerequisitesProvider;
import com.torrust.deployer.domain.spi.ProvisionerProvider;
import com.torrust.deployer.domain.spi.RemoteShellProvider;
import com.torrust.deployer.domain.spi.RendererProvider;
import com.torrust.deployer.domain.spi.ServiceProbeProvider;
import com.torrust.deployer.domain.spi.StackOperatorProvider;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The jars that the launcher has put on the class path from the folder of plug-ins. Java passes
 * over a jar that it cannot read in silence, so that this looks at each of them.
 */
final class Plugins implements PrerequisitesProvider {

  /** The folder, set by the launcher where there is one. */
  private static final String FOLDER = "deployer.plugins";

  private static final List<Class<? extends AdapterProvider<?>>> PORTS =
      List.of(
          ConfiguratorProvider.class,
          MachineAccessProvider.class,
          ProvisionerProvider.class,
          RemoteShellProvider.class,
          RendererProvider.class,
          ServiceProbeProvider.class,
          StackOperatorProvider.class);

  private static final String SERVICES = "META-INF/services/com.torrust.deployer.domain.spi.";
  private static final String PROVIDER = "Provider";

  /** Any number of them are used at once. */
  private static final Set<String> SIDE_BY_SIDE = Set.of("Prerequisites", "Provisioner");

  private final List<Path> jars;

  private Plugins(List<Path> jars) {
    this.jars = List.copyOf(jars);
  }

  /** Those of this program. */
  static Either<DeployError, Plugins> installed() {
    return Optional.ofNullable(System.getProperty(FOLDER))
        .map(folder -> in(Path.of(folder)))
        .orElseGet(() -> Either.right(new Plugins(List.of())));
  }

  /** Those in a folder; left {@code plugin.unreadable} with the first one that is no jar. */
  static Either<DeployError, Plugins> in(Path folder) {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      files.forEach(jars::add);
    } catch (IOException unreadable) {
      return Either.left(unusable(folder, unreadable));
    }
    jars.sort(null);
    Map<String, Path> claims = new HashMap<>();
    for (Path jar : jars) {
      try {
        for (String claim : claims(jar)) {
          Path other = claims.putIfAbsent(claim, jar);
          if (other != null) {
            return Either.left(conflict(claim, other.toString(), jar.toString()));
          }
        }
      } catch (IOException damaged) {
        return Either.left(unusable(jar, damaged));
      }
    }
    return Either.right(new Plugins(jars));
  }

  /**
   * What only one plug-in can bring: each class, and the adapter for a port of which there is one.
   */
  private static Set<String> claims(Path jar) throws IOException {
    Set<String> claims = new LinkedHashSet<>();
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (String port : adapters(jar)) {
        if (!SIDE_BY_SIDE.contains(port)) {
          claims.add("the adapter for " + port);
        }
        ZipEntry entry = file.getEntry(SERVICES + port + PROVIDER);
        String makers = new String(file.getInputStream(entry).readAllBytes(), UTF_8);
        makers
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(maker -> !maker.isEmpty())
            .forEach(maker -> claims.add("the class " + maker));
      }
    }
    return claims;
  }

  private static DeployError conflict(String claim, String one, String other) {
    return DeployError.because(
            "plugin.conflict",
            ErrorKind.PREREQUISITE,
            "two plug-ins bring " + claim + ": '" + one + "' and '" + other + "'")
        .putFacts("path", one)
        .putFacts("other_path", other)
        .addRemedies(Remedy.advice("take one of them out of the folder of plug-ins"))
        .build();
  }

  private static DeployError unusable(Path path, IOException reason) {
    return DeployError.because(
            "plugin.unreadable",
            ErrorKind.PREREQUISITE,
            "cannot read the plug-in '" + path + "': " + reason.getMessage())
        .putFacts("path", path.toString())
        .addRemedies(Remedy.advice("copy its jar again, or take it out of the folder of plug-ins"))
        .build();
  }

  /**
   * The adapters that the plug-ins bring; left {@code plugin.conflict} where two of them serve one
   * provider. Whoever puts one there means it instead of ours. What cannot be loaded is passed over
   * here: whoever looks for adapters will say why.
   */
  Either<DeployError, List<AdapterProvider<?>>> makers() {
    if (jars.isEmpty()) {
      return Either.right(List.of());
    }
    Set<URI> origins = jars.stream().map(Path::toUri).collect(Collectors.toSet());
    List<AdapterProvider<?>> makers = new ArrayList<>();
    for (Class<? extends AdapterProvider<?>> port : PORTS) {
      try {
        ServiceLoader.load(port).stream()
            .filter(found -> origins.contains(origin(found.type())))
            .forEach(found -> makers.add(found.get()));
      } catch (ServiceConfigurationError | LinkageError unusable) {
        continue;
      }
    }
    return sharedProvider(makers)
        .<Either<DeployError, List<AdapterProvider<?>>>>map(Either::left)
        .orElseGet(() -> Either.right(makers));
  }

  private static Optional<DeployError> sharedProvider(List<AdapterProvider<?>> makers) {
    Map<String, AdapterProvider<?>> serving = new HashMap<>();
    for (AdapterProvider<?> maker : makers) {
      if (maker instanceof ProvisionerProvider provisioner) {
        for (ProviderSection<?> section : provisioner.sections()) {
          AdapterProvider<?> other = serving.putIfAbsent(section.id(), maker);
          if (other != null && other != maker) {
            return Optional.of(
                conflict(
                    "machines of provider '" + section.id() + "'",
                    Path.of(origin(other.getClass())).toString(),
                    Path.of(origin(maker.getClass())).toString()));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Finds adapters: without plug-ins only our own, which is faster. */
  ClassLoader loader() {
    return jars.isEmpty() ? new AdapterIndex() : Plugins.class.getClassLoader();
  }

  private static URI origin(Class<?> type) {
    return URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
  }

  /** The ports for which a jar brings adapters. */
  private static List<String> adapters(Path jar) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(SERVICES) && name.endsWith(PROVIDER))
          .map(name -> name.substring(SERVICES.length(), name.length() - PROVIDER.length()))
          .sorted()
          .toList();
    }
  }

  @Override
  public String id() {
    return "plug-ins";
  }

  /** Lists the plug-ins; there is nothing to be said where there is none. */
  @Override
  public Prerequisites create(AdapterContext context) {
    return (question, cancellation) -> jars.stream().map(Plugins::found).toList();
  }

  private static Prerequisite found(Path jar) {
    String name = jar.getFileName().toString().replaceFirst("[.]jar$", "");
    String subject = "plug-in '" + name + "'";
    try {
      List<String> adapters = adapters(jar);
      return Prerequisite.met(
          "plugin." + name,
          subject,
          (adapters.isEmpty() ? "no adapter" : String.join(", ", adapters)) + " in " + jar,
          Duration.ZERO);
    } catch (IOException damaged) {
      return Prerequisite.unmet("plugin." + name, subject, unusable(jar, damaged), Duration.ZERO);
    }
  }
}
