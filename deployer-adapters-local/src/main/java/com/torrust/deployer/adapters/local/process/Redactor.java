package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Strikes secrets out of text, in every form in which the tools we drive were seen to print them: plain, percent-encoded,
 * as a JSON string (Go's, Python's and the plain way), quoted for a shell, in Base64. Immutable.
 */
final class Redactor {

  private static final Pattern NOTHING = Pattern.compile("(?!)");

  private final Pattern secrets;

  private Redactor(Pattern secrets) {
    this.secrets = secrets;
  }

  static Redactor of(Collection<Secret> secrets) {
    String alternatives =
        secrets.stream()
            .flatMap(secret -> secret.expose().lines())
            .filter(line -> !line.isBlank())
            .flatMap(line -> forms(line).stream())
            .distinct()
            // A secret may be the beginning of another one.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return new Redactor(alternatives.isEmpty() ? NOTHING : Pattern.compile(alternatives));
  }

  String redact(String text) {
    return secrets.matcher(text).replaceAll(Secret.MARK);
  }

  /** The last place not after {@code at} where a text can be cut without cutting a secret in two. */
  int cutBefore(String text, int at) {
    Matcher matcher = secrets.matcher(text);
    while (matcher.find() && matcher.start() < at) {
      if (matcher.end() > at) {
        return matcher.start();
      }
    }
    return at;
  }

  private static Set<String> forms(String secret) {
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String percent = encoded.replace("+", "%20");
    String base64 =
        Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    return Stream.of(
            secret,
            encoded,
            percent,
            lowerCaseEscapes(encoded),
            lowerCaseEscapes(percent),
            json(secret, c -> false),
            json(secret, c -> c > '~'),
            json(secret, c -> "<>&\u2028\u2029".indexOf(c) >= 0),
            secret.replace("'", "'\\''"),
            secret.replace("'", "'\"'\"'"),
            base64)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String lowerCaseEscapes(String encoded) {
    return Pattern.compile("%..")
        .matcher(encoded)
        .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
  }

  /** Which further characters a JSON writer escapes. */
  @FunctionalInterface
  private interface Escaped {
    boolean test(char character);
  }

  private static String json(String text, Escaped escaped) {
    StringBuilder json = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ' || escaped.test(c)) {
            json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.toString();
  }
}
