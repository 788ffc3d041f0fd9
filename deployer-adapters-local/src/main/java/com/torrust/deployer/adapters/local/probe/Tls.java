package com.torrust.deployer.adapters.local.probe;

import com.torrust.deployer.domain.service.ProbeTarget.Trust;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** TLS on a connection that stands already, for a name that need not resolve. */
final class Tls {

  private Tls() {}

  /**
   * Shakes hands for {@code name}: it is sent to the server and must be one of the certificate's.
   */
  static SSLSocket over(Socket socket, String name, int port, Trust trust, Deadline deadline)
      throws IOException {
    SSLSocket secure = (SSLSocket) factory(trust).createSocket(socket, name, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.setSoTimeout(deadline.millisLeft());
    secure.startHandshake();
    return secure;
  }

  private static SSLSocketFactory factory(Trust trust) {
    try {
      if (trust == Trust.PUBLIC) {
        return SSLContext.getDefault().getSocketFactory();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyAuthority()}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has TLS", impossible);
    }
  }

  /**
   * Believes every authority. Not an {@code X509ExtendedTrustManager}, so that the platform goes on
   * to compare the name, which those have to do themselves.
   */
  private static final class AnyAuthority implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
