package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.HostDirectory;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.HostOwner;
import com.torrust.deployer.domain.release.ImmutableReleaseBundle;
import com.torrust.deployer.domain.release.ReleaseBundle;
import io.vavr.control.Either;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One small file for each group that the configuration needs. */
public final class FakeRenderer implements Renderer {

  /** Groups that are for tools on this computer and not for the machine. */
  private static final Set<ArtifactGroup> LOCAL =
      EnumSet.of(ArtifactGroup.TOFU, ArtifactGroup.ANSIBLE);

  FakeRenderer() {}

  @Override
  public Either<DeployError, Artifacts> render(RenderRequest request) {
    if (request.groups().contains(ArtifactGroup.ANSIBLE) && request.address().isEmpty()) {
      return Either.left(
          DeployError.because(
                  "render.template_failed",
                  ErrorKind.INTERNAL,
                  "cannot render 'ansible': the address is not known")
              .build());
    }
    EnvironmentConfig config = request.config();
    List<Artifact> files =
        Arrays.stream(ArtifactGroup.values())
            .filter(group -> request.groups().contains(group) && isNeeded(group, config))
            .map(group -> file(group, request))
            .toList();
    return Either.right(new Artifacts(files));
  }

  private static Artifact file(ArtifactGroup group, RenderRequest request) {
    String folder =
        group == ArtifactGroup.TOFU
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
            + "\n");
  }

  private static boolean isNeeded(ArtifactGroup group, EnvironmentConfig config) {
    return switch (group) {
      case PROMETHEUS -> config.prometheus().isPresent();
      case GRAFANA -> config.grafana().isPresent();
      case CADDY -> config.hasProxy();
      case BACKUP -> config.backup().isPresent();
      case TOFU, ANSIBLE, COMPOSE, TRACKER, OPERATIONS -> true;
    };
  }

  @Override
  public ReleaseBundle bundle(EnvironmentConfig config, Artifacts artifacts) {
    ImmutableReleaseBundle.Builder bundle =
        ImmutableReleaseBundle.builder()
            .addDirectories(new HostDirectory(ReleaseBundle.ROOT, HostOwner.DEPLOY_USER, "0755"));
    artifacts.files().stream()
        .filter(file -> !LOCAL.contains(file.group()))
        .forEach(
            file ->
                bundle.addFiles(
                    new HostFile(
                        ReleaseBundle.ROOT + "/" + file.path(),
                        file.text(),
                        HostOwner.DEPLOY_USER,
                        "0640")));
    images(config)
        .forEach((component, image) -> bundle.putImages(component.service(), image.value()));
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
