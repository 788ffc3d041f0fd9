package com.torrust.deployer.adapters.local.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.SshKeyFiles;
import com.torrust.deployer.testkit.contract.SshKeyFilesContract;
import com.torrust.deployer.testkit.data.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSshKeyFilesContractTest extends SshKeyFilesContract {

  @TempDir Path folder;

  @BeforeEach
  void layDownKeys() throws IOException {
    for (String name : List.of("testing_ed25519", "testing_ed25519.pub")) {
      try (InputStream key = getClass().getResourceAsStream("/conformance/fixtures/" + name)) {
        Files.write(folder.resolve(name), key.readAllBytes());
      }
    }
    allow(folder.resolve("testing_ed25519"), "rw-------");
  }

  private static void allow(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Override
  protected SshKeyFiles keyFiles() {
    return new LocalSshKeyFiles(new LocalKeyFiles(false));
  }

  @Override
  protected SshCredentials goodPair() {
    return pair("testing_ed25519");
  }

  private SshCredentials pair(String name) {
    return ImmutableSshCredentials.copyOf(Samples.sshCredentials())
        .withPrivateKeyPath(folder.resolve(name))
        .withPublicKeyPath(folder.resolve(name + ".pub"));
  }

  private String codeFor(SshCredentials credentials) {
    var error = keyFiles().publicKey(credentials).getLeft();
    assertEquals(ErrorKind.PREREQUISITE, error.kind());
    assertTrue(error.message().contains(credentials.publicKeyPath().toString()), error.message());
    return error.code().value();
  }

  @Test
  void saysWhatIsWrongWithAPublicKey() throws IOException {
    assertEquals("key.public_missing", codeFor(pair("missing")));
    Files.createDirectory(folder.resolve("folder.pub"));
    assertEquals("key.public_unreadable", codeFor(pair("folder")));
    Files.writeString(folder.resolve("two.pub"), "ssh-ed25519 AAAA a\nssh-ed25519 BBBB b\n");
    assertEquals("key.public_invalid", codeFor(pair("two")));
    Files.copy(folder.resolve("testing_ed25519"), folder.resolve("private.pub"));
    assertEquals("key.public_invalid", codeFor(pair("private")));
  }

  @Test
  void warnsOfAPrivateKeyThatOthersCanRead() throws IOException {
    allow(folder.resolve("testing_ed25519"), "rw-r-----");
    List<String> warnings = keyFiles().warnings(goodPair());
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).contains("chmod 600"), warnings.get(0));
  }

  @Test
  void warnsOfAPrivateKeyThatIsMissing() {
    assertTrue(keyFiles().warnings(pair("missing")).get(0).contains("does not exist"));
  }

  @Test
  void saysInTheImageHowAContainerIsGivenTheKeys() {
    SshKeyFiles inImage = new LocalSshKeyFiles(new LocalKeyFiles(true));
    String warning = inImage.warnings(pair("missing")).get(0);
    assertTrue(warning.contains("--volume FOLDER:FOLDER:ro"), warning);
    String remedies = inImage.publicKey(pair("missing")).getLeft().remedies().toString();
    assertTrue(remedies.contains("--volume FOLDER:FOLDER:ro"), remedies);
    assertEquals(List.of(), inImage.warnings(goodPair()));
  }

  @Test
  void warnsOfAPassphraseInEveryFormatAndNeverShowsTheKey() throws IOException {
    Path key = folder.resolve("old");
    for (String text :
        List.of(
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIC\n-----END ENCRYPTED PRIVATE KEY-----\n",
            "-----BEGIN RSA PRIVATE KEY-----\n"
                + "Proc-Type: 4,ENCRYPTED\n\n"
                + "MIIC\n"
                + "-----END RSA PRIVATE KEY-----\n",
            // "openssh-key-v1", cipher aes256-ctr, key derivation bcrypt.
            "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                + "b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAA\n"
                + "-----END OPENSSH PRIVATE KEY-----\n")) {
      Files.writeString(key, text, StandardCharsets.US_ASCII);
      allow(key, "rw-------");
      List<String> warnings = keyFiles().warnings(pair("old"));
      assertEquals(1, warnings.size(), warnings.toString());
      assertTrue(warnings.get(0).contains("passphrase"), warnings.get(0));
    }
  }
}
