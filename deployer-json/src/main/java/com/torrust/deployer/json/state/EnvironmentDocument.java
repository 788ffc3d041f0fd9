package com.torrust.deployer.json.state;

import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentSnapshot;
import com.torrust.deployer.domain.environment.EnvironmentSummary;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.json.JsonDocuments;
import io.vavr.control.Either;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A stored environment as a document. It holds every secret of the configuration: keep it where
 * only its owner can read it. What cannot be understood must not be written over.
 *
 * @param environment what is stored
 * @param isReference whether the reference deployer wrote it; then keep the original when the
 *     environment is saved for the first time
 */
public record EnvironmentDocument(Environment environment, boolean isReference) {

  /** The format that is written; a document of a higher one is refused. */
  public static final int FORMAT = StateDocument.FORMAT;

  /** Longest document that is read, in bytes; no character takes more than four. */
  public static final int LONGEST = 4 * JsonDocuments.LONGEST_TEXT;

  /**
   * The environment as UTF-8 text with a line feed at its end.
   *
   * @param providers among them the one of the environment
   */
  public static byte[] encode(Providers providers, Environment environment) {
    String text =
        JsonDocuments.write(StateDocument.write(providers, EnvironmentSnapshot.of(environment)));
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The environment in a document of ours or of the reference deployer.
   *
   * @param providers whose sections of a configuration are understood
   * @param name of the environment that is expected in it
   * @param place where it is stored, for errors: a path, an address, a key
   * @return {@code environment.corrupt} when it is damaged or about another environment, {@code
   *     environment.newer_format} when a newer release wrote it
   */
  public static Either<DeployError, EnvironmentDocument> decode(
      Providers providers, String name, byte[] document, String place) {
    return new Reader(providers, name, place).read(document);
  }

  /**
   * What a list shows of the environment in such a document. The configuration is not decoded
   * beyond its name and its provider: whatever else is wrong is told as {@link #decode} tells it,
   * damage inside of the configuration and of kept releases by {@link #decode} alone.
   */
  public static Either<DeployError, EnvironmentSummary> summarize(
      Providers providers, String name, byte[] document, String place) {
    return new Reader(providers, name, place).summarize(document);
  }

  private record Reader(Providers providers, String name, String place) {

    Either<DeployError, EnvironmentDocument> read(byte[] document) {
      return text(document).flatMap(this::read);
    }

    private Either<DeployError, EnvironmentDocument> read(String text) {
      return JsonDocuments.read(text)
          .fold(problem -> corrupt("it " + problem.predicate()), this::interpret);
    }

    Either<DeployError, EnvironmentSummary> summarize(byte[] document) {
      return text(document)
          .flatMap(
              text ->
                  SummaryDocument.read(providers, name, text)
                      .<Either<DeployError, EnvironmentSummary>>map(Either::right)
                      .orElseGet(
                          () ->
                              read(text).map(whole -> EnvironmentSummary.of(whole.environment()))));
    }

    private Either<DeployError, String> text(byte[] document) {
      if (document.length > LONGEST) {
        return corrupt("it is larger than any state can be");
      }
      try {
        return Either.right(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString());
      } catch (CharacterCodingException binary) {
        return corrupt("it is not UTF-8");
      }
    }

    private Either<DeployError, EnvironmentDocument> interpret(ConfigValue value) {
      try {
        Members document = Members.of(value, "");
        if (ReferenceDocument.looksLikeOne(document)) {
          return restore(ReferenceDocument.read(providers, document), true);
        }
        Optional<String> newer = newerFormat(document);
        return newer.isPresent()
            ? Either.left(newer(newer.get()))
            : restore(StateDocument.read(providers, document), false);
      } catch (DamagedState damaged) {
        return corrupt(damaged.getMessage());
      }
    }

    private static Optional<String> newerFormat(Members document) throws DamagedState {
      if (!(document.get(StateDocument.FORMAT_MEMBER) instanceof NumberValue format)
          || !format.isInteger()) {
        throw new DamagedState(StateDocument.FORMAT_MEMBER + " is not a whole number");
      }
      if (format.literal().equals(Integer.toString(FORMAT))) {
        return Optional.empty();
      }
      if (format.literal().startsWith("-") || format.literal().equals("0")) {
        throw new DamagedState(StateDocument.FORMAT_MEMBER + " is not positive");
      }
      return Optional.of(format.literal());
    }

    private Either<DeployError, EnvironmentDocument> restore(
        EnvironmentSnapshot snapshot, boolean isReference) {
      String inside = snapshot.context().config().name().value();
      if (!inside.equals(name)) {
        // A copied document would otherwise be a second environment with the same machine.
        return corrupt("it belongs to '" + inside + "'");
      }
      return snapshot
          .restore()
          .mapLeft(error -> error.with("path", place))
          .map(environment -> new EnvironmentDocument(environment, isReference));
    }

    private <T> Either<DeployError, T> corrupt(String reason) {
      return Either.left(
          DeployError.because(
                  "environment.corrupt",
                  ErrorKind.CORRUPT_STATE,
                  "the state of '" + name + "' cannot be understood: " + reason)
              .putFacts("environment", name)
              .putFacts("path", place)
              .addRemedies(
                  Remedy.advice("restore the state file from a backup; it was left as it is"),
                  Remedy.run("show"))
              .build());
    }

    private DeployError newer(String found) {
      return DeployError.because(
              "environment.newer_format",
              ErrorKind.CORRUPT_STATE,
              "the state of '" + name + "' was written by a newer release of this program")
          .putFacts("environment", name)
          .putFacts("path", place)
          .putFacts("expected", Integer.toString(FORMAT))
          .putFacts("actual", found)
          .addRemedies(Remedy.advice("use that release; the state file was left as it is"))
          .build();
    }
  }
}
