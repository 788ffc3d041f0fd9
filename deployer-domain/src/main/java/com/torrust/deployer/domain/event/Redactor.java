package com.torrust.deployer.domain.event;

import com.google.common.collect.ImmutableList;
import com.torrust.deployer.domain.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Strikes secrets out of text: as they are, line by line, and in the forms in which the tools we
 * drive print them (percent-encoded; as a JSON string the way Go, Python and Java write it; quoted
 * for a shell; Base64). Texts of fewer than four characters are left alone, because striking them
 * out would make nonsense of every line and tell the secret at the same time. Immutable.
 */
public final class Redactor {

  private static final int SHORTEST = 4;
  private static final Pattern ESCAPE = Pattern.compile("%..");

  private final List<String> needles;

  private Redactor(List<String> needles) {
    this.needles = needles;
  }

  /** Strikes out nothing. */
  public static Redactor none() {
    return new Redactor(List.of());
  }

  /** Strikes out these. */
  public static Redactor of(Collection<Secret> secrets) {
    return new Redactor(
        secrets.stream()
            .flatMap(secret -> secret.expose().lines())
            .filter(line -> line.strip().length() >= SHORTEST)
            .flatMap(Redactor::forms)
            .distinct()
            // The longest first: a short secret may be a part of a longer one.
            .sorted((one, other) -> Integer.compare(other.length(), one.length()))
            .collect(ImmutableList.toImmutableList()));
  }

  /** The text with a mark in place of each secret. */
  public String redact(String text) {
    String redacted = text;
    for (String needle : needles) {
      if (redacted.contains(needle)) {
        redacted = redacted.replace(needle, Secret.MARK);
      }
    }
    return redacted;
  }

  /**
   * The last place, not behind {@code at}, where {@code text} can be cut in two so that both halves
   * can be redacted on their own: no secret reaches across it.
   */
  public int cutBefore(String text, int at) {
    int cut = at;
    int before;
    do {
      before = cut;
      for (String needle : needles) {
        int start = text.indexOf(needle, Math.max(0, cut - needle.length() + 1));
        cut = start >= 0 && start < cut ? start : cut;
      }
    } while (cut != before);
    return cut;
  }

  private static Stream<String> forms(String secret) {
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String percent = form.replace("+", "%20");
    return Stream.of(
        secret,
        form,
        percent,
        withLowerCaseEscapes(form),
        withLowerCaseEscapes(percent),
        json(secret, character -> false),
        json(secret, character -> character > '~'),
        json(secret, character -> "<>&\u2028\u2029".indexOf(character) >= 0),
        secret.replace("'", "'\\''"),
        secret.replace("'", "'\"'\"'"),
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
  }

  private static String withLowerCaseEscapes(String encoded) {
    return ESCAPE.matcher(encoded).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
  }

  private static String json(String text, IntPredicate escaped) {
    StringBuilder json = new StringBuilder();
    text.chars()
        .forEach(
            character -> {
              if (character == '"' || character == '\\') {
                json.append('\\').append((char) character);
              } else if (character == '\t') {
                json.append("\\t");
              } else if (character < ' ' || escaped.test(character)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", character));
              } else {
                json.append((char) character);
              }
            });
    return json.toString();
  }
}
