package com.torrust.deployer.domain.config;

import com.google.common.base.Splitter;
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
    Grammar grammar = new Grammar("config.environment_name_invalid", "environment name");
    String remedy =
        "rename the environment: lower case letters, digits and single inner dashes, beginning with"
            + " a letter, such as dev, staging or release-v1-2";
    if (text.isEmpty()) {
      return grammar.broken("R11", text, "is empty", remedy);
    }
    if (isDigit(text.charAt(0))) {
      return grammar.broken(
          "R12", text, "begins with a digit; the machine's name is derived from it", remedy);
    }
    String uppercase = each(text, character -> character >= 'A' && character <= 'Z');
    if (!uppercase.isEmpty()) {
      return grammar.broken("R13", text, "contains upper case letters: " + uppercase, remedy);
    }
    String foreign =
        each(text, character -> !isLowercase(character) && !isDigit(character) && character != '-');
    if (!foreign.isEmpty()) {
      return grammar.broken(
          "R14", text, "contains characters that are not allowed: " + foreign, remedy);
    }
    if (text.startsWith("-")) {
      return grammar.broken("R15", text, "begins with a dash", remedy);
    }
    if (text.endsWith("-")) {
      return grammar.broken("R16", text, "ends with a dash", remedy);
    }
    if (text.contains("--")) {
      return grammar.broken("R17", text, "contains dashes in a row", remedy);
    }
    if (text.length() > LONGEST_ENVIRONMENT_NAME) {
      return grammar.broken(
          "X1",
          text,
          "has "
              + text.length()
              + " characters; with more than "
              + LONGEST_ENVIRONMENT_NAME
              + " the machine's name would be longer than "
              + LONGEST_INSTANCE_NAME,
          "shorten it to " + LONGEST_ENVIRONMENT_NAME + " characters");
    }
    if (RESERVED_FOLDERS.contains(text)) {
      return grammar.broken(
          "X30", text, "is the name of a folder that the deployer keeps for itself", remedy);
    }
    return Either.right(text);
  }

  static Either<Violation, String> instanceName(String text) {
    return machineName(
        text,
        new Grammar("config.instance_name_invalid", "instance name"),
        List.of("R18", "R19", "R20", "R21", "R22"),
        "correct it, or remove it so that " + INSTANCE_NAME_PREFIX + "<environment name> is used");
  }

  static Either<Violation, String> profileName(String text) {
    return machineName(
        text,
        new Grammar("config.profile_name_invalid", "profile name"),
        List.of("R23", "R24", "R25", "R26", "R27"),
        "correct it; a usual name is torrust-profile-<environment name>");
  }

  private static Either<Violation, String> machineName(
      String text, Grammar grammar, List<String> rules, String remedy) {
    if (text.isEmpty()) {
      return grammar.broken(rules.get(0), text, "is empty", remedy);
    }
    if (bytes(text) > LONGEST_INSTANCE_NAME) {
      return grammar.broken(
          rules.get(1),
          text,
          "has " + bytes(text) + " bytes; the limit is " + LONGEST_INSTANCE_NAME,
          remedy);
    }
    String foreign =
        each(text, character -> !isLetter(character) && !isDigit(character) && character != '-');
    if (!foreign.isEmpty()) {
      return grammar.broken(
          rules.get(2),
          text,
          "contains " + foreign + "; only ASCII letters, digits and dashes are allowed",
          remedy);
    }
    if (!isLetter(text.charAt(0))) {
      return grammar.broken(rules.get(3), text, "does not begin with a letter", remedy);
    }
    if (text.endsWith("-")) {
      return grammar.broken(rules.get(4), text, "ends with a dash", remedy);
    }
    return Either.right(text);
  }

  static Either<Violation, String> sshUsername(String text) {
    Grammar grammar = new Grammar("config.ssh_username_invalid", "SSH user name");
    String remedy = "use a name such as torrust, ubuntu or deploy";
    if (text.isEmpty()) {
      return grammar.broken("R28", text, "is empty", remedy);
    }
    if (bytes(text) > LONGEST_USERNAME) {
      return grammar.broken(
          "R29", text, "has " + bytes(text) + " bytes; the limit is " + LONGEST_USERNAME, remedy);
    }
    if (!isLetter(text.charAt(0)) && text.charAt(0) != '_') {
      return grammar.broken(
          "R30", text, "does not begin with an ASCII letter or an underscore", remedy);
    }
    String foreign =
        each(
            text,
            character ->
                !isLetter(character)
                    && !isDigit(character)
                    && character != '_'
                    && character != '-');
    if (!foreign.isEmpty()) {
      return grammar.broken(
          "R31",
          text,
          "contains "
              + foreign
              + "; only ASCII letters, digits, underscores and dashes are allowed",
          remedy);
    }
    return Either.right(text);
  }

  static Either<Violation, String> domainName(String text) {
    Grammar grammar = new Grammar("config.domain_invalid", "domain");
    String remedy = "write a full host name such as tracker.example.com";
    if (text.isEmpty()) {
      return grammar.broken("R41", text, "is empty", remedy + ", or remove the member");
    }
    if (text.codePoints().anyMatch(NameRules::isWhiteSpace)) {
      return grammar.broken("R42", text, "contains white space", remedy);
    }
    if (!text.contains(".")) {
      return grammar.broken("R43", text, "has no dot", remedy);
    }
    if (text.startsWith(".") || text.endsWith(".")) {
      return grammar.broken("R44", text, "begins or ends with a dot", remedy);
    }
    if (text.contains("..")) {
      return grammar.broken("R45", text, "has two dots in a row", remedy);
    }
    return isHostName(text)
        ? Either.right(text)
        : grammar.broken(
            "X24",
            text,
            "is not a host name: labels of 1 to 63 ASCII letters, digits and inner dashes, the last"
                + " one not all digits, at most "
                + LONGEST_DOMAIN
                + " characters together",
            remedy
                + ", without scheme, port, path or wildcard; international names in their xn--"
                + " form");
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
    Grammar grammar = new Grammar("config.image_reference_invalid", "image reference");
    String remedy = "write name:tag or name@sha256:digest, such as prom/prometheus:v3.11.2";
    Matcher matcher = IMAGE.matcher(text);
    if (text.length() > LONGEST_IMAGE || !matcher.matches()) {
      return grammar.broken("Y6", text, "is not the name of a container image", remedy);
    }
    if (matcher.group("tag") == null && matcher.group("digest") == null) {
      return grammar.broken("Y6", text, "has neither a tag nor a digest", remedy);
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

  /** What all findings about one kind of text have in common. */
  record Grammar(String code, String noun) {

    <T> Either<Violation, T> broken(String rule, String text, String reason, String remedy) {
      return Either.left(
          new Violation(rule, code, noun + " " + Excerpt.of(text) + " " + reason, remedy));
    }
  }
}
