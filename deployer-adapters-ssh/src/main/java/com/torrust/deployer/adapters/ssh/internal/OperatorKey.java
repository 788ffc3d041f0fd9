package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.ImmutableCommand;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.Stdin;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The operator's key pair as OpenSSH's own programs see it. What is wrong with it is found before a
 * connection is tried: the client, asked not to prompt, would only say that permission was denied.
 */
public final class OperatorKey {

  private static final String AGENT = "SSH_AUTH_SOCK";
  private static final List<String> PASSED_ON = List.of("PATH", "HOME", AGENT);
  private static final int SHORT_OUTPUT = 256 * 1024;
  private static final String WRONG_PASSPHRASE = "incorrect passphrase";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final AdapterContext adapters;
  private final SshCredentials credentials;
  private final Duration limit;
  private final Cancellation cancellation;

  /** The key of these credentials; each program that looks at it ends at the limit. */
  public OperatorKey(
      AdapterContext adapters,
      SshCredentials credentials,
      Duration limit,
      Cancellation cancellation) {
    this.adapters = adapters;
    this.credentials = credentials;
    this.limit = limit;
    this.cancellation = cancellation;
  }

  /** Why logging in with it cannot work; nothing when it may. */
  public Optional<AttemptCause> fault() {
    return isInAgent()
        ? Optional.empty()
        : derived().<Optional<AttemptCause>>fold(Optional::of, key -> Optional.empty());
  }

  /** Whether the operator's agent holds it; one that does not answer in time holds none. */
  boolean isInAgent() {
    Optional<HostKey> wanted = PublicKeyFile.read(credentials.publicKeyPath());
    if (wanted.isEmpty() || adapters.variables().getOrDefault(AGENT, "").isBlank()) {
      return false;
    }
    return run("ssh-add", "-L")
        .map(
            listed ->
                listed.captured().lines().anyMatch(line -> HostKey.parse(line).equals(wanted)))
        .getOrElse(false);
  }

  /** Lets the agent sign something with it, as it will have to at every login. */
  Either<RunFailure, CommandResult> trySigning() {
    return run("ssh-add", "-T", credentials.publicKeyPath().toString());
  }

  /**
   * The public key that belongs to the private one, or why the private one cannot be used; nothing
   * when there is no program here that could say.
   */
  Either<AttemptCause, Optional<HostKey>> derived() {
    Path file = credentials.privateKeyPath();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return Either.left(AttemptCause.KEY_MISSING);
    }
    if (isOpenToOthers(file)) {
      return Either.left(AttemptCause.KEY_PERMISSIONS);
    }
    // With an empty passphrase nobody is asked for one.
    return run("ssh-keygen", "-y", "-P", "", "-f", file.toString())
        .fold(failure -> Either.right(Optional.empty()), OperatorKey::derived);
  }

  private static Either<AttemptCause, Optional<HostKey>> derived(CommandResult result) {
    if (result.succeeded()) {
      return Either.right(HostKey.parse(result.captured().strip()));
    }
    boolean isLocked = result.tail().stream().anyMatch(line -> line.contains(WRONG_PASSPHRASE));
    return Either.left(isLocked ? AttemptCause.KEY_PASSPHRASE : AttemptCause.KEY_INVALID);
  }

  private static boolean isOpenToOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  private Either<RunFailure, CommandResult> run(String program, String... arguments) {
    Map<String, String> environment = new TreeMap<>(Map.of("LC_ALL", "C"));
    PASSED_ON.forEach(
        name ->
            Optional.ofNullable(adapters.variables().get(name))
                .ifPresent(value -> environment.put(name, value)));
    return adapters
        .commands()
        .run(
            ImmutableCommand.builder()
                .program(program)
                .arguments(List.of(arguments))
                .workingDirectory(Path.of("/"))
                .environment(environment)
                .limit(limit)
                .captureLimit(SHORT_OUTPUT)
                .build(),
            Stdin.closed(),
            LineListener.silent(),
            cancellation);
  }
}
