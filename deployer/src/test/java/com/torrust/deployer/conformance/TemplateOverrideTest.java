package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifacts;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateOverrideTest {

  private static final EnvironmentConfig CONFIG =
      RenderCases.configurations()
          .filter(config -> config.name().value().equals("every-printable-character"))
          .findFirst()
          .orElseThrow();

  @TempDir Path folder;

  @Test
  void aFileOfTheSamePathReplacesTheBuiltInTemplate() throws IOException {
    write("tracker/tracker.toml", "private = {{ private }}\n");
    String text = render().get().find("tracker/tracker.toml").orElseThrow().text();
    assertTrue(text.endsWith("\nprivate = false\n"), text);
    assertTrue(text.contains("# Template: tracker/tracker.toml (the operator's own)\n"), text);
  }

  @Test
  void anUnchangedCopyIsNobodysOwn() throws IOException {
    for (Map.Entry<String, String> template : renderer().templates().entrySet()) {
      write(template.getKey(), template.getValue());
    }
    assertEquals(builtIn().render(RenderCases.request(CONFIG)).get(), render().get());
  }

  @Test
  void anUnknownTokenIsTheOperatorsErrorAndNamesPlaceAndToken() throws IOException {
    write("tracker/tracker.toml", "a = 1\nprivate = {{ privat }}\n");
    DeployError error = render().getLeft();
    assertEquals("render.template_failed", error.code().value());
    assertEquals(ErrorKind.CONFIGURATION, error.kind());
    assertTrue(error.message().contains("'tracker/tracker.toml': line 2"), error.message());
    assertTrue(error.message().contains("privat"), error.message());
  }

  @Test
  void aFileThatReplacesNothingIsAnErrorWithTheNearestName() throws IOException {
    write("caddy/Cadyfile", "x");
    DeployError error = render().getLeft();
    assertEquals(ErrorKind.CONFIGURATION, error.kind());
    assertTrue(error.message().contains("nearest: caddy/Caddyfile"), error.message());
  }

  @Test
  void aMissingFolderIsAnError() {
    Renderer renderer = Rendering.renderer(Optional.of(folder.resolve("nowhere")));
    DeployError error = renderer.render(RenderCases.request(CONFIG)).getLeft();
    assertEquals(ErrorKind.CONFIGURATION, error.kind());
    assertTrue(error.message().contains("there is no such templates folder"), error.message());
  }

  @Test
  void aFailingTemplateNeverTellsASecret() throws IOException {
    write(
        "backup/etc/backup.conf", "{{ database.password | nonsense }}{{ database.password.x.y }}");
    DeployError error = render().getLeft();
    CONFIG
        .secrets()
        .forEach(secret -> assertFalse(error.message().contains(secret.expose()), error.message()));
  }

  @Test
  void everyBuiltInFileIsAPartOfATemplateAndEveryTemplateHasAText() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String module :
        List.of(
            "deployer-templates",
            "deployer-adapters-tofu",
            "deployer-adapters-ansible",
            "deployer-adapters-ssh")) {
      Path resources = Path.of("..", module, "src/main/resources/META-INF/templates");
      try (Stream<Path> found = Files.walk(resources)) {
        for (Path file : found.filter(Files::isRegularFile).toList()) {
          files.put(resources.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    Map<String, String> templates = new TreeMap<>(builtIn().templates());
    templates.remove("README.md");
    String stack = templates.remove("operations/stack");
    List<String> parts =
        files.keySet().stream().filter(path -> path.startsWith("operations/stack.d/")).toList();
    int length = 0;
    for (String part : parts) {
      assertTrue(stack.contains(files.get(part)), part);
      length += files.remove(part).length();
    }
    assertEquals(stack.length(), length);
    assertEquals(files, templates);
  }

  @Test
  void theGuideNamesEveryTemplateWithItsValues() {
    String guide = builtIn().templates().get("README.md");
    builtIn().templates().keySet().stream()
        .filter(path -> !path.equals("README.md"))
        .forEach(path -> assertTrue(guide.contains("\n## " + path + "\n"), path));
    assertTrue(
        guide.contains(
            "Its values: `email`, `site`, `site.domain`, `site.has_real_certificate`,"
                + " `site.sets_client_address`, `site.upstream`, `sites`,"
                + " `staging`."),
        guide);
  }

  private Either<DeployError, Artifacts> render() {
    return renderer().render(RenderCases.request(CONFIG));
  }

  private Renderer renderer() {
    return Rendering.renderer(Optional.of(folder));
  }

  private static Renderer builtIn() {
    return Rendering.renderer();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
