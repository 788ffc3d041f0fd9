package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.SshKeyFiles;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;

/** One key pair for every credential. */
public final class FakeSshKeyFiles implements SshKeyFiles {

  /** The public key that every credential has. */
  public static final String PUBLIC_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHNhbXBsZXNhbXBsZXNhbXBsZXNhbXBsZXNhbXBs alice@desk";

  private final List<String> warnings = new ArrayList<>();
  private Either<DeployError, String> publicKey = Either.right(PUBLIC_KEY);

  FakeSshKeyFiles() {}

  /** Answers with this error from now on. */
  public FakeSshKeyFiles failing(DeployError error) {
    publicKey = Either.left(error);
    return this;
  }

  /** Has something to tell before a connection. */
  public FakeSshKeyFiles warning(String sentence) {
    warnings.add(sentence);
    return this;
  }

  @Override
  public Either<DeployError, String> publicKey(SshCredentials credentials) {
    return publicKey;
  }

  @Override
  public List<String> warnings(SshCredentials credentials) {
    return List.copyOf(warnings);
  }
}
