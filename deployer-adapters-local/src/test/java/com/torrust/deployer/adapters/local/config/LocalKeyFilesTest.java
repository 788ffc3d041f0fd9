package com.torrust.deployer.adapters.local.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.domain.config.document.KeyFiles.Flaw;
import com.torrust.deployer.domain.config.document.KeyFiles.SecretFlaw;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKeyFilesTest {

  private static final String BODY =
      "AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh";

  private final LocalKeyFiles files = new LocalKeyFiles(false);

  @TempDir private Path folder;

  @Test
  void findsNothingWrongWithARealPair() throws IOException {
    assertEquals(Optional.empty(), files.privateKey(file(SharedCases.key("testing_ed25519"))));
    assertEquals(Optional.empty(), files.publicKey(file(SharedCases.key("testing_ed25519.pub"))));
    assertEquals(
        Optional.empty(),
        files.publicKey(file(SharedCases.key("testing_ed25519_odd_comment.pub"))));
  }

  @Test
  void tellsMissingFilesAndFolders() {
    assertEquals(Optional.of(Flaw.MISSING), files.privateKey(folder.resolve("none")));
    assertEquals(Optional.of(Flaw.MISSING), files.publicKey(folder.resolve("none")));
    assertEquals(Optional.of(Flaw.NOT_A_FILE), files.privateKey(folder));
    assertEquals(Optional.of(Flaw.NOT_A_FILE), files.publicKey(folder));
  }

  @Test
  void saysInTheImageThatAFileWasNotGivenToTheContainer() {
    LocalKeyFiles inImage = LocalKeyFiles.seenFrom(Map.of("TORRUST_DEPLOYER_IMAGE", "1"));
    assertEquals(Optional.of(Flaw.NOT_GIVEN), inImage.privateKey(folder.resolve("none")));
    assertEquals(Optional.of(Flaw.NOT_GIVEN), inImage.publicKey(folder.resolve("none")));
    assertEquals(Optional.of(SecretFlaw.NOT_GIVEN), inImage.secretFile(folder.resolve("none")));
    assertEquals(Optional.of(SecretFlaw.MISSING), files.secretFile(folder.resolve("none")));
  }

  @Test
  void tellsWhatTheSystemRefusesToRead() {
    Path memory = Path.of("/proc/self/mem");
    Assumptions.assumeTrue(
        Files.isRegularFile(memory), "there is a file whose first byte cannot be read");

    assertEquals(Optional.of(Flaw.UNREADABLE), files.privateKey(memory));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ssh-rsa", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com", "ssh-ed25519"})
  void knowsTheTypesOfPublicKeys(String type) throws IOException {
    assertEquals(Optional.empty(), files.publicKey(file(type + " " + BODY)));
    assertEquals(Optional.empty(), files.publicKey(file(type + " " + BODY + " dana@désk\r\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "-----BEGIN OPENSSH PRIVATE KEY-----\n",
        "ssh-foo " + BODY,
        "ssh-ed25519",
        "ssh-ed25519 " + BODY + "\nssh-ed25519 " + BODY,
        BODY
      })
  void refusesWhatIsNoPublicKeyInOneLine(String text) throws IOException {
    assertEquals(Optional.of(Flaw.NOT_A_PUBLIC_KEY), files.publicKey(file(text)));
  }

  @Test
  void recognisesPassphrasesInAllThreeFormats() throws IOException {
    byte[] encrypted =
        "openssh-key-v1\0\0\0\0\naes256-ctr\0\0\0\6bcrypt\0\0\0"
            .getBytes(StandardCharsets.ISO_8859_1);
    String openSsh =
        "-----BEGIN OPENSSH PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(20, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encrypted)
            + "\n-----END OPENSSH PRIVATE KEY-----\n";

    assertEquals(Optional.of(Flaw.PASSPHRASE), files.privateKey(file(openSsh)));
    assertEquals(
        Optional.of(Flaw.PASSPHRASE),
        files.privateKey(file("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII\n")));
    assertEquals(
        Optional.of(Flaw.PASSPHRASE),
        files.privateKey(file("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nMII\n")));
  }

  @Test
  void takesAnOpenSshKeyWithBrokenBodyForWhatItIsNot() throws IOException {
    assertEquals(
        Optional.empty(),
        files.privateKey(
            file("-----BEGIN OPENSSH PRIVATE KEY-----\nA\n-----END OPENSSH PRIVATE KEY-----\n")));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "key", ""), text);
  }
}
