package com.torrust.deployer.templates;

import java.util.regex.Pattern;

/**
 * How a text is written down in a file format so that the format's own reader gives back exactly
 * that text. In templates each is a filter of the same name in lower case: {@code {{ token | hcl
 * }}} writes the quotes too.
 */
enum TargetFormat {
  /** A quoted template of OpenTofu's language; {@code ${} and {@code %{} would start an interpolation. */
  HCL {
    @Override
    String literal(String text) {
      // HCL reads "$${" differently behind another dollar sign; a code point escape has one meaning
      // everywhere.
      return DoubleQuoted.literal(text).replace("${", "\\u0024{").replace("%{", "\\u0025{");
    }
  },
  /**
   * A double-quoted scalar. Ansible evaluates double braces inside; tag such a value {@code
   * !unsafe}.
   */
  YAML {
    @Override
    String literal(String text) {
      return DoubleQuoted.literal(text);
    }
  },
  /** A basic string. */
  TOML {
    @Override
    String literal(String text) {
      return DoubleQuoted.literal(text);
    }
  },
  /** A string. */
  JSON {
    @Override
    String literal(String text) {
      return DoubleQuoted.literal(text);
    }
  },
  /** The right-hand side in an {@code .env} file of Compose. */
  DOTENV {
    @Override
    String literal(String text) {
      // Single quotes stop every expansion but cannot hold a quote behind a backslash or a
      // backslash at the end.
      if (text.indexOf('\'') < 0 && text.indexOf('\\') < 0) {
        return "'" + text + "'";
      }
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + '"';
    }
  },
  /** One word of a POSIX shell. */
  SHELL {
    @Override
    String literal(String text) {
      return "'" + text.replace("'", "'\\''") + "'";
    }
  },
  /** One token of a Caddyfile. */
  CADDY {
    @Override
    String literal(String text) {
      if (PLAIN_CADDY_TOKEN.matcher(text).matches()) {
        return text;
      }
      // Braces are placeholders to Caddy wherever they stand, and it has no way to write a
      // backslash before a quote.
      if (text.indexOf('{') >= 0 || text.contains("\\\"") || text.endsWith("\\")) {
        throw new IllegalArgumentException("a Caddyfile cannot hold this text literally");
      }
      return '"' + text.replace("\"", "\\\"") + '"';
    }
  };

  private static final Pattern PLAIN_CADDY_TOKEN = Pattern.compile("[A-Za-z0-9._%+@:/-]+");

  /** The text as the format's reader gives it back, with quotes where the format has them. */
  abstract String literal(String text);

  /** The common part of the formats whose strings look like those of JSON. */
  private static final class DoubleQuoted {

    static String literal(String text) {
      StringBuilder out = new StringBuilder(text.length() + 2).append('"');
      for (int i = 0; i < text.length(); i++) {
        char letter = text.charAt(i);
        switch (letter) {
          case '"' -> out.append("\\\"");
          case '\\' -> out.append("\\\\");
          case '\n' -> out.append("\\n");
          case '\r' -> out.append("\\r");
          case '\t' -> out.append("\\t");
          default -> {
            if (isUnsafe(letter)) {
              out.append(String.format("\\u%04x", (int) letter));
            } else {
              out.append(letter);
            }
          }
        }
      }
      return out.append('"').toString();
    }

    /** Control characters, and what YAML takes for line ends or a mark of byte order. */
    private static boolean isUnsafe(char letter) {
      return Character.isISOControl(letter)
          || letter == '\u2028'
          || letter == '\u2029'
          || letter == '\ufeff';
    }
  }
}
