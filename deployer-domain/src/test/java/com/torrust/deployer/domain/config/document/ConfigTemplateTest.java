package com.torrust.deployer.domain.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfigTemplateTest {

  @Test
  void isThereForEveryProviderAndNoOther() {
    assertEquals(List.of("lxd", "hetzner"), Draft.PROVIDERS.ids());
    assertEquals(Optional.empty(), ConfigTemplate.forProvider(Draft.PROVIDERS, "aws"));
  }

  @Test
  void breaksOnlyTheRulesOfItsPlaceholders() {
    assertEquals(
        List.of(
            "R13 /environment/name",
            "R32 /ssh_credentials/private_key_path",
            "R33 /ssh_credentials/public_key_path",
            "R25 /provider/profile_name"),
        errors(template("lxd")));
    assertEquals(
        List.of(
            "R13 /environment/name",
            "R32 /ssh_credentials/private_key_path",
            "R33 /ssh_credentials/public_key_path"),
        errors(template("hetzner")));
  }

  @Test
  void tellsThatAPlaceholderIsToBeReplaced() {
    Finding finding = findings(template("lxd")).get(0);

    assertEquals("replace the template's placeholder with a value of your own", finding.remedy());
  }

  @Test
  void listsEveryPlaceholder() {
    assertEquals(
        List.of(
            "/environment/name",
            "/ssh_credentials/private_key_path",
            "/ssh_credentials/public_key_path",
            "/provider/profile_name"),
        ConfigTemplate.placeholders(template("lxd")));
    assertTrue(ConfigTemplate.placeholders(template("hetzner")).contains("/provider/api_token"));
  }

  @Test
  void isAcceptedOnceItsPlaceholdersAreReplaced() {
    Draft draft = new Draft(template("hetzner"));
    Draft filled =
        draft
            .with("/environment/name", "lab")
            .with("/ssh_credentials/private_key_path", "/keys/lab")
            .with("/ssh_credentials/public_key_path", "/keys/lab.pub");

    assertEquals(List.of(), errors(filled.document()));
    assertEquals(
        List.of(
            "X11 /provider/api_token",
            "S1 /tracker/http_api/use_tls_proxy",
            "X12 /tracker/http_api/admin_token",
            "S1 /grafana/use_tls_proxy",
            "X12 /grafana/admin_password",
            "S9 /backup"),
        findings(filled.document()).stream().map(ConfigTemplateTest::briefly).toList());
  }

  private static ConfigValue template(String provider) {
    return ConfigTemplate.forProvider(Draft.PROVIDERS, provider).orElseThrow();
  }

  private static List<Finding> findings(ConfigValue document) {
    return ConfigDecoder.drawingFrom(Draft.PROVIDERS, new Random(7)).decode(document).findings();
  }

  private static List<String> errors(ConfigValue document) {
    return findings(document).stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .map(ConfigTemplateTest::briefly)
        .toList();
  }

  private static String briefly(Finding finding) {
    return finding.rule() + " " + finding.pointer();
  }
}
