package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.HostDirectory;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.HostOwner;
import com.torrust.deployer.domain.release.ReleaseBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** A container that somebody has taken over stays in its folders, whatever is configured. */
class ContainmentTest {

  private static final String ROOT = ReleaseBundle.ROOT;

  private final Renderer renderer = Rendering.renderer();

  @Test
  void noContainerHasMorePowerThanItNeeds() {
    Set<String> privileged = new TreeSet<>();
    eachService(
        (name, service) -> {
          assertEquals("[\"ALL\"]", service.path("cap_drop").toString(), name);
          assertTrue(service.path("read_only").asBoolean(), name);
          assertEquals("[\"no-new-privileges:true\"]", service.path("security_opt").toString());
          assertFalse(service.path("mem_limit").asText().isEmpty(), name);
          assertTrue(service.path("pids_limit").asInt() > 0, name);
          assertFalse(service.path("privileged").asBoolean(), name);
          service.path("cap_add").forEach(each -> privileged.add(name + " " + each.asText()));
        });
    assertEquals(Set.of("caddy NET_BIND_SERVICE", "statistics-proxy NET_BIND_SERVICE"), privileged);
  }

  @Test
  void theTrackersOwnAccountIsTheOnlyOneInItsContainers() {
    eachService(
        (name, service) -> {
          if (name.equals("tracker") || name.equals("backup")) {
            assertEquals("${USER_ID:-1000}:${GROUP_ID:-1000}", service.path("user").asText(), name);
          }
        });
  }

  @Test
  void rootFindsNothingOfItsOwnInAFolderThatAContainerMayWrite() {
    eachRelease(
        (bundle, compose) -> {
          List<String> writable = new ArrayList<>();
          List<String> mounted = new ArrayList<>();
          compose
              .path("services")
              .forEach(
                  service ->
                      service
                          .path("volumes")
                          .forEach(
                              volume -> {
                                String source = ROOT + volume.path("source").asText().substring(1);
                                mounted.add(source);
                                if (volume.path("mode").asText().equals("rw")) {
                                  writable.add(source);
                                }
                              }));
          for (String folder : writable) {
            // Docker follows links as root when it mounts.
            mounted.forEach(source -> assertOutside(folder, source));
            bundle.files().stream()
                .map(HostFile::path)
                .forEach(path -> assertOutside(folder, path));
            bundle.directories().stream()
                .filter(directory -> directory.owner().equals(HostOwner.ROOT))
                .map(HostDirectory::path)
                .forEach(path -> assertOutside(folder, path));
          }
        });
  }

  @Test
  void everythingAboveAContainersFolderBelongsToRoot() {
    eachRelease(
        (bundle, compose) -> {
          for (HostFile file : bundle.files()) {
            assertTrue(file.owner().text().startsWith("0:"), file.path());
          }
          List<HostDirectory> others =
              bundle.directories().stream()
                  .filter(directory -> !directory.owner().text().startsWith("0:"))
                  .toList();
          for (HostDirectory other : others) {
            bundle.directories().stream()
                .filter(above -> other.path().startsWith(above.path() + "/"))
                .filter(above -> !above.path().equals(ROOT + "/storage/tracker/lib"))
                .forEach(above -> assertTrue(above.owner().text().startsWith("0:"), above.path()));
          }
        });
  }

  private static void assertOutside(String folder, String path) {
    assertFalse(path.startsWith(folder + "/"), path + " stands in " + folder);
  }

  private void eachService(BiConsumer<String, JsonNode> judge) {
    eachRelease(
        (bundle, compose) ->
            compose
                .path("services")
                .propertyStream()
                .forEach(service -> judge.accept(service.getKey(), service.getValue())));
  }

  private void eachRelease(BiConsumer<ReleaseBundle, JsonNode> judge) {
    int count = 0;
    for (RenderCase each : RenderCase.all()) {
      for (EnvironmentConfig config : each.decode()) {
        Artifacts artifacts =
            renderer
                .render(RenderCase.request(config))
                .getOrElseThrow(error -> new AssertionError(error.message()));
        judge.accept(
            renderer.bundle(config, artifacts), RenderedModel.of(artifacts, false).path("compose"));
        count++;
      }
    }
    assertTrue(count > 50, "only " + count + " configurations");
  }
}
