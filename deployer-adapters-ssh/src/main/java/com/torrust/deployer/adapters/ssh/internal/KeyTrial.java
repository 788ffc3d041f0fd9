package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.ImmutableCommand;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.Stdin;
import io.vavr.control.Either;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lets the operator's key sign something, as it will have to at every login: by the agent if it
 * holds the key, else from the file. A key that signs and fits its public half can only be refused
 * by the machine.
 */
public final class KeyTrial {

  private static final String ID = "ssh.key";
  private static final List<String> PASSED_ON = List.of("PATH", "HOME", "SSH_AUTH_SOCK");
  private static final int SHORT_OUTPUT = 64 * 1024;
  private static final byte[] MAGIC = {'S', 'S', 'H', 'S', 'I', 'G'};

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
    Path publicKey = credentials.publicKeyPath();
    Optional<AttemptCause> fault =
        PrivateKeyFile.fault(privateKey, publicKey, adapters.variables());
    if (fault.isPresent()) {
      return Either.left(Attempts.keyFault(fault.get(), privateKey));
    }
    boolean byAgent = SshAgent.of(adapters.variables()).holds(publicKey);
    return adapters
        .commands()
        .run(
            sign(byAgent ? publicKey : privateKey),
            Stdin.text("trial"),
            LineListener.silent(),
            cancellation)
        .mapLeft(
            failure -> failed(privateKey, "it did not sign within " + limit.toSeconds() + " s"))
        .flatMap(result -> judge(result, privateKey, publicKey))
        .map(signed -> byAgent ? "the agent signs with it" : "signs");
  }

  private Either<DeployError, String> judge(CommandResult result, Path privateKey, Path publicKey) {
    if (!result.succeeded()) {
      return Either.left(
          failed(
              privateKey,
              "ssh-keygen ended with code "
                  + result.exitCode()
                  + ": "
                  + String.join("; ", result.tail())));
    }
    Optional<byte[]> signer = signer(result.captured());
    Optional<byte[]> wanted = PublicKeyFile.blob(publicKey);
    boolean fits =
        signer.isPresent() && wanted.isPresent() && Arrays.equals(signer.get(), wanted.get());
    return fits
        ? Either.right(result.captured())
        : Either.left(
            DeployError.because(
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
                .build());
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

  private Command sign(Path key) {
    Map<String, String> environment = new TreeMap<>(Map.of("LC_ALL", "C"));
    PASSED_ON.forEach(
        name ->
            Optional.ofNullable(adapters.variables().get(name))
                .ifPresent(value -> environment.put(name, value)));
    return ImmutableCommand.builder()
        .program("ssh-keygen")
        .arguments(
            List.of("-q", "-Y", "sign", "-n", "torrust-tracker-deployer", "-f", key.toString()))
        .workingDirectory(Path.of("/"))
        .environment(environment)
        .limit(limit)
        .captureLimit(SHORT_OUTPUT)
        .build();
  }

  /** The public key inside of a signature (PROTOCOL.sshsig): after magic and version. */
  private static Optional<byte[]> signer(String armoured) {
    String body = armoured.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      ByteBuffer content = ByteBuffer.wrap(Base64.getDecoder().decode(body));
      byte[] magic = new byte[MAGIC.length];
      content.get(magic);
      content.getInt();
      int length = content.getInt();
      if (!Arrays.equals(magic, MAGIC) || length < 0 || length > content.remaining()) {
        return Optional.empty();
      }
      byte[] key = new byte[length];
      content.get(key);
      return Optional.of(key);
    } catch (IllegalArgumentException | BufferUnderflowException damaged) {
      return Optional.empty();
    }
  }
}
