package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.CommandResult;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Tries the operator's key without a machine: by the agent if it holds the key, which has to sign,
 * else from the file, which has to fit its public half. A key that passes can only be refused by
 * the machine.
 */
public final class KeyTrial {

  private static final String ID = "ssh.key";

  private final AdapterContext adapters;
  private final Duration limit;
  private final Cancellation cancellation;

  /** Tries keys with a limit for each. */
  public KeyTrial(AdapterContext adapters, Duration limit, Cancellation cancellation) {
    this.adapters = adapters;
    this.limit = limit;
    this.cancellation = cancellation;
  }

  /** Whether the key can log in, as far as this computer can tell. */
  public Prerequisite of(SshCredentials credentials) {
    long start = System.nanoTime();
    String subject = "SSH key '" + credentials.privateKeyPath() + "'";
    Either<DeployError, String> answer = trial(credentials);
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    return answer.fold(
        error -> Prerequisite.unmet(ID, subject, error, duration),
        how -> Prerequisite.met(ID, subject, how, duration));
  }

  private Either<DeployError, String> trial(SshCredentials credentials) {
    Path privateKey = credentials.privateKeyPath();
    OperatorKey key = new OperatorKey(adapters, credentials, limit, cancellation);
    if (key.isInAgent()) {
      return key.trySigning()
          .mapLeft(failure -> "the agent did not answer within " + limit.toSeconds() + " s")
          .filterOrElse(CommandResult::succeeded, result -> String.join("; ", result.tail()))
          .mapLeft(why -> failed(privateKey, why))
          .map(signed -> "the agent signs with it");
    }
    return key.derived()
        .mapLeft(cause -> Attempts.keyFault(cause, privateKey))
        .flatMap(
            derived ->
                derived
                    .<Either<DeployError, HostKey>>map(Either::right)
                    .orElseGet(
                        () -> Either.left(failed(privateKey, "ssh-keygen does not read it"))))
        .filterOrElse(
            derived -> PublicKeyFile.read(credentials.publicKeyPath()).equals(Optional.of(derived)),
            derived -> mismatch(privateKey, credentials.publicKeyPath()))
        .map(fits -> "can be read, and fits its public half");
  }

  private static DeployError mismatch(Path privateKey, Path publicKey) {
    return DeployError.because(
            "ssh.key_mismatch",
            ErrorKind.PREREQUISITE,
            "the public key '"
                + publicKey
                + "' does not belong to the private key '"
                + privateKey
                + "'")
        .putFacts("key", privateKey.toString())
        .addRemedies(
            Remedy.advice(
                "make it anew: ssh-keygen -y -f "
                    + ShellWord.readable(privateKey.toString())
                    + " > "
                    + ShellWord.readable(publicKey.toString())),
            new Remedy.EditConfiguration(
                "/ssh_credentials/public_key_path", "the public half of the private key"))
        .build();
  }

  private static DeployError failed(Path privateKey, String why) {
    return DeployError.because(
            "ssh.key_unusable",
            ErrorKind.PREREQUISITE,
            "the key '" + privateKey + "' cannot sign: " + why)
        .putFacts("key", privateKey.toString())
        .addRemedies(
            Remedy.advice(
                "check the file with: ssh-keygen -y -f "
                    + ShellWord.readable(privateKey.toString())))
        .build();
  }
}
