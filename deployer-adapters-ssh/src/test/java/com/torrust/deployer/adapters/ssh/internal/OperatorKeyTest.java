package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is made of the answers of OpenSSH's programs; the real ones judge real keys elsewhere. */
class OperatorKeyTest {

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh";
  private static final String OTHER =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx0lqMPMbPH5Qw3rs0JkLzSeKbXmGxV9pTgTBbmsXkA";
  private static final Map<String, String> AGENT = Map.of("SSH_AUTH_SOCK", "/run/agent");

  @TempDir private Path folder;
  private Path privateKey;
  private Path publicKey;
  private final ScriptedCommandRunner programs = new ScriptedCommandRunner();

  @BeforeEach
  void lay() throws IOException {
    privateKey = folder.resolve("id");
    publicKey = folder.resolve("id.pub");
    Files.writeString(publicKey, KEY + " alice@desk\n");
    Files.writeString(privateKey, "a key\n");
    permit("rw-------");
  }

  private void permit(String permissions) throws IOException {
    Files.setPosixFilePermissions(privateKey, PosixFilePermissions.fromString(permissions));
  }

  private OperatorKey key(Map<String, String> variables) {
    return new OperatorKey(
        ImmutableAdapterContext.builder()
            .workingDirectory(folder)
            .variables(variables)
            .commands(programs)
            .clock(InstantSource.system())
            .build(),
        ImmutableSshCredentials.copyOf(Samples.sshCredentials())
            .withPrivateKeyPath(privateKey)
            .withPublicKeyPath(publicKey),
        Duration.ofSeconds(5),
        Cancellation.create());
  }

  private Optional<AttemptCause> fault(Map<String, String> variables) {
    return key(variables).fault();
  }

  private void keygen(int exitCode, String... lines) {
    programs.on("ssh-keygen", List.of("-y"), ScriptedCommandRunner.printing(exitCode, lines));
  }

  private void agent(int exitCode, String... lines) {
    programs.on("ssh-add", List.of("-L"), ScriptedCommandRunner.printing(exitCode, lines));
  }

  @Test
  void findsNothingWrongWithAKeyThatCanBeRead() {
    keygen(0, KEY);
    assertEquals(Optional.empty(), fault(Map.of()));
    assertFalse(
        programs.lines().stream().anyMatch(line -> line.contains("ssh-add")),
        "without an agent none is asked");
  }

  @Test
  void findsAMissingKeyAndOneThatOthersCanReadWithoutAnyProgram() throws IOException {
    permit("rw-r-----");
    assertEquals(Optional.of(AttemptCause.KEY_PERMISSIONS), fault(Map.of()));
    Files.delete(privateKey);
    assertEquals(Optional.of(AttemptCause.KEY_MISSING), fault(Map.of()));
    assertEquals(List.of(), programs.calls());
  }

  @Test
  void distinguishesALockedKeyFromADamagedOne() {
    keygen(255, "Load key \"id\": incorrect passphrase supplied to decrypt private key");
    assertEquals(Optional.of(AttemptCause.KEY_PASSPHRASE), fault(Map.of()));
    ScriptedCommandRunner damaged = new ScriptedCommandRunner();
    damaged.on(
        "ssh-keygen",
        List.of("-y"),
        ScriptedCommandRunner.printing(255, "Load key \"id\": error in libcrypto"));
    assertEquals(
        AttemptCause.KEY_INVALID,
        new OperatorKey(
                ImmutableAdapterContext.builder()
                    .workingDirectory(folder)
                    .commands(damaged)
                    .clock(InstantSource.system())
                    .build(),
                ImmutableSshCredentials.copyOf(Samples.sshCredentials())
                    .withPrivateKeyPath(privateKey)
                    .withPublicKeyPath(publicKey),
                Duration.ofSeconds(5),
                Cancellation.create())
            .fault()
            .orElseThrow());
  }

  @Test
  void leavesToTheClientWhatNoProgramHereCanTell() {
    assertEquals(Optional.empty(), fault(Map.of()));
  }

  @Test
  void needsNoFileWhenTheAgentHoldsTheKey() throws IOException {
    Files.delete(privateKey);
    agent(0, OTHER + " bob", KEY + " another comment");
    assertEquals(Optional.empty(), fault(AGENT));
    assertTrue(key(AGENT).isInAgent());
  }

  @Test
  void anAgentWithOtherKeysOrNoneHelpsNobody() throws IOException {
    Files.delete(privateKey);
    agent(0, OTHER + " bob");
    assertEquals(Optional.of(AttemptCause.KEY_MISSING), fault(AGENT));
    assertEquals(Optional.of(AttemptCause.KEY_MISSING), fault(Map.of("SSH_AUTH_SOCK", "")));
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPublicKeyThatNeverAnswersOrNeverEndsHoldsNobodyUp() throws Exception {
    keygen(0, KEY);
    Files.delete(publicKey);
    assertEquals(0, new ProcessBuilder("mkfifo", publicKey.toString()).start().waitFor());
    assertEquals(Optional.empty(), fault(AGENT));
    Files.delete(publicKey);
    Files.createSymbolicLink(publicKey, Path.of("/dev/zero"));
    assertEquals(Optional.empty(), fault(AGENT));
  }
}
