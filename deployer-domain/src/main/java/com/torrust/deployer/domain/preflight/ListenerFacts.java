package com.torrust.deployer.domain.preflight;

import com.torrust.deployer.domain.service.PublicPort.Protocol;

/**
 * A socket on which somebody listens.
 *
 * @param protocol how it is reached
 * @param address local address as {@code ss} prints it, such as {@code 0.0.0.0}, {@code [::]} or
 *     {@code 127.0.0.53%lo}
 * @param port 1–65535
 * @param process the program; empty when it could not be seen
 */
public record ListenerFacts(Protocol protocol, String address, int port, String process) {

  /** Whether only the machine itself reaches it. */
  public boolean isLoopback() {
    return address.startsWith("127.") || address.startsWith("[::1]") || address.contains("%lo");
  }

  /** Such as {@code 80/tcp}. */
  public String port(Protocol of) {
    return port + "/" + of.text();
  }

  /** Such as {@code 80/tcp (nginx)}. */
  public String display() {
    return port(protocol) + (process.isEmpty() ? "" : " (" + process + ")");
  }
}
