package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import io.vavr.control.Either;
import java.util.List;

/** Reads the operator's key files; never changes them and never shows the private one. */
public interface SshKeyFiles {

  /**
   * The public key as one line without its end.
   *
   * @return on the left {@code key.public_missing}, {@code key.public_unreadable} or {@code
   *     key.public_invalid}
   */
  Either<DeployError, String> publicKey(SshCredentials credentials);

  /**
   * What is worth telling before a connection is tried: a missing file, a private key that others
   * can read, one that wants a passphrase. One sentence each; nothing when all is well.
   */
  List<String> warnings(SshCredentials credentials);
}
