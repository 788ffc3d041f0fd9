package com.torrust.deployer.domain.config;

import com.google.common.base.Splitter;
import com.google.common.collect.Lists;
import com.torrust.deployer.domain.error.Excerpt;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The grammars of names: environments, SSH accounts, profiles of the provider. */
final class NameRules {

  static final String INSTANCE_NAME_PREFIX = "torrust-tracker-vm-";

  private static final int LONGEST_INSTANCE_NAME = 63;
  private static final int LONGEST_ENVIRONMENT_NAME =
      LONGEST_INSTANCE_NAME - INSTANCE_NAME_PREFIX.length();
  private static final int LONGEST_USERNAME = 32;
  private static final int LONGEST_DOMAIN = 253;

  /** Folders in the data folder that are no environment's. */
  private static final Set<String> RESERVED_FOLDERS = Set.of("logs", "history");

  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /**
   * Name, optional registry in front, tag or digest or both behind; the grammar of the distribution
   * specification.
   */
  private static final Pattern IMAGE =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?/)?"
              + "[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*)*"
              + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?"
              + "(?:@(?<digest>sha256:[0-9a-f]{64}))?");

  private static final int LONGEST_IMAGE = 512;

  private NameRules() {}

  static Either<Violation, String> environmentName(String text) {
    if (text.isEmpty()) {
      return broken(ConfigRules.ENVIRONMENT_NAME_EMPTY, text);
    }
    if (isDigit(text.charAt(0))) {
      return broken(ConfigRules.ENVIRONMENT_NAME_DIGIT, text);
    }
    String uppercase = each(text, character -> character >= 'A' && character <= 'Z');
    if (!uppercase.isEmpty()) {
      return broken(ConfigRules.ENVIRONMENT_NAME_UPPER_CASE, text, uppercase);
    }
    String foreign =
        each(text, character -> !isLowercase(character) && !isDigit(character) && character != '-');
    if (!foreign.isEmpty()) {
      return broken(ConfigRules.ENVIRONMENT_NAME_CHARACTERS, text, foreign);
    }
    if (text.startsWith("-")) {
      return broken(ConfigRules.ENVIRONMENT_NAME_FIRST_DASH, text);
    }
    if (text.endsWith("-")) {
      return broken(ConfigRules.ENVIRONMENT_NAME_LAST_DASH, text);
    }
    if (text.contains("--")) {
      return broken(ConfigRules.ENVIRONMENT_NAME_DASHES, text);
    }
    if (text.length() > LONGEST_ENVIRONMENT_NAME) {
      return broken(
          ConfigRules.ENVIRONMENT_NAME_LENGTH,
          text,
          text.length(),
          LONGEST_ENVIRONMENT_NAME,
          LONGEST_INSTANCE_NAME,
          LONGEST_ENVIRONMENT_NAME);
    }
    return RESERVED_FOLDERS.contains(text)
        ? broken(ConfigRules.ENVIRONMENT_NAME_RESERVED, text)
        : Either.right(text);
  }

  /** The rules of a name that is also one of a machine or of something at its provider. */
  record MachineName(Rule empty, Rule length, Rule characters, Rule first, Rule lastDash) {

    Either<Violation, String> check(String text) {
      if (text.isEmpty()) {
        return broken(empty, text);
      }
      if (bytes(text) > LONGEST_INSTANCE_NAME) {
        return broken(length, text, bytes(text), LONGEST_INSTANCE_NAME);
      }
      String foreign =
          each(text, character -> !isLetter(character) && !isDigit(character) && character != '-');
      if (!foreign.isEmpty()) {
        return broken(characters, text, foreign);
      }
      if (!isLetter(text.charAt(0))) {
        return broken(first, text);
      }
      return text.endsWith("-") ? broken(lastDash, text) : Either.right(text);
    }
  }

  static Either<Violation, String> sshUsername(String text) {
    if (text.isEmpty()) {
      return broken(ConfigRules.SSH_USERNAME_EMPTY, text);
    }
    if (bytes(text) > LONGEST_USERNAME) {
      return broken(ConfigRules.SSH_USERNAME_LENGTH, text, bytes(text), LONGEST_USERNAME);
    }
    if (!isLetter(text.charAt(0)) && text.charAt(0) != '_') {
      return broken(ConfigRules.SSH_USERNAME_FIRST, text);
    }
    String foreign =
        each(
            text,
            character ->
                !isLetter(character)
                    && !isDigit(character)
                    && character != '_'
                    && character != '-');
    return foreign.isEmpty()
        ? Either.right(text)
        : broken(ConfigRules.SSH_USERNAME_CHARACTERS, text, foreign);
  }

  static Either<Violation, String> domainName(String text) {
    if (text.isEmpty()) {
      return broken(ConfigRules.DOMAIN_EMPTY, text);
    }
    if (text.codePoints().anyMatch(NameRules::isWhiteSpace)) {
      return broken(ConfigRules.DOMAIN_WHITE_SPACE, text);
    }
    if (!text.contains(".")) {
      return broken(ConfigRules.DOMAIN_DOTLESS, text);
    }
    if (text.startsWith(".") || text.endsWith(".")) {
      return broken(ConfigRules.DOMAIN_OUTER_DOT, text);
    }
    if (text.contains("..")) {
      return broken(ConfigRules.DOMAIN_DOTS, text);
    }
    return isHostName(text) ? Either.right(text) : broken(ConfigRules.DOMAIN_GRAMMAR, text);
  }

  /** The strict grammar of X24, shared with the part of an email address behind the at sign. */
  static boolean isHostName(String text) {
    if (text.length() > LONGEST_DOMAIN) {
      return false;
    }
    List<String> labels = Splitter.on('.').splitToList(text);
    return labels.size() > 1
        && labels.stream().allMatch(label -> LABEL.matcher(label).matches())
        && !DIGITS.matcher(labels.get(labels.size() - 1)).matches();
  }

  static Either<Violation, String> imageReference(String text) {
    Matcher matcher = IMAGE.matcher(text);
    if (text.length() > LONGEST_IMAGE || !matcher.matches()) {
      return broken(ConfigRules.IMAGE, text);
    }
    if (matcher.group("tag") == null && matcher.group("digest") == null) {
      return broken(ConfigRules.IMAGE_UNPINNED, text);
    }
    return Either.right(text);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isLowercase(int character) {
    return character >= 'a' && character <= 'z';
  }

  private static boolean isLetter(int character) {
    return isLowercase(character) || (character >= 'A' && character <= 'Z');
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  /**
   * White space of Unicode: what separates, and the control characters that editors show as space.
   */
  private static boolean isWhiteSpace(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == 0x85;
  }

  /**
   * The characters that {@code isMeant} picks, each once, as a quoted list that ends after a few.
   */
  private static String each(String text, IntPredicate isMeant) {
    int first = 0;
    while (first < text.length() && !isMeant.test(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return "";
    }
    List<String> found =
        text.codePoints()
            .filter(isMeant)
            .distinct()
            .limit(6)
            .mapToObj(Character::toString)
            .toList();
    String shown = found.stream().limit(5).map(Excerpt::of).collect(Collectors.joining(", "));
    return found.size() > 5 ? shown + " and others" : shown;
  }

  /** A rule that begins with the text which breaks it. */
  static <T> Either<Violation, T> broken(Rule rule, String text, Object... more) {
    return Either.left(rule.broken(Lists.asList(Excerpt.of(text), more).toArray()));
  }
}
