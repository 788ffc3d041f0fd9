package com.torrust.deployer.domain.event;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.ImmutableFinding;
import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.error.Remedy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Strikes secrets out of text: as they are, line by line, and in the forms in which the tools we
 * drive print them (percent-encoded; as a JSON string the way Go, Python and Java write it; quoted
 * for a shell; Base64, also as a part of something longer), with or without the blanks and
 * invisible characters at their ends, and cut off in the middle. Texts of fewer than four
 * characters are left alone, because striking them out would make nonsense of every line and tell
 * the secret at the same time. Immutable.
 */
public final class Redactor {

  private static final int SHORTEST = 4;
  private static final int HASHES = 1 << 17;

  /** So much of the beginning of a secret gives it away; less may be anything. */
  private static final int SHORTEST_BEGINNING = 8;

  /** Shorter parts of Base64 are found in all kinds of text. */
  private static final int SHORTEST_PART = 8;

  private static final Pattern ESCAPE = Pattern.compile("%..");

  /** What may follow where a text was cut off. */
  private static final Pattern CUT = Pattern.compile("(?:…|\\.{3})?['\"»)\\]]*$");

  private static final Pattern ENDS = Pattern.compile("^[\\s\\p{Z}\\p{C}]+|[\\s\\p{Z}\\p{C}]+$");

  /**
   * Facts of ours about the environment. They lead to what was asked for, so they stay legible even
   * where a secret happens to be one of them.
   */
  private static final Set<String> OUR_FACTS = Set.of("environment", "step", "operation");

  private final List<String> needles;

  /** How what is looked for begins, as hashes: most lines hold nothing of it and cost little. */
  private final BitSet beginnings = new BitSet(HASHES);

  private Redactor(List<String> needles) {
    this.needles = needles;
    needles.forEach(needle -> beginnings.set(hash(needle, 0)));
  }

  private static int hash(String text, int at) {
    int hash = text.charAt(at);
    for (int next = at + 1; next < at + SHORTEST; next++) {
      hash = hash * 31 + text.charAt(next);
    }
    return (hash ^ hash >>> 15) & HASHES - 1;
  }

  private boolean mayHoldASecret(String text) {
    for (int at = 0; at <= text.length() - SHORTEST; at++) {
      if (beginnings.get(hash(text, at))) {
        return true;
      }
    }
    return false;
  }

  /** Strikes out nothing. */
  public static Redactor none() {
    return new Redactor(List.of());
  }

  /** Strikes out these. */
  public static Redactor of(Collection<Secret> secrets) {
    return new Redactor(
        secrets.stream()
            .filter(Secret::isResolved)
            .flatMap(secret -> secret.expose().lines())
            .filter(line -> line.strip().length() >= SHORTEST)
            .flatMap(Redactor::forms)
            .filter(form -> form.length() >= SHORTEST)
            .distinct()
            // The longest first: a short secret may be a part of a longer one.
            .sorted((one, other) -> Integer.compare(other.length(), one.length()))
            .collect(ImmutableList.toImmutableList()));
  }

  /** The text with a mark in place of each secret. */
  public String redact(String text) {
    if (needles.isEmpty() || !mayHoldASecret(text)) {
      return text;
    }
    String redacted = text;
    for (String needle : needles) {
      if (redacted.contains(needle)) {
        redacted = redacted.replace(needle, Secret.MARK);
      }
    }
    return withoutBeginning(redacted);
  }

  /** The text as {@link PlainText#line(String)} makes it, and without secrets. */
  public String line(String text) {
    String redacted = redact(text);
    String plain = PlainText.line(redacted);
    // Where something was taken out of the text, its halves may make a secret.
    return plain.equals(redacted) ? plain : redact(plain);
  }

