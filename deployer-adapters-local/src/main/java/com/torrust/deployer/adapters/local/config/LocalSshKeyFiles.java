package com.torrust.deployer.adapters.local.config;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.config.document.KeyFiles;
import com.torrust.deployer.domain.config.document.KeyFiles.Flaw;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.SshKeyFiles;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Key files on this computer, as {@link LocalKeyFiles} judges them. */
final class LocalSshKeyFiles implements SshKeyFiles {

  /** With any of these OpenSSH refuses to use a private key. */
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  /** A path of the computer means nothing in a container that was not given the file. */
  private static final String GIVE =
      "in this container, files of the computer exist only where they were given to it: start it"
          + " with --volume FOLDER:FOLDER:ro, FOLDER being the folder of the keys, so that their"
          + " path is the same on both sides";

  private final KeyFiles files;

  LocalSshKeyFiles(KeyFiles files) {
    this.files = files;
  }

  @Override
  public Either<DeployError, String> publicKey(SshCredentials credentials) {
    Path file = credentials.publicKeyPath();
    Optional<Flaw> flaw = files.publicKey(file);
    if (flaw.isPresent()) {
      return Either.left(refused(file, flaw.get()));
    }
    try {
      return Either.right(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
    } catch (IOException goneMeanwhile) {
      return Either.left(refused(file, Flaw.UNREADABLE));
    }
  }

  private DeployError refused(Path file, Flaw flaw) {
    return switch (flaw) {
      case MISSING ->
          refused(
              file,
              "key.public_missing",
              "does not exist",
              "make a key pair with ssh-keygen, or correct the path");
      case NOT_GIVEN -> refused(file, "key.public_missing", "does not exist", GIVE);
      case NOT_A_FILE, UNREADABLE ->
          refused(
              file,
              "key.public_unreadable",
              "cannot be read",
              "check that it is a file and that you may read it");
      case NOT_A_PUBLIC_KEY, PASSPHRASE ->
          refused(
              file,
              "key.public_invalid",
              "does not hold a public key in one line",
              "give the .pub file that ssh-keygen wrote beside the private key");
    };
  }

  private static DeployError refused(Path file, String code, String predicate, String remedy) {
    return DeployError.because(
            code, ErrorKind.PREREQUISITE, "the public key file '" + file + "' " + predicate)
        .putFacts("path", file.toString())
        .addRemedies(
            Remedy.advice(remedy),
            new Remedy.EditConfiguration(
                "/ssh_credentials/public_key_path", "the path of the public key"))
        .build();
  }

  @Override
  public List<String> warnings(SshCredentials credentials) {
    Path file = credentials.privateKeyPath();
    List<String> warnings = new ArrayList<>();
    files.privateKey(file).map(flaw -> warning(file, flaw)).ifPresent(warnings::add);
    if (isOpenToOthers(file)) {
      warnings.add(
          "the private key '"
              + file
              + "' is open to other users, so ssh will refuse it: run chmod 600 on it");
    }
    return List.copyOf(warnings);
  }

  private String warning(Path file, Flaw flaw) {
    String key = "the private key '" + file + "' ";
    return switch (flaw) {
      case MISSING -> key + "does not exist: check the path";
      case NOT_GIVEN -> key + "does not exist: " + GIVE;
      case NOT_A_FILE -> key + "is not a file: check the path";
      case UNREADABLE, NOT_A_PUBLIC_KEY -> key + "cannot be read: check its permissions";
      case PASSPHRASE ->
          key
              + "wants a passphrase, which nobody can type here: load it into an SSH agent, take"
              + " the passphrase off with ssh-keygen -p, or use a key without one";
    };
  }

  private static boolean isOpenToOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
