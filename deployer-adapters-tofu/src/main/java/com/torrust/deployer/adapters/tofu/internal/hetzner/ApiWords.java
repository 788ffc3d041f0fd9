package com.torrust.deployer.adapters.tofu.internal.hetzner;

import com.torrust.deployer.adapters.tofu.internal.tool.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API's error codes as the provider plug-in repeats them behind its own sentences, {@code
 * (code, correlation id)}. Only words of the API's documented vocabulary are taken, so that no
 * wording decides anything.
 */
final class ApiWords {

  private static final Set<String> PASSING =
      Set.of(
          "locked",
          "conflict",
          "rate_limit_exceeded",
          "server_error",
          "service_error",
          "unavailable",
          "maintenance",
          "timeout",
          "bad_gateway",
          "resource_in_use");

  private static final Set<String> LASTING =
      Set.of(
          "unauthorized",
          "token_readonly",
          "forbidden",
          "resource_limit_exceeded",
          "resource_unavailable",
          "placement_error",
          "invalid_server_type",
          "uniqueness_error",
          "invalid_input",
          "not_found",
          "protected");

  private static final Pattern SHAPE = Pattern.compile("\\(([a-z_]+)(?:, [^()]*)?\\)");

  /** How Go's network library names connections that did not last. */
  private static final Pattern BROKEN =
      Pattern.compile(
          "\\b(EOF|connection reset by peer|broken pipe|i/o timeout|TLS handshake"
              + " timeout|connection refused)\\b");

  private ApiWords() {}

  /** The codes in what was reported, in order. */
  static List<String> in(List<Diagnostic> diagnostics) {
    List<String> words = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      Matcher matcher = SHAPE.matcher(diagnostic.text());
      while (matcher.find()) {
        if (PASSING.contains(matcher.group(1)) || LASTING.contains(matcher.group(1))) {
          words.add(matcher.group(1));
        }
      }
    }
    return words;
  }

  /** Whether what a code stands for is over after a while. */
  static boolean passes(String word) {
    return PASSING.contains(word);
  }

  /** Whether the connection and not the API was the trouble. */
  static boolean tellOfABrokenConnection(List<Diagnostic> diagnostics) {
    return diagnostics.stream().anyMatch(diagnostic -> BROKEN.matcher(diagnostic.text()).find());
  }
}
