package com.torrust.deployer.adapters.tofu.internal.hetzner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.tofu.internal.tool.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiWordsTest {

  private static List<Diagnostic> said(String summary, String detail) {
    return List.of(new Diagnostic(summary, detail, "hcloud_server.machine"));
  }

  @Test
  void findsTheCodeBehindTheSentence() {
    assertEquals(
        List.of("resource_limit_exceeded"),
        ApiWords.in(said("server limit reached (resource_limit_exceeded, 59f6f4ab3f4d)", "")));
    assertEquals(List.of("locked"), ApiWords.in(said("failed", "item is locked\n(locked)")));
  }

  @Test
  void takesNoWordThatIsNotTheApis() {
    assertEquals(
        List.of(),
        ApiWords.in(
            said("the machine is locked", "see (documentation, page 3) and (unknown_code, x)")));
  }

  @Test
  void knowsWhatPasses() {
    assertTrue(ApiWords.passes("rate_limit_exceeded"));
    assertTrue(ApiWords.passes("conflict"));
    assertFalse(ApiWords.passes("resource_limit_exceeded"));
    assertFalse(ApiWords.passes("unauthorized"));
  }

  @Test
  void knowsABrokenConnection() {
    assertTrue(
        ApiWords.tellOfABrokenConnection(
            said("Post \"https://api.hetzner.cloud/v1/servers\": EOF", "")));
    assertTrue(ApiWords.tellOfABrokenConnection(said("x", "read tcp: connection reset by peer")));
    assertFalse(ApiWords.tellOfABrokenConnection(said("invalid input", "GEOFENCE")));
  }
}
