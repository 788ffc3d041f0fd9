package com.torrust.deployer.adapters.local.probe;

import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.service.ProbeTarget.HttpGet;
import com.torrust.deployer.domain.service.ProbeTarget.Web;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * One GET request over HTTP/1.1, plain or over TLS, to an address that no resolver has a say in.
 */
final class WebClient {

  private static final int HTTPS_PORT = 443;

  private WebClient() {}

  static NetworkProbe.Answer check(HttpGet get, Deadline deadline, Cancellation cancellation)
      throws IOException, ProbeFailed {
    if (get.token().isPresent() && !get.web().keepsSecrets()) {
      return new NetworkProbe.Answer(
          Status.SKIP,
          "not asked from here: the token goes only over TLS with a certificate that is verified");
    }
    String query =
        get.token()
            .map(token -> "token=" + URLEncoder.encode(token.expose(), StandardCharsets.UTF_8))
            .orElse("");
    WebAnswer answer = get(get.web(), query, deadline, cancellation);
    if (!answer.isSuccess()) {
      Redactor redactor = Redactor.of(get.token().map(Set::of).orElse(Set.of()));
      throw new ProbeFailed(
          "answered " + answer.status() + excerpt(redactor.redact(answer.text())));
    }
    return NetworkProbe.Answer.pass("answered " + answer.status());
  }

  /** The beginning of an answer that was not as it should be, on one line. */
  static String excerpt(String body) {
    String line = body.strip().replaceAll("\\s+", " ");
    return line.isEmpty() ? "" : ": " + Excerpt.of(line);
  }

  /** Sends the request and reads the answer. */
  static WebAnswer get(Web web, String query, Deadline deadline, Cancellation cancellation)
      throws IOException {
    try (Socket socket = new Socket();
        Alarm alarm = new Alarm(socket, deadline, cancellation)) {
      try {
        return get(socket, web, query, deadline);
      } catch (IOException failure) {
        throw alarm.why(failure);
      }
    }
  }

  private static WebAnswer get(Socket socket, Web web, String query, Deadline deadline)
      throws IOException {
    socket.connect(
        new InetSocketAddress(web.address().toInetAddress(), web.port()), deadline.millisLeft());
    socket.setSoTimeout(deadline.millisLeft());
    if (web.domain().isEmpty()) {
      return exchange(socket, request(web, query), deadline);
    }
    String name = web.domain().get().value();
    try (Socket secure = Tls.over(socket, name, web.port(), web.trust(), deadline)) {
      return exchange(secure, request(web, query), deadline);
    }
  }

  private static WebAnswer exchange(Socket socket, String request, Deadline deadline)
      throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return WebAnswer.read(socket, deadline);
  }

  private static String request(Web web, String query) {
    String separator = web.path().contains("?") ? "&" : "?";
    String target = query.isEmpty() ? web.path() : web.path() + separator + query;
    return "GET "
        + target
        + " HTTP/1.1\r\nHost: "
        + host(web)
        + "\r\nUser-Agent: torrust-tracker-deployer\r\nAccept: */*\r\nConnection: close\r\n\r\n";
  }

  private static String host(Web web) {
    return web.domain()
        .map(DomainName::value)
        .map(name -> web.port() == HTTPS_PORT ? name : name + ":" + web.port())
        .orElseGet(() -> web.address().inUrl() + ":" + web.port());
  }
}
