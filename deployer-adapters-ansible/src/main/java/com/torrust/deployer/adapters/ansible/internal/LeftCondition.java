package com.torrust.deployer.adapters.ansible.internal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The condition in which a play that ended well left a machine, kept on this computer: while a look
 * finds the same, there is nothing for Ansible to do. A file that is missing, unreadable or of
 * another version costs one more play and nothing else.
 *
 * @param inputs a digest of the playbook and of what it was given
 * @param condition what was found after the play
 * @param warnings what the play said about the machine and is true as long as nothing changes
 */
public record LeftCondition(String inputs, Condition condition, List<Warning> warnings) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Copies the list. */
  public LeftCondition {
    warnings = List.copyOf(warnings);
  }

  /** A warning by its stable code. */
  public record Warning(String code, String message) {}

  /** What the file holds. */
  private record Content(String inputs, Map<String, String> pieces, List<Warning> warnings) {}

  /** What was left, if that is known. */
  public static Optional<LeftCondition> read(OperationContext context) {
    try {
      Content content = JSON.readValue(file(context).toFile(), Content.class);
      return Optional.of(
          new LeftCondition(content.inputs(), new Condition(content.pieces()), content.warnings()));
    } catch (IOException | RuntimeException unknown) {
      return Optional.empty();
    }
  }

  /** Keeps it; when that fails, nothing is kept. */
  public void write(OperationContext context) {
    Path file = file(context);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(part, JSON.writeValueAsBytes(new Content(inputs, condition.sorted(), warnings)));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException notKept) {
      context.progress().line("ansible", "what was left is not kept: " + notKept.getMessage());
    }
  }

  /**
   * Forgets what was left, before anything is changed.
   *
   * @return on the left {@code environment.not_saved} when the file stays
   */
  public static Either<DeployError, Done> forget(OperationContext context) {
    Path file = file(context);
    try {
      Files.deleteIfExists(file);
      return Either.right(Done.DONE);
    } catch (IOException stays) {
      return Either.left(
          DeployError.because(
                  "environment.not_saved",
                  ErrorKind.FILESYSTEM,
                  "cannot remove '" + file + "': " + stays.getMessage())
              .putFacts("path", file.toString())
              .addRemedies(Remedy.run("configure"))
              .build());
    }
  }

  /** Whether a play with these inputs would find nothing to do on a machine in that condition. */
  public boolean holds(String wanted, Condition found) {
    return inputs.equals(wanted) && condition.equals(found);
  }

  private static Path file(OperationContext context) {
    return context.folders().runs().resolve("configure.left");
  }
}
