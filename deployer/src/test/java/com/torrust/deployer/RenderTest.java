package com.torrust.deployer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.RenderTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders with the adapters that are found on the class path, as a program does. */
class RenderTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"lxd", "hetzner"})
  void anAdapterThatMakesMachinesOfSeveralProvidersBringsItsFilesOnce(String provider)
      throws IOException {
    Path key = Files.writeString(folder.resolve("id"), "-----BEGIN PRIVATE KEY-----\n");
    Path publicKey =
        Files.writeString(
            folder.resolve("id.pub"),
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh\n");
    Path out = folder.resolve("out");
    try (Deployer deployer = Deployer.builder().workingDirectory(folder).build()) {
      String template =
          deployer
              .template(provider)
              .get()
              .orElseThrow()
              .replace("REPLACE_WITH_ENVIRONMENT_NAME", "demo")
              .replace("REPLACE_WITH_HETZNER_API_TOKEN", "0123456789abcdef".repeat(4))
              .replaceAll("REPLACE_WITH_[A-Z_]+", "long-enough-and-more-4711")
              .replaceAll("(\"private_key_path\": *\")[^\"]*", "$1" + key)
              .replaceAll("(\"public_key_path\": *\")[^\"]*", "$1" + publicKey);
      Path file = Files.writeString(folder.resolve("demo.json"), template);

      var rendered =
          deployer.render(
              file, new RenderTarget(HostAddress.parse("192.0.2.9").orElseThrow(), out, false));

      assertTrue(rendered.isRight(), rendered::toString);
    }
    try (Stream<Path> files = Files.walk(out)) {
      List<String> projects =
          files
              .map(each -> out.relativize(each).toString())
              .filter(each -> each.endsWith("main.tf"))
              .toList();
      assertEquals(List.of("tofu/" + provider + "/main.tf"), projects);
    }
  }
}
