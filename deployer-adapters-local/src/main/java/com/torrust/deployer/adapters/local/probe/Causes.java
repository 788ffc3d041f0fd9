package com.torrust.deployer.adapters.local.probe;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in words why there was no answer, and where to look. */
final class Causes {

  private Causes() {}

  static String of(IOException failed, Duration limit) {
    if (failed instanceof SocketTimeoutException) {
      return "no answer within " + seconds(limit) + ": look for a firewall or a service that hangs";
    }
    if (failed instanceof PortUnreachableException
        || (failed instanceof ConnectException && text(failed).contains("refused"))) {
      return "connection refused: nothing listens on that port";
    }
    if (failed instanceof NoRouteToHostException) {
      return "no route to the host: is the machine switched on?";
    }
    if (failed instanceof SSLException) {
      return certificate(failed);
    }
    if (failed instanceof EOFException) {
      return "the connection was closed before an answer came";
    }
    return text(failed);
  }

  private static String certificate(IOException failed) {
    if (has(failed, CertificateExpiredException.class)) {
      return "the certificate has expired";
    }
    if (has(failed, CertificateNotYetValidException.class)) {
      return "the certificate is not valid yet: compare the clocks";
    }
    String all = chain(failed).map(Causes::text).reduce("", (left, right) -> left + " " + right);
    if (all.contains("PKIX path") || all.contains("unable to find valid certification path")) {
      return "the certificate is from an authority that this computer does not trust";
    }
    if (all.contains("No name matching") || all.contains("No subject alternative")) {
      return "the certificate is for another name";
    }
    if (all.contains("internal_error") || all.contains("unrecognized_name")) {
      return "the proxy has no certificate for that name yet: look into the log of the caddy"
          + " service";
    }
    return "no TLS connection: " + text(failed);
  }

  private static boolean has(Throwable failed, Class<? extends Throwable> type) {
    return chain(failed).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> chain(Throwable failed) {
    return Stream.iterate(failed, cause -> cause != null, Throwable::getCause).limit(10);
  }

  private static String text(Throwable failed) {
    return failed.getMessage() == null
        ? failed.getClass().getSimpleName()
        : failed.getMessage().lines().findFirst().orElse("").strip();
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
