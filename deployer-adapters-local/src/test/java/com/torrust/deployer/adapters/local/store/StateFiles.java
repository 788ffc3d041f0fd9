package com.torrust.deployer.adapters.local.store;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.json.JsonDocuments;
import com.torrust.deployer.testkit.data.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** State files and configurations of the conformance suite. */
final class StateFiles {

  static final List<String> REFERENCE_STATES =
      List.of(
          "created",
          "provisioning",
          "provisioned",
          "configuring",
          "configured",
          "releasing",
          "released",
          "running",
          "destroying",
          "destroyed",
          "provision_failed",
          "configure_failed",
          "release_failed",
          "run_failed",
          "destroy_failed");

  static final List<String> CONFIGS =
      List.of(
          "01-minimal-lxd",
          "02-full-stack-lxd",
          "03-minimal-hetzner",
          "04-full-stack-hetzner",
          "05-mysql-development",
          "06-production-https",
          "07-udp-only",
          "08-http-only-https",
          "09-monitoring-stack",
          "10-multi-domain",
          "11-private-tracker",
          "12-high-availability",
          "13-backup-focused",
          "14-lightweight-production",
          "15-sqlite-monitoring");

  private StateFiles() {}

  /** A resource with the placeholders of paths filled in. */
  static String resource(String path) {
    try (InputStream stream = StateFiles.class.getResourceAsStream(path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@FIXTURES@", "/home/alice/.ssh")
          .replace("@WORK@", "/home/alice/tracker");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String reference(String state) {
    return resource("/conformance/reference-state/sqlite-monitoring/" + state + ".json");
  }

  /**
   * A configuration of the conformance suite; six of them have a section that never meant anything.
   */
  static EnvironmentConfig config(String text) {
    ObjectValue document = (ObjectValue) JsonDocuments.read(text).get();
    List<ConfigValue.Member> members =
        document.members().stream().filter(member -> !member.name().equals("caddy")).toList();
    return ConfigDecoder.drawingFrom(Samples.PROVIDERS, new Random(1))
        .decode(new ObjectValue(members, Optional.empty()))
        .config()
        .orElseThrow(() -> new AssertionError("not a valid configuration: " + text));
  }

  /** Puts a state file in place, as another program or a hand may have. */
  static Path put(Path folder, String name, String text) throws IOException {
    Path file = StoreLayout.below(folder).state(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  static FileEnvironmentStore store(Path folder) {
    return new FileEnvironmentStore(StoreLayout.below(folder), Samples.PROVIDERS);
  }
}
