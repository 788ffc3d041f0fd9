package com.torrust.deployer.domain.config;

import com.google.common.net.InetAddresses;
import io.vavr.control.Either;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A literal IP address with a port, in canonical form; host names are never resolved (environment-config.md 1.9). */
public final class BindAddress {

  private static final Pattern SHAPE =
      Pattern.compile("(?:(?<v4>[0-9.]+)|\\[(?<v6>[0-9A-Fa-f:.]+)(?<zone>%[0-9]+)?\\]):(?<port>[0-9]{1,9})");

  private final InetAddress ip;
  private final String zone;
  private final int port;

  private BindAddress(InetAddress ip, String zone, int port) {
    this.ip = ip;
    this.zone = zone;
    this.port = port;
  }

  /** The only door: the address, or R40. Port 0 passes here; R46–R49 refuse it per listener. */
  public static Either<Violation, BindAddress> parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      return Either.left(invalid(text));
    }
    String literal = Optional.ofNullable(matcher.group("v4")).orElseGet(() -> matcher.group("v6"));
    int port = Integer.parseInt(matcher.group("port"));
    boolean sixth = matcher.group("v6") != null;
    if (port > 65535 || !InetAddresses.isInetAddress(literal) || sixth != literal.contains(":")) {
      return Either.left(invalid(text));
    }
    String zone = Optional.ofNullable(matcher.group("zone")).orElse("");
    return Either.right(new BindAddress(InetAddresses.forString(literal), zone, port));
  }

  private static Violation invalid(String text) {
    return new Violation(
        "R40",
        "config.bind_address_invalid",
        "'" + text + "' is not an IP address with a port",
        "write IP:PORT, such as 0.0.0.0:6969, 127.0.0.1:7070 or [::]:1212");
  }

  /** 0–65535. */
  public int port() {
    return port;
  }

  /** Without brackets and port, compressed and in lower case. */
  public String ip() {
    return InetAddresses.toAddrString(ip) + zone;
  }

  /** Whether the address belongs to this host alone: 127.0.0.0/8, {@code ::1}, {@code ::ffff:127.0.0.0/104} (X17). */
  public boolean isLoopback() {
    return ip.isLoopbackAddress();
  }

  /** Whether the address stands for all addresses: {@code 0.0.0.0} or {@code [::]}. */
  public boolean isWildcard() {
    return ip.isAnyLocalAddress();
  }

  /** Whether the address is of the sixth version. */
  public boolean isIpv6() {
    return ip instanceof Inet6Address;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BindAddress that
        && port == that.port
        && zone.equals(that.zone)
        && ip.equals(that.ip);
  }

  @Override
  public int hashCode() {
    return Objects.hash(ip, zone, port);
  }

  /** The canonical form, such as {@code 0.0.0.0:6969} or {@code [::]:6969}. */
  @Override
  public String toString() {
    return isIpv6() ? "[" + ip() + "]:" + port : ip() + ":" + port;
  }
}
