package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/** The grammars of single texts, rule by rule in the order of environment-config.md 2.2–2.6. */
final class NameRules {

  private NameRules() {}

  static Either<Violation, String> environmentName(String text) {
    return Either.right(text);
  }

  static Either<Violation, String> instanceName(String text) {
    return Either.right(text);
  }

  static Either<Violation, String> profileName(String text) {
    return Either.right(text);
  }

  static Either<Violation, String> sshUsername(String text) {
    return Either.right(text);
  }

  static Either<Violation, String> domainName(String text) {
    return Either.right(text);
  }

  static Either<Violation, String> emailAddress(String text) {
    return Either.right(text);
  }

  static Either<Violation, String> cronSchedule(String text) {
    return Either.right(text);
  }

  static Either<Violation, String> imageReference(String text) {
    return Either.right(text);
  }
}
