package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Type;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.secret.SecretReference;
import com.torrust.deployer.domain.secret.SecretReference.ContentOf;
import com.torrust.deployer.domain.secret.SecretReference.Generated;
import com.torrust.deployer.domain.secret.SecretReference.OutputOf;
import com.torrust.deployer.domain.secret.SecretReference.Variable;
import io.vavr.control.Either;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What references to secrets look like: each is a closed object whose member says its form. */
final class SecretForms {

  static final String GENERATE = "generate";

  private static final int MOST_WORDS = 64;
  private static final int LONGEST_WORD = 4096;
  private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

  private static final ObjectCodec<Variable> ENV =
      ImmutableObjectCodec.of(
          "SecretInVariable",
          "A secret that an environment variable of the deployer holds.",
          Assembly.of(
              Field.<Variable, String>required(
                      "env",
                      TextCodec.of(SecretForms::variable, name -> name)
                          .withKeywords(TextCodec.pattern("^[A-Za-z_][A-Za-z0-9_]*$")),
                      Variable::name,
                      "Name of the variable.")
                  .value(),
              Variable::new));

  private static final ObjectCodec<ContentOf> FILE =
      ImmutableObjectCodec.of(
          "SecretInFile",
          "A secret that is the content of a file, without one line end after it.",
          Assembly.of(
              Field.<ContentOf, Path>required(
                      "file",
                      TextCodec.of(SecretForms::path, Path::toString)
                          .withKeywords(TextCodec.pattern(FreeText.NOT_BLANK)),
                      ContentOf::path,
                      "Path of the file; a relative one is relative to the folder of the"
                          + " configuration. Neither ~ nor variables are replaced.")
                  .value(),
              ContentOf::new));

  private static final ObjectCodec<OutputOf> COMMAND =
      ImmutableObjectCodec.of(
          "SecretOfCommand",
          "A secret that a program prints, without one line end after it.",
          Assembly.of(
              Field.<OutputOf, List<String>>required(
                      "command",
                      WordsCodec.CODEC,
                      OutputOf::line,
                      "The program and its arguments, one by one; no shell is involved.")
                  .value(),
              OutputOf::new));

  private static final ObjectCodec<Integer> LENGTH =
      ImmutableObjectCodec.of(
          "GeneratedSecretOptions",
          "What is drawn.",
          Assembly.of(
              Field.<Integer, Integer>optional(
                      "length", LengthCodec.CODEC, length -> length, "How many letters and digits.")
                  .withFallback(Generated.USUAL)
                  .value(),
              length -> length));

  private static final ObjectCodec<Generated> GENERATED =
      ImmutableObjectCodec.of(
          "GeneratedSecret",
          "A secret that is drawn once, when it is needed first, and kept beside the state.",
          Assembly.of(
              Field.<Generated, Integer>required(
                      GENERATE, LENGTH, Generated::length, "What is drawn.")
                  .value(),
              Generated::new));

  /** The members that say the form. */
  static final List<String> NAMES = List.of("env", "file", "command", GENERATE);

  private SecretForms() {}

  /**
   * The codec of a form.
   *
   * @param name one of {@link #NAMES}
   */
  static ObjectCodec<? extends SecretReference> of(String name) {
    return switch (name) {
      case "env" -> ENV;
      case "file" -> FILE;
      case "command" -> COMMAND;
      default -> GENERATED;
    };
  }

  static ObjectValue encode(SecretReference reference) {
    ConfigValue encoded;
    if (reference instanceof Variable variable) {
      encoded = ENV.encode(variable);
    } else if (reference instanceof ContentOf content) {
      encoded = FILE.encode(content);
    } else if (reference instanceof OutputOf output) {
      encoded = COMMAND.encode(output);
    } else {
      encoded = GENERATED.encode((Generated) reference);
    }
    return (ObjectValue) encoded;
  }

  private static Either<Violation, String> variable(String text) {
    return VARIABLE_NAME.matcher(text).matches()
        ? Either.right(text)
        : Either.left(ConfigRules.SECRET_VARIABLE.broken(Excerpt.of(text)));
  }

  private static Either<Violation, Path> path(String text) {
    try {
      return FreeText.nonBlank(text, "the path of the secret").map(Path::of);
    } catch (InvalidPathException invalid) {
      return Either.left(ConfigRules.SECRET_PATH.broken(Excerpt.of(text)));
    }
  }

  /** A program with its arguments. */
  private enum WordsCodec implements Codec<List<String>> {
    CODEC;

    @Override
    public Type type() {
      return Type.ARRAY;
    }

    @Override
    public DecodeResult<List<String>> decode(Location location, DecodeContext context) {
      if (!(location.value() instanceof ArrayValue array)) {
        return wrongType(location, context);
      }
      List<String> words = new ArrayList<>();
      for (ConfigValue element : array.elements()) {
        if (element instanceof TextValue word) {
          words.add(word.text());
        }
      }
      boolean isCommand =
          words.size() == array.elements().size()
              && !words.isEmpty()
              && words.size() <= MOST_WORDS
              && !words.get(0).isBlank()
              && words.stream().allMatch(WordsCodec::isWord);
      if (!isCommand) {
        context.report(location, ConfigRules.SECRET_COMMAND.broken(MOST_WORDS, LONGEST_WORD));
        return DecodeResult.invalid();
      }
      return DecodeResult.valid(words);
    }

    /** What can be an argument of a program, and a path for that matter. */
    private static boolean isWord(String text) {
      return text.length() <= LONGEST_WORD
          && FreeText.withoutControls(text, "").isRight()
          && text.codePoints().noneMatch(unit -> Character.getType(unit) == Character.SURROGATE);
    }

    @Override
    public ConfigValue encode(List<String> value) {
      return ConfigValue.array(value.stream().map(ConfigValue::of));
    }

    @Override
    public ObjectValue schema(Definitions definitions) {
      return ConfigValue.object()
          .with("type", "array")
          .with("items", Definitions.type("string"))
          .with("minItems", 1)
          .with("maxItems", MOST_WORDS)
          .build();
    }
  }

  /** How long a generated secret is. */
  private enum LengthCodec implements Codec<Integer> {
    CODEC;

    @Override
    public Type type() {
      return Type.NUMBER;
    }

    @Override
    public String expectation() {
      return "a whole number from " + Generated.SHORTEST + " to " + Generated.LONGEST;
    }

    @Override
    public DecodeResult<Integer> decode(Location location, DecodeContext context) {
      if (!(location.value() instanceof NumberValue number) || !number.isInteger()) {
        return wrongType(location, context);
      }
      Optional<Integer> length =
          number.literal().length() <= Integer.toString(Generated.LONGEST).length()
              ? Optional.of(Integer.valueOf(number.literal()))
              : Optional.empty();
      Optional<Integer> fitting =
          length.filter(each -> each >= Generated.SHORTEST && each <= Generated.LONGEST);
      if (fitting.isEmpty()) {
        context.report(
            location,
            ConfigRules.SECRET_LENGTH.broken(
                Generated.SHORTEST, Generated.LONGEST, Generated.USUAL));
      }
      return new DecodeResult<>(fitting, List.of());
    }

    @Override
    public ConfigValue encode(Integer value) {
      return ConfigValue.of(value);
    }

    @Override
    public ObjectValue schema(Definitions definitions) {
      return ConfigValue.object()
          .with("type", "integer")
          .with("minimum", Generated.SHORTEST)
          .with("maximum", Generated.LONGEST)
          .build();
    }
  }
}
