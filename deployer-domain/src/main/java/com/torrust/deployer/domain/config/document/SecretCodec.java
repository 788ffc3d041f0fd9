package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectBuilder;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Type;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.secret.SecretReference;
import com.torrust.deployer.domain.secret.SecretReference.ContentOf;
import com.torrust.deployer.domain.secret.SecretReference.Generated;
import com.torrust.deployer.domain.secret.SecretReference.OutputOf;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A secret: its text, or a reference to it. The text that a reference has is judged by the grammar
 * of the member as soon as it is known.
 *
 * @param text the grammar
 * @param isOurs whether it is for us to say what the secret is, so that it can be generated
 */
record SecretCodec(TextCodec<Secret> text, boolean isOurs) implements Codec<Secret> {

  /** Of a stored reference: the keyed digest of the text that it had last. */
  static final String FINGERPRINT = "fingerprint";

  /** A secret of a service that we set up. */
  static SecretCodec of(TextCodec<Secret> text) {
    return new SecretCodec(text, true);
  }

  /** A secret that others give to us. */
  static SecretCodec given(TextCodec<Secret> text) {
    return new SecretCodec(text, false);
  }

  /** Whether an object is a reference with a fingerprint. */
  static boolean isStoredReference(ObjectValue object) {
    return object.members().size() == 2
        && SecretForms.NAMES.contains(object.members().get(0).name())
        && object.members().get(1).name().equals(FINGERPRINT);
  }

  @Override
  public Type type() {
    return Type.TEXT;
  }

  @Override
  public String expectation() {
    return "a string, or an object with one of " + String.join(", ", forms());
  }

  private List<String> forms() {
    return SecretForms.NAMES.stream().filter(name -> isOurs || !isGenerate(name)).toList();
  }

  private static boolean isGenerate(String form) {
    return form.equals(SecretForms.GENERATE);
  }

  @Override
  public DecodeResult<Secret> decode(Location location, DecodeContext context) {
    return location.value() instanceof ObjectValue object
        ? new DecodeResult<>(reference(object, location, context), List.of())
        : written(location, context);
  }

  private DecodeResult<Secret> written(Location location, DecodeContext context) {
    Optional<Secret> given = context.given(location.pointer());
    if (given.isPresent()) {
      return new DecodeResult<>(known(given.get(), location, context), List.of());
    }
    return location.value() instanceof TextValue
        ? text.decode(location, context)
        : wrongType(location, context);
  }

  private Optional<Secret> reference(ObjectValue object, Location location, DecodeContext context) {
    List<String> named =
        object.members().stream()
            .map(ConfigValue.Member::name)
            .filter(SecretForms.NAMES::contains)
            .distinct()
            .toList();
    if (named.size() != 1) {
      ObjectCodec.refuseUnknown(
          object, location, context, Set.copyOf(SecretForms.NAMES), Map.of(), Set.of());
      context.report(
          location, ConfigRules.SECRET_FORM.broken(location.words(), String.join(", ", forms())));
      return Optional.empty();
    }
    Optional<SecretReference> decoded =
        SecretForms.of(named.get(0)).decode(location, context).value().map(found -> found);
    return decoded
        .flatMap(reference -> placed(reference, location, context))
        .map(
            reference ->
                Secret.referringTo(reference).withFingerprint(fingerprint(object, context)))
        .flatMap(secret -> known(secret, location, context));
  }

  private static Optional<String> fingerprint(ObjectValue object, DecodeContext context) {
    return context.isStrict()
        ? Optional.empty()
        : object
            .find(FINGERPRINT)
            .flatMap(
                value ->
                    value instanceof TextValue found
                        ? Optional.of(found.text())
                        : Optional.empty());
  }

  /** The reference as it can be resolved from any folder. */
  private Optional<SecretReference> placed(
      SecretReference reference, Location location, DecodeContext context) {
    if (!context.isStrict()) {
      return Optional.of(reference);
    }
    if (reference instanceof Generated && !isOurs) {
      context.report(location, ConfigRules.SECRET_OF_OTHERS.broken());
      return Optional.empty();
    }
    if (reference instanceof ContentOf content) {
      return absolute(content.path(), location, context)
          .map(
              path -> {
                context
                    .keyFiles()
                    .secretFile(path)
                    .map(flaw -> flaw.rule().broken(Excerpt.of(path.toString())))
                    .ifPresent(flaw -> context.report(location, flaw));
                return new ContentOf(path);
              });
    }
    if (reference instanceof OutputOf command && command.line().get(0).contains("/")) {
      return absolute(Path.of(command.line().get(0)), location, context)
          .map(
              program -> {
                List<String> line = new ArrayList<>(command.line());
                line.set(0, program.toString());
                return new OutputOf(line);
              });
    }
    return Optional.of(reference);
  }

  private static Optional<Path> absolute(Path path, Location location, DecodeContext context) {
    if (path.isAbsolute()) {
      return Optional.of(path);
    }
    Optional<Path> absolute = context.folder().map(folder -> folder.resolve(path).normalize());
    if (absolute.isEmpty()) {
      context.report(
          location, ConfigRules.SECRET_PATH_RELATIVE.broken(Excerpt.of(path.toString())));
    }
    return absolute;
  }

  /** The secret with what was given for it. */
  private Optional<Secret> known(Secret secret, Location location, DecodeContext context) {
    Secret given = context.given(location.pointer()).orElse(secret);
    if (given.isResolved() && given.reference().isPresent()) {
      SecretReference reference = given.reference().get();
      Either<Violation, Secret> judged = text.judge(given.expose());
      if (judged.isLeft()) {
        context.report(location, judged.getLeft().about(reference));
        return Optional.empty();
      }
      text.unreplaced(given.expose())
          .map(violation -> violation.about(reference))
          .ifPresent(violation -> context.report(location, violation));
    }
    return Optional.of(given);
  }

  @Override
  public void secrets(String pointer, Secret value, BiConsumer<String, Secret> sink) {
    sink.accept(pointer, value);
  }

  @Override
  public ConfigValue encode(Secret value) {
    return value
        .reference()
        .<ConfigValue>map(
            reference -> {
              ObjectBuilder object = ConfigValue.object();
              SecretForms.encode(reference)
                  .members()
                  .forEach(member -> object.with(member.name(), member.value()));
              return object.with(FINGERPRINT, value.fingerprint().map(ConfigValue::of)).build();
            })
        .orElseGet(() -> text.encode(value));
  }

  @Override
  public ObjectValue schema(Definitions definitions) {
    ObjectValue reference =
        definitions.refer(
            isOurs ? "SecretReference" : "GivenSecretReference",
            () ->
                ConfigValue.object()
                    .with("description", "Where a secret is had when it is needed.")
                    .with(
                        "oneOf",
                        ConfigValue.array(
                            forms().stream().map(form -> SecretForms.of(form).schema(definitions))))
                    .build());
    return Definitions.anyOf(Stream.of(text.schema(definitions), reference));
  }
}
