package com.torrust.deployer.application.internal.admission;

import com.torrust.deployer.domain.environment.Holder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** Who we are, for locks and history. */
public final class ThisProcess {

  private ThisProcess() {}

  public static Holder holder() {
    ProcessHandle self = ProcessHandle.current();
    return new Holder(
        self.info().user().orElse("unknown"),
        hostName(),
        self.pid(),
        self.info().startInstant().orElse(Instant.EPOCH));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
