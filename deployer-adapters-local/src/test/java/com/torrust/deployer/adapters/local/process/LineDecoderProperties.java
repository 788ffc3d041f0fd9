package com.torrust.deployer.adapters.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.event.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LineDecoderProperties {

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.strings()
        .all()
        .excludeChars('\n', '\r')
        .ofMaxLength(60)
        // A lone surrogate is no text and does not survive encoding.
        .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .list()
        .ofMaxSize(20);
  }

  private static List<String> decode(byte[] bytes, int chunk, Redactor redactor) {
    List<String> heard = new ArrayList<>();
    LineDecoder decoder = new LineDecoder(redactor, heard::add);
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
      decoder.accept(part, part.length);
    }
    decoder.end();
    return heard;
  }

  @Property(tries = 300)
  void givesTheSameLinesHoweverTheBytesArrive(
      @ForAll("lines") List<String> lines, @ForAll @IntRange(min = 1, max = 50) int chunk) {
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    assertEquals(lines, decode(text.getBytes(StandardCharsets.UTF_8), chunk, Redactor.none()));
  }

  @Property(tries = 300)
  void survivesAnyBytes(@ForAll byte[] bytes, @ForAll @IntRange(min = 1, max = 50) int chunk) {
    assertEquals(
        decode(bytes, Math.max(1, bytes.length), Redactor.none()),
        decode(bytes, chunk, Redactor.none()));
  }

  @Example
  void takesTheEndOfALineFromWindowsToolsAsOne() {
    assertEquals(
        List.of("one", "two"),
        decode("one\r\ntwo".getBytes(StandardCharsets.UTF_8), 3, Redactor.none()));
  }

  @Property(tries = 20)
  void passesOnAnEndlessLineInPiecesWithoutShowingASecret(
      @ForAll @IntRange(min = 1, max = 5000) int offset) {
    Redactor redactor = Redactor.of(List.of(Secret.of("the-secret")));
    String endless = "x".repeat(offset) + "the-secret".repeat(220_000);
    List<String> pieces = decode(endless.getBytes(StandardCharsets.UTF_8), 8192, redactor);
    assertTrue(pieces.size() > 1, "one piece of " + pieces.get(0).length());
    String all = String.join("", pieces);
    assertFalse(all.contains("the-secret") || all.contains("secretthe"), "a secret was shown");
    assertEquals("x".repeat(offset) + "[redacted]".repeat(220_000), all);
  }
}
