package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.Finding;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes a configuration from a document. One pass finds everything that is wrong: a finding about
 * one member hides none about others, and rules across sections judge whatever parts are valid.
 * Thread-safe if its parts are.
 */
public final class ConfigDecoder {

  private final Providers providers;
  private final RandomGenerator random;
  private final KeyFiles keyFiles;
  private final Optional<Path> folder;

  private ConfigDecoder(
      Providers providers, RandomGenerator random, KeyFiles keyFiles, Optional<Path> folder) {
    this.providers = providers;
    this.random = random;
    this.keyFiles = keyFiles;
    this.folder = folder;
  }

  /**
   * A decoder of configurations with these providers that draws what a configuration leaves to us,
   * today the password of the database's superuser, from {@code random}, which must be a
   * cryptographically secure one outside of tests.
   */
  public static ConfigDecoder drawingFrom(Providers providers, RandomGenerator random) {
    return new ConfigDecoder(providers, random, KeyFiles.unseen(), Optional.empty());
  }

  /** The same decoder, warning about key files (X7) and files with secrets (S7) too. */
  public ConfigDecoder lookingAt(KeyFiles files) {
    return new ConfigDecoder(providers, random, files, folder);
  }

  /**
   * The same decoder for documents that stand in a folder: relative paths of references to secrets
   * are made absolute by it.
   */
  public ConfigDecoder standingIn(Path absolute) {
    return new ConfigDecoder(providers, random, keyFiles, Optional.of(absolute));
  }

  /** Judges a document by all rules: R5–R63, R65–R67, X1–X35 and those of our own members. */
  public Decoded decode(ConfigValue document) {
    return decode(providers, document, DecodeContext.ofNew(random, keyFiles, folder));
  }

  /**
   * Judges a configuration that a program built by the rules that documents are judged by: their
   * findings are those of the document that {@link ConfigEncoder} makes of it.
   *
   * @throws IllegalArgumentException when {@code providers} do not know the provider
   */
  public static Decoded check(Providers providers, EnvironmentConfig config) {
    return decode(providers, ConfigEncoder.encode(providers, config), DecodeContext.ofValue());
  }

  static Decoded decode(Providers providers, ConfigValue document, DecodeContext context) {
    DecodeResult<EnvironmentConfig> result =
        providers.document().decode(Location.root(document), context);
    return new Decoded(
        context.findings(),
        context.errors(),
        context.hasErrors() ? Optional.empty() : result.value());
  }

  /**
   * Reads a document that {@link ConfigEncoder#encodeStored} wrote, for the store alone. Only its
   * shape must hold: the rules may have become stricter since, and members may have been added that
   * this version does not know. The section of a provider that is not among {@code providers}
   * becomes an {@link AbsentProvider}.
   *
   * @return on the left what keeps the document from being a configuration at all
   */
  public static Either<List<Finding>, EnvironmentConfig> restore(
      Providers providers, ConfigValue document) {
    DecodeContext context = DecodeContext.ofStored();
    DecodeResult<EnvironmentConfig> result =
        providers.document().decode(Location.root(document), context);
    return context.hasErrors() || result.value().isEmpty()
        ? Either.left(context.findings())
        : Either.right(result.value().get());
  }
}
