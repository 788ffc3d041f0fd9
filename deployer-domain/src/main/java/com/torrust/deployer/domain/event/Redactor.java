package com.torrust.deployer.domain.event;

import com.google.common.collect.ImmutableList;
import com.torrust.deployer.domain.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Strikes secrets out of text: as they are, and in the forms in which tools print them (percent-encoded, escaped for
 * JSON, Base64). Texts of fewer than four characters are left alone, because striking them out would make nonsense of
 * every line and tell the secret at the same time. Immutable.
 */
public final class Redactor {

  private static final int SHORTEST = 4;

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
    Set<String> forms = new LinkedHashSet<>();
    for (Secret secret : secrets) {
      String text = secret.expose();
      if (text.length() >= SHORTEST) {
        forms.add(text);
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        forms.add(encoded);
        forms.add(encoded.replace("+", "%20"));
        forms.add(text.replace("\\", "\\\\").replace("\"", "\\\""));
        forms.add(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return new Redactor(
        forms.stream()
            // The longest first: a short secret may be a part of a longer one.
            .sorted(Comparator.comparingInt(String::length).reversed())
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
}
