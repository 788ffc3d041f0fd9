package com.torrust.deployer.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.testkit.property.Configurations;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RenderProperties {

  @Provide
  Arbitrary<EnvironmentConfig> configurations() {
    return Configurations.valid();
  }

  @Property
  void everyValidConfigurationRenders(@ForAll("configurations") EnvironmentConfig config) {
    assertTrue(render(SHARED, config).files().size() > 0);
  }

  @Property
  void theSameConfigurationRendersToTheSameBytes(
      @ForAll("configurations") EnvironmentConfig config) {
    assertEquals(render(SHARED, config), render(FRESH, config));
  }

  @Property
  void everyMountedFileAndOwnerOnlyFileIsPartOfTheBundle(
      @ForAll("configurations") EnvironmentConfig config) {
    Artifacts artifacts = render(SHARED, config);
    ReleaseBundle bundle = SHARED.bundle(config, artifacts);
    Set<String> files = new HashSet<>(bundle.files().stream().map(file -> file.path()).toList());
    bundle.mountedFiles().values().forEach(mounted -> assertTrue(files.containsAll(mounted)));
    assertTrue(bundle.retired().stream().noneMatch(files::contains));
    for (Artifact secret : artifacts.files().stream().filter(Artifact::secret).toList()) {
      bundle.files().stream()
          .filter(file -> file.text().equals(secret.text()))
          .forEach(file -> assertTrue(file.mode().endsWith("0"), file.toString()));
    }
    Set<String> made = new HashSet<>(List.of("/etc/cron.d", "/etc/logrotate.d", "/usr/local/bin"));
    bundle.directories().forEach(directory -> made.add(directory.path()));
    files.forEach(
        file -> assertTrue(made.contains(file.substring(0, file.lastIndexOf('/'))), file));
  }

  @Property
  void noSecretStandsInAFileThatOthersMayRead(@ForAll("configurations") EnvironmentConfig config) {
    for (Artifact artifact : render(SHARED, config).files()) {
      if (!artifact.secret()) {
        config.secrets().stream()
            .map(secret -> secret.expose())
            .filter(secret -> secret.length() > 12)
            .forEach(secret -> assertTrue(!artifact.text().contains(secret), artifact.path()));
      }
    }
  }

  private static final Renderer SHARED =
      new JinjavaRenderer(Optional.empty(), purpose -> List.of());
  private static final Renderer FRESH = new JinjavaRenderer(Optional.empty(), purpose -> List.of());

  private static Artifacts render(Renderer renderer, EnvironmentConfig config) {
    return renderer
        .render(request(config))
        .getOrElseThrow(error -> new AssertionError(error.message()));
  }

  static RenderRequest request(EnvironmentConfig config) {
    return ImmutableRenderRequest.builder()
        .config(config)
        .label(new Label(config.name().value() + ".00000000"))
        .publicKey(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh key")
        .address(HostAddress.parse("10.140.190.14"))
        .build();
  }
}
