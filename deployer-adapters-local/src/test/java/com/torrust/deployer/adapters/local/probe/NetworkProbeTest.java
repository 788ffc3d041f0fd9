package com.torrust.deployer.adapters.local.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.ServiceProbe;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.service.HealthCheck;
import com.torrust.deployer.domain.service.ProbeTarget;
import com.torrust.deployer.domain.service.ProbeTarget.Trust;
import com.torrust.deployer.domain.service.ProbeTarget.Web;
import com.torrust.deployer.testkit.contract.ServiceProbeContract;
import com.torrust.deployer.testkit.data.Samples;
import java.io.ByteArrayOutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetworkProbeTest extends ServiceProbeContract {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final HostAddress LOOPBACK = Samples.address("127.0.0.1");
  private static final HostAddress LOOPBACK6 = Samples.address("::1");
  private static final long CONNECTION = 0x1122334455667788L;

  @Override
  protected ServiceProbe probe() {
    return new NetworkProbe();
  }

  @Override
  protected HealthCheck answering() throws Exception {
    UdpResponder tracker =
        new UdpResponder(LOOPBACK.toInetAddress(), NetworkProbeTest::likeATracker);
    return check(new ProbeTarget.UdpConnect(LOOPBACK, tracker.port()));
  }

  @Override
  protected HealthCheck unanswered() throws Exception {
    return check(new ProbeTarget.UdpConnect(LOOPBACK, unusedUdpPort()));
  }

  private static int unusedUdpPort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK.toInetAddress())) {
      return socket.getLocalPort();
    }
  }

  private static HealthCheck check(ProbeTarget target) {
    return new HealthCheck("some.check", "some service", target);
  }

  private CheckResult ask(ProbeTarget target) {
    return probe().probe(check(target), LIMIT, Cancellation.create());
  }

  private static List<byte[]> likeATracker(ByteBuffer question) {
    long connection = question.getLong();
    int action = question.getInt();
    int transaction = question.getInt();
    if (action == 0) {
      return List.of(
          ByteBuffer.allocate(16).putInt(0).putInt(transaction).putLong(CONNECTION).array());
    }
    assertEquals(CONNECTION, connection);
    return List.of(
        ByteBuffer.allocate(26)
            .putInt(1)
            .putInt(transaction)
            .putInt(120)
            .putInt(1)
            .putInt(0)
            .put(new byte[] {10, 0, 0, 1, 0x1a, (byte) 0xe1})
            .array());
  }

  private static Web plain(int port, String path) {
    return new Web(Optional.empty(), LOOPBACK, port, path, Trust.PUBLIC);
  }

  private static ProbeTarget get(int port) {
    return new ProbeTarget.HttpGet(plain(port, "/health_check"), Optional.empty());
  }

  private static Function<String, byte[]> always(String answer) {
    return request -> WebResponder.text(answer);
  }

  private CheckResult askWeb(String answer) throws Exception {
    try (WebResponder server = WebResponder.plain(LOOPBACK.toInetAddress(), always(answer))) {
      return ask(get(server.port()));
    }
  }

  /** The JDK reports some of these by exceptions that are no IOException. */
  @Test
  void answersForAddressesThatCannotEvenBeAsked() {
    for (String address : List.of("2001:db8::1", "255.255.255.255", "127.0.0.1", "::")) {
      for (int port : List.of(0, 1, 70_000)) {
        HostAddress at = HostAddress.parse(address).get();
        for (ProbeTarget target :
            List.of(new ProbeTarget.UdpConnect(at, port), new ProbeTarget.UdpAnnounce(at, port))) {
          CheckResult result =
              probe().probe(check(target), Duration.ofMillis(200), Cancellation.create());

          assertEquals(Status.FAIL, result.status(), target::toString);
        }
      }
    }
  }

  @Test
  void speaksTheConnectRequestOfTheUdpTrackerProtocol() throws Exception {
    try (UdpResponder tracker =
        new UdpResponder(LOOPBACK.toInetAddress(), NetworkProbeTest::likeATracker)) {
      assertEquals(Status.PASS, ask(new ProbeTarget.UdpConnect(LOOPBACK, tracker.port())).status());
      ByteBuffer question = ByteBuffer.wrap(tracker.received().get(0));
      assertEquals(16, question.limit());
      assertEquals(0x41727101980L, question.getLong());
      assertEquals(0, question.getInt());
    }
  }

  @Test
  void asksAgainWhenADatagramIsLost() throws Exception {
    int[] count = {0};
    Function<ByteBuffer, List<byte[]>> losesTheFirst =
        question -> count[0]++ == 0 ? List.of() : likeATracker(question);
    try (UdpResponder tracker = new UdpResponder(LOOPBACK.toInetAddress(), losesTheFirst)) {
      assertEquals(Status.PASS, ask(new ProbeTarget.UdpConnect(LOOPBACK, tracker.port())).status());
      assertEquals(2, tracker.received().size());
    }
  }

  @Test
  void takesNoAnswerToAnotherQuestion() throws Exception {
    Function<ByteBuffer, List<byte[]>> confusing =
        question -> {
          byte[] right = likeATracker(question.duplicate()).get(0);
          byte[] other = right.clone();
          other[7]++;
          return List.of(new byte[3], other, right);
        };
    try (UdpResponder tracker = new UdpResponder(LOOPBACK.toInetAddress(), confusing)) {
      assertEquals(Status.PASS, ask(new ProbeTarget.UdpConnect(LOOPBACK, tracker.port())).status());
    }
  }

  @Test
  void announcesAReservedTorrentAndCountsThePeers() throws Exception {
    try (UdpResponder tracker =
        new UdpResponder(LOOPBACK.toInetAddress(), NetworkProbeTest::likeATracker)) {
      CheckResult result = ask(new ProbeTarget.UdpAnnounce(LOOPBACK, tracker.port()));
      assertEquals(Status.PASS, result.status(), result.detail());
      assertTrue(result.detail().contains("1 peer"), result.detail());
      byte[] announce = tracker.received().get(1);
      assertEquals(98, announce.length);
      byte[] hash = Arrays.copyOfRange(announce, 16, 36);
      assertArrayEquals(AnnouncingPeer.infoHash(), hash);
    }
  }

  @Test
  void passesOnWhatATrackerRefuses() throws Exception {
    Function<ByteBuffer, List<byte[]>> refusing =
        question -> {
          question.getLong();
          question.getInt();
          int transaction = question.getInt();
          byte[] reason = "not whitelisted".getBytes(StandardCharsets.US_ASCII);
          return List.of(
              ByteBuffer.allocate(8 + reason.length)
                  .putInt(3)
                  .putInt(transaction)
                  .put(reason)
                  .array());
        };
    try (UdpResponder tracker = new UdpResponder(LOOPBACK.toInetAddress(), refusing)) {
      CheckResult result = ask(new ProbeTarget.UdpConnect(LOOPBACK, tracker.port()));
      assertTrue(result.failed());
      assertTrue(result.detail().contains("not whitelisted"), result.detail());
    }
  }

  @Test
  void saysThatNothingListensOnAPort() throws Exception {
    assertTrue(
        ask(new ProbeTarget.UdpConnect(LOOPBACK, unusedUdpPort())).detail().contains("refused"));
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK.toInetAddress())) {
      port = socket.getLocalPort();
    }
    assertTrue(ask(get(port)).detail().contains("refused"));
  }

  @Test
  void givesUpWhenTheTimeIsUp() throws Exception {
    try (UdpResponder mute = new UdpResponder(LOOPBACK.toInetAddress(), question -> List.of())) {
      CheckResult result =
          probe()
              .probe(
                  check(new ProbeTarget.UdpConnect(LOOPBACK, mute.port())),
                  Duration.ofMillis(200),
                  Cancellation.create());
      assertEquals(
          "no answer within 200 ms: look for a firewall or a service that hangs", result.detail());
    }
  }

  @Test
  void givesUpOnAServerThatDripsItsAnswer() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Function<String, byte[]> never =
        request -> {
          try {
            over.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          return new byte[0];
        };
    try (WebResponder server = WebResponder.plain(LOOPBACK.toInetAddress(), never)) {
      CheckResult result =
          probe().probe(check(get(server.port())), Duration.ofMillis(200), Cancellation.create());
      assertTrue(result.detail().startsWith("no answer within"), result.detail());
      over.countDown();
    }
  }

  @Test
  void stopsAskingWhenSomebodyAsksTo() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Function<String, byte[]> never =
        request -> {
          try {
            over.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          return new byte[0];
        };
    Cancellation cancellation = Cancellation.create();
    try (WebResponder server = WebResponder.plain(LOOPBACK.toInetAddress(), never)) {
      CompletableFuture<CheckResult> result =
          CompletableFuture.supplyAsync(
              () -> probe().probe(check(get(server.port())), Duration.ofMinutes(5), cancellation));
      server.awaitRequest();
      cancellation.request("enough");
      assertEquals("given up: enough", result.get().detail());
      over.countDown();
    }
  }

  @Test
  void wantsASuccessfulStatus() throws Exception {
    assertEquals(Status.PASS, askWeb("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").status());
    assertEquals(Status.PASS, askWeb("HTTP/1.0 204 No Content\r\n\r\n").status());
    CheckResult failed = askWeb("HTTP/1.1 503 Service Unavailable\r\n\r\nstarting\n up");
    assertTrue(failed.failed());
    assertEquals("answered 503: 'starting up'", failed.detail());
    assertTrue(
        askWeb("HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n").failed());
  }

  @Test
  void isNotMisledByWhatIsNoWebServer() throws Exception {
    assertTrue(askWeb("SSH-2.0-OpenSSH_9.2\r\n").failed());
    assertTrue(askWeb("").failed());
    assertTrue(askWeb("HTTP/1.1 2000 ?\r\n\r\n").failed());
    assertTrue(askWeb("HTTP/1.1 200 OK\r\n" + "x: y\r\n".repeat(5000) + "\r\n").failed());
    assertTrue(askWeb("HTTP/1.1 200 OK\r\nx: " + "y".repeat(1 << 16)).failed());
  }

  @Test
  void sendsTheTokenAndNeverShowsIt() throws Exception {
    Secret token = Secret.of("to ken&1");
    Function<String, byte[]> echoing =
        request -> WebResponder.text("HTTP/1.1 500 No\r\n\r\nbad token to ken&1 to%20ken%261");
    try (WebResponder server = WebResponder.plain(LOOPBACK.toInetAddress(), echoing)) {
      CheckResult result =
          ask(new ProbeTarget.HttpGet(plain(server.port(), "/api/v1/stats"), Optional.of(token)));
      assertEquals(
          "GET /api/v1/stats?token=to+ken%261 HTTP/1.1",
          server.requests().get(0).lines().findFirst().get());
      assertEquals("answered 500: 'bad token [redacted] [redacted]'", result.detail());
    }
  }

  @Test
  void namesTheAddressAsTheHostInPlainRequests() throws Exception {
    try (WebResponder server =
        WebResponder.plain(LOOPBACK6.toInetAddress(), always("HTTP/1.1 200 OK\r\n\r\n"))) {
      Web web = new Web(Optional.empty(), LOOPBACK6, server.port(), "/", Trust.PUBLIC);
      assertEquals(Status.PASS, ask(new ProbeTarget.HttpGet(web, Optional.empty())).status());
      assertTrue(
          server.requests().get(0).contains("Host: [::1]:" + server.port() + "\n"),
          server.requests().get(0));
    }
  }

  @Test
  void announcesOverHttpInEveryShapeOfAnswer() throws Exception {
    byte[] peer = {10, 0, 0, 1, 0x1a, (byte) 0xe1};
    ByteArrayOutputStream compact = new ByteArrayOutputStream();
    compact.write("d8:completei1e8:intervali120e5:peers6:".getBytes(StandardCharsets.US_ASCII));
    compact.write(peer);
    compact.write('e');
    assertEquals(Status.PASS, announce(lengthed(compact.toByteArray())).status());
    String list =
        "d8:intervali120e5:peersld2:ip8:10.0.0.17:peer id20:aaaaaaaaaaaaaaaaaaaa4:porti6881eeee";
    assertEquals(
        Status.PASS, announce(lengthed(list.getBytes(StandardCharsets.US_ASCII))).status());
    String chunks =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "10\r\nd8:intervali120e\r\n"
            + Integer.toHexString(list.length() - 16)
            + "\r\n"
            + list.substring(16)
            + "\r\n0\r\n\r\n";
    assertEquals(Status.PASS, announce(WebResponder.text(chunks)).status());
    CheckResult lonely =
        announce(lengthed("d8:intervali120e5:peers0:e".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(Status.WARN, lonely.status());
  }

  private static byte[] lengthed(byte[] body) throws Exception {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.write(
        WebResponder.text("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n"));
    answer.write(body);
    return answer.toByteArray();
  }

  private CheckResult announce(byte[] answer) throws Exception {
    return announce(answer, ProbeTarget.Audience.EVERYBODY);
  }

  private CheckResult announce(byte[] answer, ProbeTarget.Audience audience) throws Exception {
    try (WebResponder server = WebResponder.plain(LOOPBACK.toInetAddress(), request -> answer)) {
      CheckResult result =
          ask(new ProbeTarget.HttpAnnounce(plain(server.port(), "/announce"), audience));
      assertTrue(
          server.requests().get(0).startsWith("GET /announce?info_hash=%"),
          server.requests().get(0));
      return result;
    }
  }

  @Test
  void passesOnWhyAnAnnounceIsRefused() throws Exception {
    CheckResult refused =
        announce(
            lengthed("d14:failure reason12:unauthorizede".getBytes(StandardCharsets.US_ASCII)));
    assertTrue(refused.failed());
    assertEquals("the tracker refused the announce: 'unauthorized'", refused.detail());
  }

  @Test
  void wantsAPrivateTrackerToRefuse() throws Exception {
    byte[] refusal =
        lengthed("d14:failure reason12:unauthorizede".getBytes(StandardCharsets.US_ASCII));
    byte[] service = lengthed("d8:intervali120e5:peers0:e".getBytes(StandardCharsets.US_ASCII));

    assertEquals(Status.PASS, announce(refusal, ProbeTarget.Audience.KEY_HOLDERS).status());
    assertEquals(Status.FAIL, announce(service, ProbeTarget.Audience.KEY_HOLDERS).status());
  }

  @Test
  void isNotMisledByWhatIsNoTracker() throws Exception {
    for (String body :
        List.of(
            "<html>",
            "",
            "d",
            "i5e",
            "d5:peers999999:e",
            "l".repeat(100),
            "i" + "9".repeat(30) + "e")) {
      CheckResult result = announce(lengthed(body.getBytes(StandardCharsets.US_ASCII)));
      assertTrue(result.failed(), body);
    }
  }

  @Test
  void asksTheResolverOnlyForAWarning() {
    DomainName name = DomainName.parse("no-such-host.invalid").get();
    CheckResult result = ask(new ProbeTarget.Dns(name, LOOPBACK));
    assertEquals(Status.WARN, result.status());
    assertFalse(result.detail().isBlank());
    CheckResult loopback =
        ask(
            new ProbeTarget.Dns(
                DomainName.parse("localhost.localdomain").get(), Samples.address("192.0.2.9")));
    assertEquals(Status.WARN, loopback.status());
  }

  @Test
  void asksTheSameWayOverTheSixthVersion() throws Exception {
    InetAddress address = LOOPBACK6.toInetAddress();
    try (UdpResponder tracker = new UdpResponder(address, NetworkProbeTest::likeATracker)) {
      assertEquals(
          Status.PASS, ask(new ProbeTarget.UdpConnect(LOOPBACK6, tracker.port())).status());
    }
  }

  @Test
  void isNoDefectWhereThereIsNoRoute() {
    CheckResult result =
        probe()
            .probe(
                check(new ProbeTarget.UdpConnect(Samples.address("2001:db8::1"), 6969)),
                Duration.ofMillis(300),
                Cancellation.create());
    assertTrue(result.failed());
  }

  @Test
  void sendsNoTokenInTheClearAcrossTheNetwork() {
    Web web =
        new Web(
            Optional.empty(), Samples.address("192.0.2.10"), 1212, "/api/v1/stats", Trust.PUBLIC);
    CheckResult result = ask(new ProbeTarget.HttpGet(web, Optional.of(Secret.of("t0ken-t0ken"))));
    assertEquals(Status.SKIP, result.status());
    assertTrue(result.detail().contains("verified"), result.detail());
  }

  @Test
  void readsTheBeginningOfAHugeChunk() throws Exception {
    String chunk = "x".repeat(200_000);
    assertEquals(
        Status.PASS,
        askWeb(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(chunk.length())
                    + "\r\n"
                    + chunk
                    + "\r\n0\r\n\r\n")
            .status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n"
      })
  void aByteNowAndThenHoldsNothingBeyondItsLimit(String beginning) throws Exception {
    try (DrippingServer server = new DrippingServer(beginning)) {
      CheckResult result =
          probe().probe(check(get(server.port())), Duration.ofSeconds(1), Cancellation.create());
      assertTrue(result.failed());
      assertTrue(result.detail().contains("no answer within 1 s"), result.detail());
      assertTrue(server.bytes() < 200, "took " + server.bytes() + " bytes");
    }
  }
}
