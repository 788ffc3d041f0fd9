package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.ConfigReader;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ConfigReader} does. */
public abstract class ConfigReaderContract {

  /** For JUnit. */
  protected ConfigReaderContract() {}

  /** The reader to test. */
  protected abstract ConfigReader reader();

  /** A text that means {@link #config()}. */
  protected abstract String text();

  /** What {@link #text()} means. */
  protected abstract EnvironmentConfig config();

  @Test
  void readsAText() {
    assertEquals(config(), reader().parse(text(), "a text").get().config());
  }

  @Test
  void refusesWhatIsNoConfigurationAndNamesIt() {
    DeployError error = reader().parse("no configuration", "my text").getLeft();
    assertEquals("config.invalid", error.code().value());
    assertEquals(ErrorKind.CONFIGURATION, error.kind());
    assertTrue(error.message().contains("my text"), error.message());
  }

  @Test
  void saysThatAFileIsMissing() {
    DeployError error = reader().read(Path.of("/no/such/file.json")).getLeft();
    assertEquals("config.file_not_found", error.code().value());
    assertEquals(ErrorKind.USAGE, error.kind());
    assertEquals("/no/such/file.json", error.facts().get("path"));
  }

  @Test
  void hasATemplateForAKnownProviderOnly() {
    assertTrue(reader().template("lxd").isPresent());
    assertEquals(Optional.empty(), reader().template("no-such-provider"));
    assertFalse(reader().schema().isBlank());
  }
}