  /** The error with every text as {@link #line} makes it; code and kind are what they were. */
  public DeployError redact(DeployError error) {
    Map<String, String> facts = new LinkedHashMap<>();
    error
        .facts()
        .forEach(
            (name, value) ->
                facts.put(
                    line(name), OUR_FACTS.contains(name) ? PlainText.line(value) : line(value)));
    return ImmutableDeployError.builder()
        .from(error)
        .message(line(error.message()))
        .facts(facts)
        .causes(lines(error.causes()))
        .remedies(error.remedies().stream().map(this::redact).toList())
        .findings(error.findings().stream().map(this::redact).toList())
        .outputTail(lines(error.outputTail()))
        .sideEffects(lines(error.sideEffects()))
        .build();
  }

  /**
   * The stack trace, with those of its causes, without secrets; of an exception whose own methods
   * throw, its class.
   */
  public String redact(Throwable thrown) {
    String trace;
    try {
      trace = Throwables.getStackTraceAsString(thrown);
    } catch (Throwable again) {
      trace = thrown.getClass().getName() + ", whose text cannot be read";
    }
    // A message may be cut off at the end of its line, which is not the end of the trace.
    return redact(trace)
        .lines()
        .map(this::redact)
        .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
  }

  private List<String> lines(List<String> texts) {
    return texts.stream().map(this::line).toList();
  }

  /** The remedy with its text as {@link #line} makes it. */
  public Remedy redact(Remedy remedy) {
    if (remedy instanceof Remedy.Advice advice) {
      return new Remedy.Advice(line(advice.text()));
    }
    if (remedy instanceof Remedy.EditConfiguration edit) {
      return new Remedy.EditConfiguration(line(edit.pointer()), line(edit.text()));
    }
    return remedy;
  }

  private Finding redact(Finding finding) {
    return ImmutableFinding.builder()
        .from(finding)
        .pointer(line(finding.pointer()))
        .message(line(finding.message()))
        .remedy(line(finding.remedy()))
        .build();
  }

  /** Without the beginning of a secret that stands at the end, because the text was cut there. */
  private String withoutBeginning(String text) {
    Matcher cut = CUT.matcher(text);
    int end = cut.find() ? cut.start() : text.length();
    for (String needle : needles) {
      int shortest = Math.max(SHORTEST_BEGINNING, needle.length() / 2);
      for (int length = Math.min(needle.length() - 1, end); length >= shortest; length--) {
        if (text.regionMatches(end - length, needle, 0, length)) {
          return text.substring(0, end - length) + Secret.MARK + text.substring(end);
        }
      }
    }
    return text;
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
    String bare = ENDS.matcher(secret).replaceAll("");
    return Stream.concat(written(secret), bare.length() < SHORTEST ? Stream.of() : written(bare))
        .distinct();
  }

  private static Stream<String> written(String secret) {
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String percent = form.replace("+", "%20");
    Stream<String> texts =
        Stream.of(
            secret,
            form,
            percent,
            withLowerCaseEscapes(form),
            withLowerCaseEscapes(percent),
            json(secret, character -> false),
            json(secret, character -> character > '~'),
            json(secret, character -> "<>&\u2028\u2029".indexOf(character) >= 0),
            secret.replace("'", "'\\''"),
            secret.replace("'", "'\"'\"'"));
    return Stream.concat(texts, base64(secret.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Base64 has three faces, by how many bytes stand before a text; what it shares with its
   * neighbours is left out.
   */
  private static Stream<String> base64(byte[] secret) {
    Stream<String> alone =
        Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
            .map(encoder -> encoder.withoutPadding().encodeToString(secret));
    Stream<String> within =
        IntStream.range(0, 3)
            .boxed()
            .flatMap(
                before ->
                    Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
                        .map(encoder -> inside(encoder, secret, before)))
            .filter(part -> part.length() >= SHORTEST_PART);
    return Stream.concat(alone, within);
  }

  private static String inside(Base64.Encoder encoder, byte[] secret, int before) {
    byte[] bytes = new byte[before + secret.length];
    System.arraycopy(secret, 0, bytes, before, secret.length);
    String text = encoder.withoutPadding().encodeToString(bytes);
    int first = before == 0 ? 0 : before + 1;
    int last = bytes.length * 8 / 6;
    return first < last ? text.substring(first, last) : "";
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
