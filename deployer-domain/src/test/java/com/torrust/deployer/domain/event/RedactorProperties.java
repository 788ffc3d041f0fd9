package com.torrust.deployer.domain.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RedactorProperties {

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings()
        .ascii()
        .excludeChars('\n', '\r')
        .ofMinLength(6)
        .ofMaxLength(40)
        .filter(
            text ->
                text.strip().length() >= 4 && text.codePoints().noneMatch(Character::isISOControl));
  }

  @Property(tries = 500)
  void leavesNoFormOfASecret(@ForAll("secrets") String secret) {
    Redactor redactor = Redactor.of(List.of(Secret.of(secret)));
    String percent = URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20");
    String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
    String base64 = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    String text =
        "§" + secret + "§" + percent + "§" + json + "§" + base64.replaceAll("=+$", "") + "§";
    assertEquals("§" + "[redacted]§".repeat(4), redactor.redact(text));
  }

  @Property(tries = 500)
  void cutsNoSecretInTwo(@ForAll("secrets") String secret, @ForAll int place) {
    Redactor redactor = Redactor.of(List.of(Secret.of(secret)));
    String text = "before " + secret + " between " + secret + " after";
    int cut = redactor.cutBefore(text, Math.floorMod(place, text.length() + 1));
    String halves = redactor.redact(text.substring(0, cut)) + redactor.redact(text.substring(cut));
    assertEquals(redactor.redact(text), halves);
  }

  @Example
  void strikesOutEachLineOfASecretOfSeveralLines() {
    Redactor redactor = Redactor.of(List.of(Secret.of("first line\nsecond line")));
    assertEquals("[redacted]", redactor.redact("second line"));
  }

  @Example
  void knowsWhatGoAndPythonMakeOfACharacterInJson() {
    Redactor redactor = Redactor.of(List.of(Secret.of("a<b>&é\"")));
    assertEquals("[redacted]", redactor.redact("a\\u003cb\\u003e\\u0026é\\\""));
    assertEquals("[redacted]", redactor.redact("a<b>&\\u00e9\\\""));
  }

  @Example
  void takesTheLongerOfTwoSecretsFirst() {
    Redactor redactor = Redactor.of(List.of(Secret.of("token"), Secret.of("token-long")));
    assertEquals("[redacted] [redacted]", redactor.redact("token-long token"));
  }

  @Example
  void leavesVeryShortSecretsAlone() {
    Redactor redactor = Redactor.of(List.of(Secret.of("abc")));
    assertEquals("abcdef", redactor.redact("abcdef"));
    assertTrue(Redactor.none().redact("x").equals("x"));
    assertFalse(Redactor.of(List.of(Secret.of("abcd"))).redact("abcd").contains("abcd"));
  }
}
