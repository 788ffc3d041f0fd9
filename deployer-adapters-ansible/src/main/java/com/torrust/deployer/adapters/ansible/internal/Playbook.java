package com.torrust.deployer.adapters.ansible.internal;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rendered playbook of an environment.
 *
 * @param folder absolute
 * @param inputs a digest of every file in it, by which a run that is found at work is known to be
 *     one of this playbook
 */
public record Playbook(Path folder, String inputs) {

  /** The alias of the one machine, the same in every inventory. */
  static final String HOST = "torrust-tracker-vm";

  private static final String ENTRY = "configure.yml";

  /**
   * The playbook below an environment's build folder.
   *
   * @return on the left {@code configure.input_missing}
   */
  public static Either<DeployError, Playbook> in(Path build) {
    Path folder = build.resolve(AnsibleArtifacts.GROUP.folder());
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
      return files.contains(folder.resolve(ENTRY))
          ? Either.right(new Playbook(folder, digest(folder, files)))
          : Either.left(missing(folder, "there is no " + ENTRY));
    } catch (IOException unreadable) {
      return Either.left(missing(folder, unreadable.getMessage()));
    }
  }

  private static String digest(Path folder, List<Path> files) throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      hasher
          .putString(folder.relativize(file) + "\n", StandardCharsets.UTF_8)
          .putLong(content.length)
          .putBytes(content);
    }
    return hasher.hash().toString();
  }

  private static DeployError missing(Path folder, String reason) {
    return DeployError.because(
            "configure.input_missing",
            ErrorKind.FILESYSTEM,
            "cannot read the playbook in '" + folder + "': " + reason)
        .putFacts("path", folder.toString())
        .addRemedies(Remedy.run("configure"))
        .build();
  }

  Path settings() {
    return folder.resolve("ansible.cfg");
  }

  Path inventory() {
    return folder.resolve("inventory.yml");
  }

  Path entry() {
    return folder.resolve(ENTRY);
  }

  Path plugins() {
    return folder.resolve("callback_plugins");
  }
}
