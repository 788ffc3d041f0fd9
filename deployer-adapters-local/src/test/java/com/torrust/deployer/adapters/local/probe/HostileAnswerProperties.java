package com.torrust.deployer.adapters.local.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.HealthCheck;
import com.torrust.deployer.domain.service.ProbeTarget;
import com.torrust.deployer.domain.service.ProbeTarget.Trust;
import com.torrust.deployer.domain.service.ProbeTarget.Web;
import com.torrust.deployer.testkit.data.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever answers, a check has a result of one line. */
class HostileAnswerProperties {

  private static final AtomicReference<byte[]> ANSWER = new AtomicReference<>(new byte[0]);

  private static WebResponder web;
  private static UdpResponder udp;

  @BeforeContainer
  static void listen() throws IOException {
    web = WebResponder.plain(Samples.address("127.0.0.1").toInetAddress(), request -> ANSWER.get());
    udp =
        new UdpResponder(
            Samples.address("127.0.0.1").toInetAddress(), question -> List.of(ANSWER.get()));
  }

  @AfterContainer
  static void close() throws IOException {
    web.close();
    udp.close();
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<String> words =
        Arbitraries.of(
            "HTTP/1.1 200 OK",
            "HTTP/1.1 500 ",
            "\r\n",
            "\r\n\r\n",
            "Content-Length: ",
            "7",
            "99999999999",
            "Transfer-Encoding: chunked",
            "fffffff",
            "0",
            "d",
            "e",
            "5:peers",
            "i1e",
            "l",
            "8:intervali120e",
            "14:failure reason",
            "\u001b[2J",
            "\0",
            "é",
            "a b");
    Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(20);
    return Arbitraries.oneOf(words, words, words, noise)
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts).getBytes(StandardCharsets.UTF_8));
  }

  /** Right up to the body, so that the inner formats are reached. */
  @Provide
  Arbitrary<byte[]> bodies() {
    return Combinators.combine(Arbitraries.just("HTTP/1.1 200 OK\r\n\r\n"), bytes())
        .as(
            (head, body) ->
                (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
  }

  private static CheckResult ask(ProbeTarget target, byte[] answer, Duration limit) {
    ANSWER.set(answer);
    HealthCheck check = new HealthCheck("some.check", "some service", target);
    CheckResult result = new NetworkProbe().probe(check, limit, Cancellation.create());
    assertFalse(result.detail().isBlank());
    assertTrue(result.detail().codePoints().noneMatch(Character::isISOControl), result.detail());
    assertEquals("some.check", result.id());
    return result;
  }

  private static Web page() {
    return new Web(Optional.empty(), Samples.address("127.0.0.1"), web.port(), "/", Trust.PUBLIC);
  }

  @Property(tries = 500)
  void ofAWebServerMakesAResult(@ForAll("bytes") byte[] answer) {
    ask(new ProbeTarget.HttpGet(page(), Optional.empty()), answer, Duration.ofSeconds(10));
  }

  @Property(tries = 500)
  void ofAnHttpTrackerMakesAResult(@ForAll("bodies") byte[] answer) {
    ask(
        new ProbeTarget.HttpAnnounce(page(), ProbeTarget.Audience.EVERYBODY),
        answer,
        Duration.ofSeconds(10));
  }

  @Property(tries = 30)
  void ofAUdpTrackerMakesAResult(@ForAll("bytes") byte[] answer) {
    CheckResult result =
        ask(
            new ProbeTarget.UdpConnect(Samples.address("127.0.0.1"), udp.port()),
            answer,
            Duration.ofMillis(20));
    assertTrue(result.failed());
  }
}
