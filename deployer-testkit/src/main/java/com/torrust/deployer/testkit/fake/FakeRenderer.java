package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.HostDirectory;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.HostOwner;
import com.torrust.deployer.domain.release.ImmutableReleaseBundle;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.service.StackService;
import com.torrust.deployer.domain.service.StackServices;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One small file for each group that the configuration needs. */
public final class FakeRenderer implements Renderer {

  /** What the provisioner of the same world asks for. */
  static final ArtifactGroup MACHINE = new ArtifactGroup("tofu");

  /** What the configurator of the same world asks for. */
  static final ArtifactGroup CONFIGURATION = new ArtifactGroup("ansible");

  private static final List<Part> PARTS =
      List.of(
          new Part(
              MACHINE,
              ArtifactPurpose.PROVISION,
              config -> true,
              config -> List.of(config.instanceName().value(), config.provider().id())),
          new Part(
              CONFIGURATION, ArtifactPurpose.CONFIGURE, config -> true, FakeRenderer::openPorts),
          stack("docker-compose", config -> true, config -> config.images().toString()),
          stack("tracker", config -> true, config -> config.tracker().toString()),
          stack(
              "prometheus",
              config -> config.prometheus().isPresent(),
              config -> config.prometheus().toString()),
          stack(
              "grafana",
              config -> config.grafana().isPresent(),
              config -> config.grafana().toString()),
          stack("caddy", EnvironmentConfig::hasProxy, config -> sites(config)),
          stack(
              "backup",
              config -> config.backup().isPresent(),
              config -> config.backup().toString()),
          stack(ArtifactGroup.SCRIPTS.folder(), config -> true, config -> ""));

  /**
   * A file.
   *
   * @param content what of a configuration it is made from
   */
  private record Part(
      ArtifactGroup group,
      ArtifactPurpose purpose,
      Predicate<EnvironmentConfig> needed,
      Function<EnvironmentConfig, Object> content) {}

  private static List<Integer> openPorts(EnvironmentConfig config) {
    return StackServices.of(config).all().stream()
        .filter(service -> service.published().isPresent())
        .map(StackService::port)
        .toList();
  }

  private static List<String> sites(EnvironmentConfig config) {
    return StackServices.of(config).sites().stream().map(site -> site.site().toString()).toList();
  }

  FakeRenderer() {}

  private static Part stack(
      String folder,
      Predicate<EnvironmentConfig> needed,
      Function<EnvironmentConfig, Object> content) {
    return new Part(new ArtifactGroup(folder), ArtifactPurpose.STACK, needed, content);
  }

  @Override
  public Either<DeployError, Artifacts> render(RenderRequest request) {
    if (request.purposes().equals(Set.of(ArtifactPurpose.CONFIGURE))
        && request.address().isEmpty()) {
      return Either.left(
          DeployError.because(
                  "render.template_failed",
                  ErrorKind.INTERNAL,
                  "cannot render 'ansible': the address is not known")
              .build());
    }
    return Either.right(
        new Artifacts(
            Stream.concat(
                    PARTS.stream()
                        .filter(part -> request.purposes().contains(part.purpose()))
                        .filter(part -> part.needed().test(request.config()))
                        .map(part -> file(part, request)),
                    secretFiles(request))
                .toList()));
  }

  /** What the services' environment is: every secret but those of the provider, as they are. */
  private static Stream<Artifact> secretFiles(RenderRequest request) {
    if (!request.purposes().contains(ArtifactPurpose.STACK)) {
      return Stream.empty();
    }
    List<Secret> all = new ArrayList<>(request.config().allSecrets());
    request.config().provider().secrets().forEach(all::remove);
    return Stream.of(
        Artifact.secret(
            new ArtifactGroup("docker-compose"),
            "docker-compose/.env",
            all.stream().map(Secret::expose).collect(Collectors.joining("\n", "", "\n"))));
  }

  private static Artifact file(Part part, RenderRequest request) {
    ArtifactGroup group = part.group();
    String folder =
        group.equals(MACHINE)
            ? group.folder() + "/" + request.config().provider().id()
            : group.folder();
    return Artifact.plain(
        group,
        folder + "/rendered.txt",
        group.folder()
            + " of "
            + request.config().name()
            + " "
            + request.label()
            + request.address().map(at -> " " + at).orElse("")
            + "\n"
            + Integer.toHexString(part.content().apply(request.config()).hashCode())
            + "\n");
  }

  @Override
  public ReleaseBundle bundle(EnvironmentConfig config, Artifacts artifacts) {
    ImmutableReleaseBundle.Builder bundle =
        ImmutableReleaseBundle.builder()
            .addDirectories(new HostDirectory(ReleaseBundle.ROOT, HostOwner.DEPLOY_USER, "0755"));
    artifacts.files().stream()
        .filter(file -> !file.group().equals(MACHINE) && !file.group().equals(CONFIGURATION))
        .forEach(
            file ->
                bundle.addFiles(
                    new HostFile(
                        ReleaseBundle.ROOT + "/" + file.path(),
                        file.text(),
                        HostOwner.DEPLOY_USER,
                        "0640")));
    bundle.addFiles(
        new HostFile(FakeSecrets.FILE, FakeSecrets.text(config), HostOwner.DEPLOY_USER, "0600"));
    images(config)
        .forEach((component, image) -> bundle.putImages(component.service(), image.value()));
    images(config)
        .forEach(
            (component, image) -> {
              // It runs by the clock and not all the time.
              if (component != Component.BACKUP) {
                bundle.putDefinitions(
                    component.service(),
                    image
                        + " "
                        + StackServices.of(config).of(component).map(Object::toString).toList());
              }
            });
    return bundle.build();
  }

  @Override
  public Map<Component, ImageReference> images(EnvironmentConfig config) {
    Map<Component, ImageReference> images = new EnumMap<>(Component.class);
    for (Component component : config.components()) {
      images.put(
          component,
          ImageReference.parse("example/" + component.service() + ":1.0")
              .getOrElseThrow(violation -> new IllegalStateException(violation.message())));
    }
    images.putAll(config.images());
    return images;
  }

  @Override
  public Map<String, String> templates() {
    return Map.of("tofu/lxd/main.tf", "# nothing\n");
  }
}
