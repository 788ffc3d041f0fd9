package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.port.Done;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The file with the pinned keys of one environment's machine, in OpenSSH's format. */
public final class KnownHosts {

  private final Path file;

  /** Works on that file, which need not exist. */
  public KnownHosts(Path file) {
    this.file = file;
  }

  /**
   * Makes the file hold these keys for the host and nothing else.
   *
   * @return on the left {@code ssh.known_hosts_unwritable}; the file is as it was
   */
  public Either<DeployError, Done> pin(Login login, List<HostKey> keys) {
    String wanted =
        keys.stream()
            .map(key -> login.knownHost() + " " + key.line() + "\n")
            .collect(Collectors.joining());
    try {
      if (!content().equals(Optional.of(wanted))) {
        Path fresh = Files.createTempFile(file.getParent(), "known_hosts", null);
        try {
          Files.writeString(fresh, wanted);
          Files.move(
              fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
          Files.deleteIfExists(fresh);
        }
      }
      return Either.right(Done.DONE);
    } catch (IOException failure) {
      return Either.left(unwritable(failure));
    }
  }

  /**
   * The keys that are pinned for the host.
   *
   * @return on the left {@code ssh.known_hosts_unreadable}
   */
  public Either<DeployError, List<HostKey>> keys(Login login) {
    String prefix = login.knownHost() + " ";
    try {
      return Either.right(
          content().stream()
              .flatMap(String::lines)
              .filter(line -> line.startsWith(prefix))
              .flatMap(line -> HostKey.parse(line.substring(prefix.length())).stream())
              .toList());
    } catch (IOException failure) {
      return Either.left(
          DeployError.because(
                  "ssh.known_hosts_unreadable",
                  ErrorKind.FILESYSTEM,
                  "cannot read the pinned host keys in '" + file + "': " + failure)
              .putFacts("path", file.toString())
              .addRemedies(Remedy.advice("make the file readable for you"))
              .build());
    }
  }

  /** Forgets every key. */
  public Either<DeployError, Done> forget() {
    try {
      Files.deleteIfExists(file);
      return Either.right(Done.DONE);
    } catch (IOException failure) {
      return Either.left(unwritable(failure));
    }
  }

  private Optional<String> content() throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private DeployError unwritable(IOException failure) {
    return DeployError.because(
            "ssh.known_hosts_unwritable",
            ErrorKind.FILESYSTEM,
            "cannot write the pinned host keys to '" + file + "': " + failure)
        .putFacts("path", file.toString())
        .addRemedies(Remedy.advice("check the disk and the permissions of the folder"))
        .build();
  }
}
