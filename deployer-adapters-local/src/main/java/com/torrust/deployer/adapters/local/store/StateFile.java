package com.torrust.deployer.adapters.local.store;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.adapters.local.json.JsonDocuments;
import com.torrust.deployer.adapters.local.json.JsonProblem;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentSnapshot;
import com.torrust.deployer.domain.error.DeployError;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The state file of one environment. Reading takes no lock: a file is only ever replaced as a
 * whole. What cannot be understood is never written over.
 */
final class StateFile {

  /** No character takes more than four bytes. */
  private static final int LONGEST_FILE = 4 * JsonDocuments.LONGEST_TEXT;

  private final StoreLayout layout;
  private final Providers providers;
  private final String name;

  StateFile(StoreLayout layout, Providers providers, String name) {
    this.layout = layout;
    this.providers = providers;
    this.name = name;
  }

  /**
   * What a state file says. An environment exists only when all parts of the file fit together, so
   * that no file is taken for understood, and written over, of which {@link #read} would say that
   * it is damaged.
   *
   * @param isReference whether the reference deployer wrote it
   */
  private record Content(Environment environment, boolean isReference) {}

  /** The environment, nothing if there is no file, or why it cannot be had. */
  Either<DeployError, Optional<Environment>> read() {
    return content().map(content -> content.map(Content::environment));
  }

  /** Whether there is one, whatever it says. */
  Either<DeployError, Boolean> exists() {
    try {
      Files.readAttributes(file(), BasicFileAttributes.class);
      return Either.right(true);
    } catch (NoSuchFileException none) {
      return Either.right(false);
    } catch (IOException unreadable) {
      return Either.left(StoreErrors.unreadable(name, file(), unreadable));
    }
  }

  private Either<DeployError, Optional<Content>> content() {
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(file())) {
      bytes = stream.readNBytes(LONGEST_FILE + 1);
      OwnerFiles.restrictFile(file());
    } catch (NoSuchFileException none) {
      return Either.right(Optional.empty());
    } catch (IOException unreadable) {
      return Either.left(StoreErrors.unreadable(name, file(), unreadable));
    }
    return bytes.length > LONGEST_FILE
        ? Either.left(StoreErrors.corrupt(name, file(), "it is larger than any state can be"))
        : parse(bytes).map(Optional::of);
  }

  /** The environment in the bytes of a state file, without looking at any file. */
  Either<DeployError, Environment> understand(byte[] bytes) {
    return parse(bytes).map(Content::environment);
  }

  private Either<DeployError, Content> parse(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      return Either.left(StoreErrors.corrupt(name, file(), "it is not UTF-8"));
    }
    Either<JsonProblem, ConfigValue> document = JsonDocuments.read(text);
    return document
        .mapLeft(problem -> StoreErrors.corrupt(name, file(), "it " + problem.predicate()))
        .flatMap(this::interpret);
  }

  private Either<DeployError, Content> interpret(ConfigValue value) {
    try {
      Members document = Members.of(value, "");
      if (ReferenceDocument.looksLikeOne(document)) {
        return content(ReferenceDocument.read(providers, document), true);
      }
      Optional<String> newer = newerFormat(document);
      return newer.isPresent()
          ? Either.left(StoreErrors.newer(name, file(), newer.get()))
          : content(StateDocument.read(providers, document), false);
    } catch (DamagedState damaged) {
      return Either.left(StoreErrors.corrupt(name, file(), damaged.getMessage()));
    }
  }

  private Either<DeployError, Content> content(EnvironmentSnapshot snapshot, boolean isReference) {
    String inside = snapshot.context().config().name().value();
    if (!inside.equals(name)) {
      // A copied folder would otherwise be a second environment with the same machine.
      return Either.left(StoreErrors.corrupt(name, file(), "it belongs to '" + inside + "'"));
    }
    return snapshot
        .restore()
        .mapLeft(error -> error.with("path", file().toString()))
        .map(environment -> new Content(environment, isReference));
  }

  private static Optional<String> newerFormat(Members document) throws DamagedState {
    if (!(document.get(StateDocument.FORMAT_MEMBER) instanceof NumberValue format)
        || !format.isInteger()) {
      throw new DamagedState(StateDocument.FORMAT_MEMBER + " is not a whole number");
    }
    if (format.literal().equals(Integer.toString(StateDocument.FORMAT))) {
      return Optional.empty();
    }
    if (format.literal().startsWith("-") || format.literal().equals("0")) {
      throw new DamagedState(StateDocument.FORMAT_MEMBER + " is not positive");
    }
    return Optional.of(format.literal());
  }

  /** Writes the next revision on top of the one that {@code environment} was made from. */
  <E extends Environment> Either<DeployError, E> write(E environment) {
    return content().flatMap(stored -> write(environment, stored));
  }

  private <E extends Environment> Either<DeployError, E> write(
      E environment, Optional<Content> stored) {
    long revision = stored.map(content -> content.environment().context().revision()).orElse(0L);
    long given = environment.context().revision();
    if (given != revision) {
      return Either.left(StoreErrors.stale(name, given, revision));
    }
    E next = Environment.atRevision(environment, revision + 1);
    String text =
        JsonDocuments.write(StateDocument.write(providers, EnvironmentSnapshot.of(next))) + "\n";
    try {
      OwnerFiles.makeFolder(layout.data());
      OwnerFiles.makeFolder(layout.environment(name));
      if (stored.map(Content::isReference).orElse(false)) {
        keepReference();
      }
      OwnerFiles.replace(file(), text.getBytes(StandardCharsets.UTF_8));
      return Either.right(next);
    } catch (IOException failed) {
      return Either.left(StoreErrors.notSaved(name, "the state", file(), failed));
    }
  }

  private void keepReference() throws IOException {
    try {
      Files.copy(file(), layout.reference(name));
    } catch (FileAlreadyExistsException keptBefore) {
      return;
    }
    OwnerFiles.restrictFile(layout.reference(name));
  }

  private Path file() {
    return layout.state(name);
  }
}
