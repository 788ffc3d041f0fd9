package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites.Question;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.testkit.data.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that the real OpenSSH makes and judges. */
class SshPrerequisitesIT {

  @TempDir private Path folder;

  @BeforeEach
  void needsOpenSsh() {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "no OpenSSH client here");
  }

  @Test
  void findsTheClientAndAKeyThatSigns() throws Exception {
    Path key = keygen("good", "");

    List<Prerequisite> found = look(key, Path.of(key + ".pub"));

    assertEquals(
        List.of("tool.ssh", "ssh.key"), found.stream().map(each -> each.result().id()).toList());
    assertTrue(
        found.stream().allMatch(each -> each.result().status() == Status.PASS), found::toString);
    assertTrue(found.get(0).result().detail().startsWith("OpenSSH"), found::toString);
  }

  @Test
  void tellsThatTheTwoHalvesOfAKeyDoNotBelongTogether() throws Exception {
    Path key = keygen("one", "");
    Path other = keygen("other", "");

    Prerequisite found = look(key, Path.of(other + ".pub")).get(1);

    assertEquals(Status.FAIL, found.result().status());
    assertTrue(found.result().detail().contains("does not belong"), found::toString);
    assertTrue(found.remedies().toString().contains("ssh-keygen -y"), found::toString);
  }

  @Test
  void doesNotAskForAPassphraseButTellsHowToUseAnAgent() throws Exception {
    Path key = keygen("locked", "passphrase");

    Prerequisite found = look(key, Path.of(key + ".pub")).get(1);

    assertEquals(Status.FAIL, found.result().status());
    assertTrue(found.remedies().toString().contains("ssh-add " + key), found::toString);
  }

  @Test
  void anAgentSignsWithAKeyWhoseFileIsGone() throws Exception {
    Path key = keygen("agent", "");
    Path socket = Files.createTempDirectory("a").resolve("s");
    Process agent =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      while (!Files.exists(socket)) {
        Thread.onSpinWait();
      }
      ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
      add.environment().put("SSH_AUTH_SOCK", socket.toString());
      assertEquals(0, add.start().waitFor());
      Files.delete(key);

      Prerequisite found =
          look(key, Path.of(key + ".pub"), Map.of("SSH_AUTH_SOCK", socket.toString())).get(1);

      assertEquals(Status.PASS, found.result().status(), found::toString);
      assertTrue(found.result().detail().contains("agent"), found::toString);
    } finally {
      agent.toHandle().destroy();
    }
  }

  @Test
  void tellsThatAKeyIsDamaged() throws Exception {
    Path key = keygen("damaged", "");
    Files.writeString(key, Files.readString(key).substring(0, 120));

    Prerequisite found = look(key, Path.of(key + ".pub")).get(1);

    assertEquals(Status.FAIL, found.result().status());
    assertTrue(found.remedies().toString().contains("ssh-keygen -y"), found::toString);
  }

  @Test
  void tellsThatThereIsNoKey() throws IOException {
    Prerequisite found = look(folder.resolve("none"), folder.resolve("none.pub")).get(1);

    assertEquals(Status.FAIL, found.result().status());
  }

  private Path keygen(String name, String passphrase) throws Exception {
    Path key = folder.resolve(name);
    Process process =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", key.toString())
            .inheritIO()
            .start();
    assertEquals(0, process.waitFor());
    return key;
  }

  private List<Prerequisite> look(Path privateKey, Path publicKey) {
    return look(privateKey, publicKey, Map.of());
  }

  private List<Prerequisite> look(
      Path privateKey, Path publicKey, Map<String, String> furtherVariables) {
    Map<String, String> variables = new HashMap<>(furtherVariables);
    variables.put("PATH", "/usr/bin:/bin");
    AdapterContext context =
        ImmutableAdapterContext.builder()
            .workingDirectory(folder)
            .variables(variables)
            .commands(new LocalCommandRunnerProvider().create())
            .clock(InstantSource.system())
            .build();
    var config =
        ImmutableEnvironmentConfig.copyOf(Samples.config("demo"))
            .withSshCredentials(
                ImmutableSshCredentials.copyOf(Samples.sshCredentials())
                    .withPrivateKeyPath(privateKey)
                    .withPublicKeyPath(publicKey));
    return new SshPrerequisites(context)
        .check(
            new Question(Optional.empty(), Optional.of(config), Duration.ofSeconds(20)),
            Cancellation.create());
  }
}
