package com.torrust.deployer.domain.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void quotesAText() {
    assertEquals("'lab é 密 😀'", Excerpt.of("lab é 密 😀"));
  }

  @Test
  void writesWhatCouldMoveTheCursorAsItsCode() {
    assertEquals("'a\\u000ab\\u001b[31m\\u202e\\u200b'", Excerpt.of("a\nb\u001b[31m\u202e\u200b"));
  }

  @Test
  void writesHalfOfACharacterAsItsCode() {
    assertEquals("'\\ud800x'", Excerpt.of("\ud800x"));
  }

  @Test
  void cutsLongTexts() {
    assertEquals("'" + "a".repeat(60) + "…'", Excerpt.of("a".repeat(61)));
    assertEquals("'" + "😀".repeat(60) + "'", Excerpt.of("😀".repeat(60)));
  }
}
