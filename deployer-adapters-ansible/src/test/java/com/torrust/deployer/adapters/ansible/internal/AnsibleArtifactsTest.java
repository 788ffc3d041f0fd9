package com.torrust.deployer.adapters.ansible.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.port.RenderRequest;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnsibleArtifactsTest {

  private static final EnvironmentConfig CONFIG = Samples.config("demo");

  @Test
  void makesNothingAsLongAsNobodyKnowsWhereTheMachineIs() {
    assertEquals(
        List.of(),
        render(ImmutableRenderRequest.copyOf(request(CONFIG)).withAddress(Optional.empty())));
  }

  @Test
  void holdsNoSecret() {
    for (Artifact file : render(request(CONFIG))) {
      assertFalse(file.secret(), file::path);
      CONFIG
          .secrets()
          .forEach(secret -> assertFalse(file.text().contains(secret.expose()), file::path));
    }
  }

  @Test
  void opensWhatTheStackPublishes() {
    String variables = text(request(CONFIG), "variables.yml");
    assertTrue(
        variables.contains("public_ports:\n  - 6969/udp\n  - 7070/tcp\n  - 1212/tcp\n"), variables);
    assertTrue(variables.contains("public_udp_tracker: true\n"), variables);
    assertTrue(variables.contains("udp_tracker_ports: [6969]\n"), variables);
  }

  @Test
  void leavesTheKernelAloneWithoutAPublicUdpTracker() {
    EnvironmentConfig config =
        ImmutableEnvironmentConfig.copyOf(CONFIG)
            .withTracker(
                ImmutableTrackerConfig.copyOf(CONFIG.tracker()).withUdpTrackers(List.of()));
    String variables = text(request(config), "variables.yml");
    assertTrue(variables.contains("public_udp_tracker: false\n"), variables);
    assertTrue(variables.contains("udp_tracker_ports: []\n"), variables);
  }

  @Test
  void thePortOfTheMachineCountsForMoreThanTheConfiguredOne() {
    RenderRequest request = ImmutableRenderRequest.copyOf(request(CONFIG)).withSshPort(2222);
    assertTrue(text(request, "inventory.yml").contains("ansible_port: 2222\n"));
    assertTrue(text(request, "variables.yml").contains("ssh_port: 2222\n"));
  }

  @Test
  void ansibleDoesNotEvaluateThePathOfTheKey() {
    EnvironmentConfig config =
        ImmutableEnvironmentConfig.copyOf(CONFIG)
            .withSshCredentials(
                ImmutableSshCredentials.copyOf(CONFIG.sshCredentials())
                    .withPrivateKeyPath(Path.of("/k/{{ x }} \"y\"")));
    String inventory = text(request(config), "inventory.yml");
    assertTrue(
        inventory.contains("ansible_ssh_private_key_file: !unsafe \"/k/{{ x }} \\\"y\\\"\"\n"),
        inventory);
  }

  @Test
  void joinsTheConnectionOfTheOperationAndChecksThePinnedKey() {
    String settings =
        text(
            ImmutableRenderRequest.copyOf(request(CONFIG))
                .withKnownHosts(Path.of("/it's here/100%/known_hosts"))
                .withControlSocket(Path.of("/run/s/ssh")),
            "ansible.cfg");
    assertTrue(settings.contains("-o 'ControlPath=\"/run/s/ssh\"'"), settings);
    assertTrue(settings.contains("-o StrictHostKeyChecking=yes"), settings);
    assertTrue(
        settings.contains("-o 'UserKnownHostsFile=\"/it'\\''s here/100%%/known_hosts\"'"),
        settings);
  }

  @Test
  void rendersTheSameForEverybody() {
    assertEquals(render(request(CONFIG)), render(request(CONFIG)));
  }

  private static RenderRequest request(EnvironmentConfig config) {
    return ImmutableRenderRequest.builder()
        .config(config)
        .addPurposes(ArtifactPurpose.CONFIGURE)
        .label(new Label("demo.0123abcd"))
        .publicKey("ssh-ed25519 AAAA")
        .address(Samples.address("192.0.2.10"))
        .build();
  }

  private static List<Artifact> render(RenderRequest request) {
    return new JinjavaRendererProvider()
        .create(
            ImmutableAdapterContext.builder()
                .workingDirectory(Path.of("/"))
                .commands(new ScriptedCommandRunner())
                .clock(InstantSource.system())
                .artifacts(FoundArtifacts.everywhere())
                .templates(Optional.empty())
                .build())
        .render(request)
        .get()
        .files();
  }

  private static String text(RenderRequest request, String name) {
    return render(request).stream()
        .filter(file -> file.path().equals("ansible/" + name))
        .map(Artifact::text)
        .findFirst()
        .orElseThrow();
  }
}
