package com.torrust.deployer.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TargetFormatTest {

  @Test
  void hclNeverStartsAnInterpolation() {
    assertEquals(
        "\"a\\u0024{b}\\u0025{c}$d\\\\\\\"\"", TargetFormat.HCL.literal("a${b}%{c}$d\\\""));
  }

  @Test
  void yamlEscapesWhatItTakesForLineEnds() {
    assertEquals(
        "\"a: b # \\u0085\\u2028é\\n\"", TargetFormat.YAML.literal("a: b # \u0085\u2028é\n"));
  }

  @Test
  void dotenvKeepsPlainValuesInSingleQuotes() {
    assertEquals("'a$b \"c\" #d'", TargetFormat.DOTENV.literal("a$b \"c\" #d"));
  }

  @Test
  void dotenvTakesDoubleQuotesForBackslashesAndSingleQuotes() {
    assertEquals("\"it's \\$5 \\\"x\\\" \\\\\"", TargetFormat.DOTENV.literal("it's $5 \"x\" \\"));
  }

  @Test
  void shellClosesAndReopensItsQuotes() {
    assertEquals("'it'\\''s $(date)'", TargetFormat.SHELL.literal("it's $(date)"));
  }

  @Test
  void caddyRefusesWhatItCannotHold() {
    assertEquals("admin@example.org", TargetFormat.CADDY.literal("admin@example.org"));
    assertEquals("\"a \\\"b\\\"\"", TargetFormat.CADDY.literal("a \"b\""));
    assertThrows(IllegalArgumentException.class, () -> TargetFormat.CADDY.literal("{$HOME}"));
  }
}
