package com.torrust.deployer.adapters.tofu.internal.hetzner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An API that lies, floods and stalls, and values that cannot be sent. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HetznerApiTest {

  private static final String TOKEN = "t0ken".repeat(12);

  private final AtomicInteger asked = new AtomicInteger();
  private ServerSocket server;

  @FunctionalInterface
  private interface Behaviour {
    void answer(Socket client, OutputStream out) throws IOException;
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private HetznerApi answering(Behaviour behaviour) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                  asked.incrementAndGet();
                  client.getInputStream().read(new byte[8192]);
                  behaviour.answer(client, client.getOutputStream());
                } catch (IOException gone) {
                  // The next one, if the test is not over.
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return api("http://127.0.0.1:" + server.getLocalPort() + "/v1/", TOKEN);
  }

  private static HetznerApi api(String endpoint, String token) {
    return new HetznerApi(
        HttpClient.newHttpClient(),
        Endpoint.of(Map.of("HCLOUD_ENDPOINT", endpoint), Secret.of(token)),
        Cancellation.create(),
        Duration.ofSeconds(3));
  }

  private static void head(OutputStream out, String length) throws IOException {
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + length + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static Behaviour json(String body) {
    return (client, out) -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      head(out, "Connection: close\r\nContent-Length: " + bytes.length + "\r\n");
      out.write(bytes);
    };
  }

  private static ApiFailure failure(Either<ApiFailure, ? extends List<?>> answer) {
    return answer.swap().getOrElseThrow(all -> new AssertionError("answered " + all));
  }

  @ParameterizedTest
  @CsvSource({"'\u200b',U+200B", "'\n',U+000A", "' ',U+0020", "'ü',U+00FC", "'\u202e',U+202E"})
  void aTokenThatCannotBeSentIsRefusedWithoutBeingShown(String character, String name) {
    HetznerApi api = api("http://127.0.0.1:1/v1", TOKEN + character);
    DeployError error =
        HetznerErrors.of(failure(api.list(Answer.Thing.class, "servers", Map.of())));
    assertEquals("provider.token_malformed", error.code().value());
    assertTrue(error.message().contains(name + " at place 61 of 61"), error.message());
    assertFalse(error.toString().contains(TOKEN), error.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "'not a url',provider.endpoint_invalid",
    "'/v1',provider.endpoint_invalid",
    "'ftp://127.0.0.1/v1',provider.endpoint_invalid",
    "'http://127.0.0.1:port/v1',provider.endpoint_invalid",
    "'https://user:word@example.org/v1',provider.endpoint_invalid",
    "'http://example.org/v1',provider.endpoint_insecure",
    "'http://127.0.0.1.example.org/v1',provider.endpoint_insecure",
    "'HTTP://192.0.2.1/v1',provider.endpoint_insecure",
  })
  void anAddressThatCannotBeUsedIsRefusedBeforeAnythingIsSent(String endpoint, String code) {
    DeployError error =
        HetznerErrors.of(
            failure(api(endpoint, TOKEN).list(Answer.Thing.class, "servers", Map.of())));
    assertEquals(code, error.code().value());
    assertFalse(error.remedies().isEmpty());
  }

  @Test
  void aSlashAtTheEndOfTheAddressChangesNothing() throws Exception {
    CompletableFuture<String> request = new CompletableFuture<>();
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket client = other.accept()) {
                  byte[] bytes = new byte[8192];
                  int count = client.getInputStream().read(bytes);
                  request.complete(new String(bytes, 0, count, StandardCharsets.US_ASCII));
                } catch (IOException gone) {
                  request.completeExceptionally(gone);
                }
              });
      thread.start();
      api("http://127.0.0.1:" + other.getLocalPort() + "/v1//", TOKEN)
          .list(Answer.Thing.class, "servers", Map.of());
      assertTrue(request.get().startsWith("GET /v1/servers?"), request.get());
    }
  }

  @Test
  void anAnswerThatComesByteByByteEndsAtTheLimit() {
    HetznerApi api =
        answering(
            (client, out) -> {
              head(out, "Content-Length: 1000\r\n");
              drip(client, out);
            });
    assertTrue(
        failure(api.list(Answer.Thing.class, "servers", Map.of()))
            .describe()
            .contains("not complete after 3 s"));
  }

  @Test
  void aHeadThatComesByteByByteEndsAtTheLimit() {
    HetznerApi api =
        answering(
            (client, out) -> {
              out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
              drip(client, out);
            });
    assertTrue(
        failure(api.list(Answer.Thing.class, "servers", Map.of()))
            instanceof ApiFailure.Unreachable);
  }

  private static void drip(Socket client, OutputStream out) throws IOException {
    client.setSoTimeout(200);
    for (int i = 0; i < 300; i++) {
      out.write('1');
      out.flush();
      try {
        if (client.getInputStream().read() < 0) {
          return;
        }
      } catch (java.net.SocketTimeoutException next) {
        // Time for the next byte.
      }
    }
  }

  @Test
  void anAnswerWithoutEndIsNotRead() {
    HetznerApi api =
        answering(
            (client, out) -> {
              head(out, "Connection: close\r\n");
              byte[] flood = new byte[1 << 16];
              while (true) {
                out.write(flood);
              }
            });
    assertTrue(
        failure(api.list(Answer.Thing.class, "servers", Map.of()))
            .describe()
            .contains("longer than"));
  }

  @Test
  void aSmallTextThatMakesAHugeTreeIsNotTaken() {
    String body = "{\"servers\":[" + "{},".repeat(700_000) + "{}]}";
    assertEquals(
        "no JSON",
        ((ApiFailure.Garbled)
                failure(answering(json(body)).list(Answer.Thing.class, "servers", Map.of())))
            .what());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, -1})
  void pagesThatLeadInCirclesEnd(int next) {
    HetznerApi api =
        answering(
            json("{\"servers\":[{}],\"meta\":{\"pagination\":{\"next_page\":" + next + "}}}"));
    assertTrue(
        failure(api.list(Answer.Thing.class, "servers", Map.of()))
            .describe()
            .contains("out of order"));
    assertEquals(1, asked.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../x", "1 2", "1?x=y", "", "-1", "1\n", "\u0661"})
  void anIdThatIsNoNumberIsPartOfNoAddress(String id) {
    HetznerApi api = answering(json("{}"));
    assertTrue(
        api.find(Answer.Thing.class, "servers", "server", id).getLeft()
            instanceof ApiFailure.Garbled);
    assertTrue(api.delete("servers", id).isLeft());
    assertTrue(api.act("servers", id, "poweron").isLeft());
    assertEquals(0, asked.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "{\"labels\":7}", "{\"name\":{}}", "{\"locked\":\"maybe\"}"})
  void aThingOfAnotherShapeIsNoAnswer(String thing) {
    HetznerApi api = answering(json("{\"servers\":[" + thing + "],\"server\":" + thing + "}"));
    assertTrue(
        failure(api.list(Answer.Thing.class, "servers", Map.of())) instanceof ApiFailure.Garbled);
    assertTrue(
        api.find(Answer.Thing.class, "servers", "server", "7").getLeft()
            instanceof ApiFailure.Garbled);
  }

  @Test
  void anActionOfAnotherShapeIsNotTakenForNone() {
    HetznerApi api = answering(json("{\"action\":7}"));
    assertTrue(api.delete("servers", "7").getLeft() instanceof ApiFailure.Garbled);
  }

  @Test
  void whatTakesNoTimeHasNoAction() {
    assertTrue(answering(json("{}")).delete("servers", "7").get().isEmpty());
  }

  @Test
  void whatTheApiSaysForgesNoLine() {
    String said = "no\\nforged \\u202e \\u001b[2J" + "x".repeat(100_000);
    HetznerApi api =
        answering(
            (client, out) -> {
              byte[] bytes =
                  ("{\"error\":{\"code\":\"" + said + "\",\"message\":\"" + said + "\"}}")
                      .getBytes(StandardCharsets.UTF_8);
              out.write(
                  ("HTTP/1.1 422 No\r\nConnection: close\r\nContent-Length: "
                          + bytes.length
                          + "\r\n\r\n")
                      .getBytes(StandardCharsets.US_ASCII));
              out.write(bytes);
            });
    DeployError error =
        HetznerErrors.of(failure(api.list(Answer.Thing.class, "servers", Map.of())));
    assertTrue(PlainText.isPlain(error.message()), error.message());
    assertTrue(error.message().length() < 2_000);
  }
}
