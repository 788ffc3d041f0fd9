package com.torrust.deployer.adapters.tofu.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.machine.MachineSoftware;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.provider.ImmutableHetznerConfig;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.templates.JinjavaRendererProvider;
import com.torrust.deployer.testkit.data.FoundArtifacts;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TofuArtifactsTest {

  private static final String KEY = "ssh-ed25519 AAAAC3Nz ops: \"night shift\" ${x} #2";

  @Test
  void makesExactlyTheFilesOfTheConfiguredProvider() {
    assertEquals(
        List.of(
            "tofu/lxd/main.tf",
            "tofu/lxd/variables.tfvars",
            "tofu/lxd/cloud-init.yml",
            "tofu/lxd/ahead.sh"),
        render(Samples.config("demo")).stream().map(Artifact::path).toList());
    assertEquals(
        List.of(
            "tofu/hetzner/main.tf",
            "tofu/hetzner/variables.tfvars",
            "tofu/hetzner/cloud-init.yml",
            "tofu/hetzner/ahead.sh"),
        render(onHetzner("token")).stream().map(Artifact::path).toList());
  }

  @Test
  void onlyTheFileWithTheTokenIsSecret() {
    assertEquals(
        List.of("tofu/hetzner/variables.tfvars"),
        render(onHetzner("token")).stream().filter(Artifact::secret).map(Artifact::path).toList());
    assertTrue(render(Samples.config("demo")).stream().noneMatch(Artifact::secret));
  }

  @Test
  void everyProjectMarksItsResourcesWithTheLabelOfTheEnvironment() {
    for (EnvironmentConfig config : List.of(Samples.config("demo"), onHetzner("token"))) {
      Map<String, String> files = texts(config);
      assertTrue(files.get("main.tf").contains(Label.KEY));
      assertTrue(files.get("variables.tfvars").contains("= \"demo.0123abcd\"\n"));
    }
  }

  @Test
  void opensWhatIsPublishedAndThePortOfTheDaemonAndNothingElse() {
    String variables = texts(onPort(onHetzner("token"), 2222)).get("variables.tfvars");
    assertTrue(variables.contains("open_tcp_ports = [2222, 7070, 1212]\n"), variables);
    assertTrue(variables.contains("open_udp_ports = [6969]\n"), variables);
  }

  @Test
  void valuesCannotBreakOutOfTheirQuotes() {
    Map<String, String> files = texts(onHetzner("a\"\n${b}\\"));
    assertTrue(
        files.get("variables.tfvars").contains("hcloud_api_token = \"a\\\"\\n\\u0024{b}\\\\\"\n"));
    assertTrue(
        files
            .get("cloud-init.yml")
            .contains("- \"ssh-ed25519 AAAAC3Nz ops: \\\"night shift\\\" ${x} #2\"\n"));
  }

  @Test
  void movesTheDaemonOnlyToAnUnusualPort() {
    assertFalse(texts(Samples.config("demo")).get("cloud-init.yml").contains("sshd_config.d"));
    String moved = texts(onPort(Samples.config("demo"), 2222)).get("cloud-init.yml");
    assertTrue(moved.contains("      Port 2222\n"), moved);
    assertTrue(moved.contains("runcmd:\n  - reboot\n"), moved);
  }

  @Test
  void cloudInitIsAnnouncedOnTheFirstLine() {
    assertTrue(texts(Samples.config("demo")).get("cloud-init.yml").startsWith("#cloud-config\n"));
  }

  @Test
  void theFirstBootInstallsWhatTheConfiguratorAsksForAndPullsWhatTheStackRuns() {
    String ahead = texts(Samples.config("demo")).get("ahead.sh");
    assertTrue(ahead.startsWith("#!/bin/sh\n"), ahead);
    assertTrue(
        ahead.contains("install " + String.join(" ", MachineSoftware.others()) + " $docker\n"),
        ahead);
    assertTrue(
        ahead.contains("    ubuntu) docker='docker.io docker-compose-v2' ;;\n")
            && !ahead.contains("docker-ce"),
        ahead);
    assertTrue(ahead.contains("\ntorrust/tracker:3.0.0\n"), ahead);
    assertTrue(ahead.contains(MachineSoftware.dockerSettings(false)), ahead);
  }

  @Test
  void nothingIsUnderWayWhenTheFirstBootEndsByAnotherOne() {
    String guard = "    [ -e /etc/ssh/sshd_config.d/99-custom-port.conf ] || exit 0\n";
    assertFalse(texts(Samples.config("demo")).get("ahead.sh").contains(guard));
    Map<String, String> files = texts(onPort(Samples.config("demo"), 2222));
    assertTrue(files.get("ahead.sh").contains(guard));
    assertTrue(files.get("cloud-init.yml").contains("/etc/ssh/sshd_config.d/99-custom-port.conf"));
  }

  private static Map<String, String> texts(EnvironmentConfig config) {
    return render(config).stream()
        .collect(
            Collectors.toMap(
                file -> file.path().substring(file.path().lastIndexOf('/') + 1), Artifact::text));
  }

  private static List<Artifact> render(EnvironmentConfig config) {
    return new JinjavaRendererProvider()
        .create(
            ImmutableAdapterContext.builder()
                .workingDirectory(Path.of("/"))
                .commands(new ScriptedCommandRunner())
                .clock(InstantSource.system())
                .artifacts(FoundArtifacts.everywhere())
                .build())
        .render(
            ImmutableRenderRequest.builder()
                .config(config)
                .addPurposes(ArtifactPurpose.PROVISION)
                .label(new Label("demo.0123abcd"))
                .publicKey(KEY)
                .build())
        .get()
        .files();
  }

  private static EnvironmentConfig onHetzner(String token) {
    return ImmutableEnvironmentConfig.copyOf(Samples.config("demo"))
        .withProvider(
            ImmutableHetznerConfig.builder()
                .apiToken(Secret.of(token))
                .serverType("cx22")
                .location("nbg1")
                .image("ubuntu-24.04")
                .build());
  }

  private static EnvironmentConfig onPort(EnvironmentConfig config, int port) {
    return ImmutableEnvironmentConfig.copyOf(config)
        .withSshCredentials(ImmutableSshCredentials.copyOf(config.sshCredentials()).withPort(port));
  }
}
