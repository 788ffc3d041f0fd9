package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.environment.EnvironmentId;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.testkit.data.Samples;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Renderer} does. */
public abstract class RendererContract {

  private static final EnvironmentConfig CONFIG = Samples.config("demo");

  /** For JUnit. */
  protected RendererContract() {}

  /** The renderer to test; a second call gives another one. */
  protected abstract Renderer renderer();

  private static RenderRequest request(Set<ArtifactPurpose> purposes) {
    return ImmutableRenderRequest.builder()
        .config(CONFIG)
        .purposes(purposes)
        .label(new EnvironmentId("7a1c2f7e-0000-4000-8000-5d6f7e8a9b0c").label(CONFIG.name()))
        .publicKey(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHNhbXBsZXNhbXBsZXNhbXBsZXNhbXBsZXNhbXBs"
                + " alice@desk")
        .address(Samples.address("192.0.2.10"))
        .build();
  }

  private Artifacts rendered() {
    return rendered(EnumSet.allOf(ArtifactPurpose.class));
  }

  private Artifacts rendered(Set<ArtifactPurpose> purposes) {
    return renderer().render(request(purposes)).get();
  }

  @Test
  void makesTheSameBytesEveryTime() {
    assertEquals(rendered(), rendered());
    assertEquals(
        renderer().bundle(CONFIG, rendered()).id(), renderer().bundle(CONFIG, rendered()).id());
  }

  @Test
  void rendersWhatIsWantedOnlyAndEveryFileIntoTheFolderOfItsGroup() {
    List<Artifact> single = new ArrayList<>();
    for (ArtifactPurpose purpose : ArtifactPurpose.values()) {
      List<Artifact> files = rendered(EnumSet.of(purpose)).files();
      assertFalse(files.isEmpty(), purpose.toString());
      files.forEach(
          file -> assertTrue(file.path().startsWith(file.group().folder() + "/"), file.path()));
      single.addAll(files);
    }
    assertEquals(rendered().files(), single);
  }

  @Test
  void leavesOutWhatTheConfigurationDoesNotNeed() {
    Set<String> unneeded = Set.of("prometheus", "grafana", "caddy", "backup");
    assertTrue(
        rendered().files().stream().noneMatch(file -> unneeded.contains(file.group().folder())));
  }

  @Test
  void marksEveryFileThatHoldsASecret() {
    for (Artifact file : rendered().files()) {
      boolean holdsOne =
          CONFIG.secrets().stream().map(Secret::expose).anyMatch(file.text()::contains);
      assertTrue(file.secret() || !holdsOne, file.path());
    }
  }

  @Test
  void bundlesWhatTheMachineNeedsAndNothingForToolsHere() {
    ReleaseBundle bundle = renderer().bundle(CONFIG, rendered());
    assertFalse(bundle.files().isEmpty());
    assertEquals(
        bundle.files().size(), bundle.files().stream().map(HostFile::path).distinct().count());
    Artifacts local = rendered(EnumSet.of(ArtifactPurpose.PROVISION, ArtifactPurpose.CONFIGURE));
    assertFalse(local.files().isEmpty());
    for (Artifact file : local.files()) {
      assertTrue(
          file.text().isBlank()
              || bundle.files().stream().noneMatch(sent -> sent.text().equals(file.text())),
          file.path());
    }
  }

  @Test
  void namesAnImageForEachComponentAndTakesTheOnesThatTheUserNames() {
    assertEquals(CONFIG.components(), renderer().images(CONFIG).keySet());
    ImageReference mine =
        ImageReference.parse("registry.example/tracker:1.2")
            .getOrElseThrow(violation -> new AssertionError(violation.message()));
    EnvironmentConfig own =
        ImmutableEnvironmentConfig.builder()
            .from(CONFIG)
            .images(Map.of(Component.TRACKER, mine))
            .build();
    assertEquals(mine, renderer().images(own).get(Component.TRACKER));
  }

  @Test
  void showsItsTemplates() {
    assertFalse(renderer().templates().isEmpty());
    assertTrue(renderer().templates().values().stream().noneMatch(String::isEmpty));
  }
}
