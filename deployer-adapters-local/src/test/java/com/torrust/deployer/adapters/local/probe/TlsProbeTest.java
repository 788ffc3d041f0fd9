package com.torrust.deployer.adapters.local.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.service.HealthCheck;
import com.torrust.deployer.domain.service.ProbeTarget;
import com.torrust.deployer.domain.service.ProbeTarget.Trust;
import com.torrust.deployer.domain.service.ProbeTarget.Web;
import com.torrust.deployer.testkit.data.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsProbeTest {

  private static final HostAddress LOOPBACK = Samples.address("127.0.0.1");
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;

  private static SSLContext context;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD,
                    "-dname",
                    "CN=tracker.example",
                    "-ext",
                    "san=dns:tracker.example",
                    "-validity",
                    "2"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertEquals(0, keytool.waitFor(), () -> "keytool failed, see " + folder);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(store)) {
      keys.load(stream, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
  }

  private static WebResponder server() throws Exception {
    SSLServerSocket socket =
        (SSLServerSocket)
            context.getServerSocketFactory().createServerSocket(0, 10, LOOPBACK.toInetAddress());
    return new WebResponder(
        socket, request -> WebResponder.text("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
  }

  private static CheckResult ask(WebResponder server, String name, Trust trust) {
    return ask(
        new Web(Optional.of(DomainName.parse(name).get()), LOOPBACK, server.port(), "/", trust));
  }

  private static CheckResult ask(Web web) {
    return new NetworkProbe()
        .probe(
            new HealthCheck(
                "http_tracker.health", web.url(), new ProbeTarget.HttpGet(web, Optional.empty())),
            Duration.ofSeconds(20),
            Cancellation.create());
  }

  @Test
  void reachesANameThatResolvesNowhereAtThePinnedAddress() throws Exception {
    try (WebResponder server = server()) {
      CheckResult result = ask(server, "tracker.example", Trust.ANY_CERTIFICATE);
      assertEquals(Status.PASS, result.status(), result.detail());
      assertTrue(
          server.requests().get(0).contains("Host: tracker.example:" + server.port() + "\n"));
    }
  }

  @Test
  void trustsNoUnknownAuthorityWhenThePublicOnesAreMeant() throws Exception {
    try (WebResponder server = server()) {
      CheckResult result = ask(server, "tracker.example", Trust.PUBLIC);
      assertTrue(result.failed());
      assertTrue(result.detail().contains("does not trust"), result.detail());
      assertEquals(List.of(), server.requests());
    }
  }

  @Test
  void takesNoCertificateForAnotherName() throws Exception {
    try (WebResponder server = server()) {
      CheckResult result = ask(server, "api.example", Trust.ANY_CERTIFICATE);
      assertTrue(result.failed());
      assertTrue(result.detail().contains("another name"), result.detail());
      assertEquals(List.of(), server.requests());
    }
  }

  @Test
  void saysThatAPlainServerDoesNotSpeakTls() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK.toInetAddress())) {
      Thread thread = new Thread(() -> answerInPlain(server), "plain-server");
      thread.setDaemon(true);
      thread.start();
      Web web =
          new Web(
              Optional.of(DomainName.parse("tracker.example").get()),
              LOOPBACK,
              server.getLocalPort(),
              "/",
              Trust.ANY_CERTIFICATE);
      CheckResult result = ask(web);
      assertTrue(result.failed());
      assertTrue(result.detail().contains("TLS"), result.detail());
    }
  }

  private static void answerInPlain(ServerSocket server) {
    try (Socket connection = server.accept()) {
      connection.getInputStream().read();
      connection.getOutputStream().write(WebResponder.text("HTTP/1.1 400 Bad Request\r\n\r\n"));
      connection.shutdownOutput();
      connection.getInputStream().readAllBytes();
    } catch (IOException closedByTheClient) {
      // It has seen enough.
    }
  }

  @Test
  void sendsNoTokenToACertificateThatNobodyVouchesFor() throws Exception {
    try (WebResponder server = server()) {
      for (Trust trust : Trust.values()) {
        Web web =
            new Web(
                Optional.of(DomainName.parse("tracker.example").get()),
                LOOPBACK,
                server.port(),
                "/",
                trust);
        CheckResult result =
            new NetworkProbe()
                .probe(
                    new HealthCheck(
                        "http_api.token",
                        "API",
                        new ProbeTarget.HttpGet(web, Optional.of(Secret.of("t0ken-t0ken")))),
                    Duration.ofSeconds(20),
                    Cancellation.create());
        assertEquals(
            trust == Trust.PUBLIC ? Status.FAIL : Status.SKIP, result.status(), result.detail());
      }
      assertEquals(List.of(), server.requests());
    }
  }

  @Test
  void aByteNowAndThenInTheHandshakeHoldsNothingBeyondItsLimit() throws Exception {
    // The beginning of a record whose rest comes byte by byte.
    try (DrippingServer server = new DrippingServer("\u0016\u0003\u0003\u003f\u00ff")) {
      Web web =
          new Web(
              Optional.of(DomainName.parse("tracker.example").get()),
              LOOPBACK,
              server.port(),
              "/",
              Trust.PUBLIC);
      CheckResult result =
          new NetworkProbe()
              .probe(
                  new HealthCheck(
                      "http_tracker.health",
                      "tracker",
                      new ProbeTarget.HttpGet(web, Optional.empty())),
                  Duration.ofSeconds(1),
                  Cancellation.create());
      assertTrue(result.failed());
      assertTrue(server.bytes() < 200, "took " + server.bytes() + " bytes");
    }
  }
}
