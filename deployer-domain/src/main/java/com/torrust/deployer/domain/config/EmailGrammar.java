package com.torrust.deployer.domain.config;

import com.google.common.base.Splitter;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Mailbox addresses in two strengths: R59 refuses what no mail program would take; X25 refuses what
 * is a mailbox but not the plain address that certificate authorities and the proxy's configuration
 * accept.
 */
final class EmailGrammar {

  private static final int LONGEST_LOCAL_PART = 64;
  private static final int LONGEST_DOMAIN = 254;
  private static final int LONGEST_LABEL = 63;
  private static final String ATOM_PUNCTUATION = "!#$%&'*+-/=?^_`{|}~";

  private EmailGrammar() {}

  static Either<Violation, String> check(String text) {
    Optional<Mailbox> mailbox = mailbox(text);
    if (mailbox.isEmpty()) {
      return NameRules.broken(ConfigRules.EMAIL, text);
    }
    if (!mailbox.get().isPlain()) {
      return NameRules.broken(ConfigRules.EMAIL_PLAIN, text);
    }
    return Either.right(text);
  }

  private static Optional<Mailbox> mailbox(String text) {
    int display = text.lastIndexOf(" <");
    String address = text;
    if (display >= 0) {
      String bracketed = text.substring(display + 2).strip();
      if (!bracketed.endsWith(">")) {
        return Optional.empty();
      }
      address = bracketed.substring(0, bracketed.length() - 1);
    }
    int at = address.lastIndexOf('@');
    if (at <= 0 || at == address.length() - 1) {
      return Optional.empty();
    }
    Mailbox mailbox =
        new Mailbox(display >= 0, address.substring(0, at), address.substring(at + 1));
    return mailbox.isWellFormed() ? Optional.of(mailbox) : Optional.empty();
  }

  private record Mailbox(boolean hasDisplayName, String localPart, String domain) {

    boolean isWellFormed() {
      return bytes(localPart) <= LONGEST_LOCAL_PART
          && bytes(domain) <= LONGEST_DOMAIN
          && (isQuoted(localPart) || isDotAtom(localPart))
          && (isLiteral(domain) || isDotLabels(domain));
    }

    /** Braces are placeholders to the proxy, which has no way to write them down literally. */
    boolean isPlain() {
      return !hasDisplayName
          && isDotAtom(localPart)
          && localPart
              .chars()
              .allMatch(character -> character < 0x80 && character != '{' && character != '}')
          && NameRules.isHostName(domain);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isDotAtom(String text) {
    return Splitter.on('.').splitToStream(text).allMatch(EmailGrammar::isAtom);
  }

  private static boolean isAtom(String text) {
    return !text.isEmpty() && text.codePoints().allMatch(EmailGrammar::isAtomCharacter);
  }

  private static boolean isAtomCharacter(int character) {
    return isAlphanumeric(character)
        || character >= 0x80
        || ATOM_PUNCTUATION.indexOf(character) >= 0;
  }

  private static boolean isAlphanumeric(int character) {
    return character < 0x80 && Character.isLetterOrDigit(character);
  }

  /**
   * Printable characters, spaces and tabs in double quotes; a backslash escapes one visible
   * character.
   */
  private static boolean isQuoted(String text) {
    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return false;
    }
    boolean isEscaped = false;
    for (int character : text.substring(1, text.length() - 1).codePoints().toArray()) {
      boolean isVisible = character > ' ' && character != 0x7f;
      if (isEscaped ? !isVisible : !isVisible && character != ' ' && character != '\t') {
        return false;
      }
      if (!isEscaped && character == '"') {
        return false;
      }
      isEscaped = !isEscaped && character == '\\';
    }
    return !isEscaped;
  }

  private static boolean isLiteral(String text) {
    return text.length() >= 2
        && text.startsWith("[")
        && text.endsWith("]")
        && text.substring(1, text.length() - 1)
            .codePoints()
            .allMatch(
                character -> character > ' ' && character != 0x7f && "[]\\".indexOf(character) < 0);
  }

  private static boolean isDotLabels(String text) {
    List<String> labels = Splitter.on('.').splitToList(text);
    return labels.stream().allMatch(EmailGrammar::isLabel);
  }

  private static boolean isLabel(String text) {
    return isAtom(text)
        && bytes(text) <= LONGEST_LABEL
        && isLabelEdge(text.codePointAt(0))
        && isLabelEdge(text.codePointBefore(text.length()));
  }

  private static boolean isLabelEdge(int character) {
    return isAlphanumeric(character) || character >= 0x80;
  }
}
