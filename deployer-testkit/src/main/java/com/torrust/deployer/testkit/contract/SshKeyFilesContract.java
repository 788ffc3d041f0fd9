package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.port.SshKeyFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link SshKeyFiles} does with a key pair that is as it should be. */
public abstract class SshKeyFilesContract {

  /** For JUnit. */
  protected SshKeyFilesContract() {}

  /** The key files of the test. */
  protected abstract SshKeyFiles keyFiles();

  /** Credentials of a good key pair without a passphrase. */
  protected abstract SshCredentials goodPair();

  @Test
  void givesThePublicKeyAsOneLineWithoutItsEnd() {
    String key = keyFiles().publicKey(goodPair()).get();
    assertTrue(key.startsWith("ssh-"), key);
    assertFalse(key.contains("\n"), key);
    assertEquals(key.strip(), key);
  }

  @Test
  void hasNothingToTellAboutAGoodPair() {
    assertEquals(List.of(), keyFiles().warnings(goodPair()));
  }
}
