package com.torrust.deployer.domain.config;

import com.google.common.net.InetAddresses;
import com.torrust.deployer.domain.error.Excerpt;
import io.vavr.control.Either;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A literal IP address with a port, in canonical form; host names are never resolved. */
public final class BindAddress {

  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:(?<v4>[0-9.]+)|\\[(?<v6>[0-9A-Fa-f:.]+)(?:%0*(?<zone>[0-9]{1,10}))?\\]):0*(?<port>[0-9]{1,5})");
  private static final int HIGHEST_PORT = 65535;
  private static final long HIGHEST_ZONE = 4294967295L;

  /** IPv4 also for {@code ::ffff:a.b.c.d}, which is why the version stands beside it. */
  private final InetAddress ip;

  private final boolean ipv6;
  private final long zone;
  private final int port;

  private BindAddress(InetAddress ip, boolean ipv6, long zone, int port) {
    this.ip = ip;
    this.ipv6 = ipv6;
    this.zone = zone;
    this.port = port;
  }

  /** Parses a text: the address, or R40. Port 0 passes here; R46–R49 refuse it per listener. */
  public static Either<Violation, BindAddress> parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      return invalid(text);
    }
    boolean ipv6 = matcher.group("v6") != null;
    String literal = ipv6 ? matcher.group("v6") : matcher.group("v4");
    long zone = matcher.group("zone") == null ? 0 : Long.parseLong(matcher.group("zone"));
    int port = Integer.parseInt(matcher.group("port"));
    boolean isLiteral = InetAddresses.isInetAddress(literal) && ipv6 == literal.contains(":");
    if (!isLiteral || port > HIGHEST_PORT || zone > HIGHEST_ZONE) {
      return invalid(text);
    }
    return Either.right(new BindAddress(InetAddresses.forString(literal), ipv6, zone, port));
  }

  private static Either<Violation, BindAddress> invalid(String text) {
    return Either.left(ConfigRules.BIND_ADDRESS.broken(Excerpt.of(text)));
  }

  /** 0–65535. */
  public int port() {
    return port;
  }

  /** Without brackets and port, compressed and in lower case, with its zone if it has one. */
  public String ip() {
    return zone == 0 ? literal() : literal() + "%" + zone;
  }

  private String literal() {
    String literal = InetAddresses.toAddrString(ip);
    return ipv6 && !literal.contains(":") ? "::ffff:" + literal : literal;
  }

  /**
   * Whether the address belongs to this host alone: 127.0.0.0/8, {@code ::1}, {@code
   * ::ffff:127.0.0.0/104} (X17).
   */
  public boolean isLoopback() {
    return ip.isLoopbackAddress();
  }

  /** Whether the address is {@code 127.0.0.1} or {@code ::1}, the only two that R53–R55 name. */
  public boolean isLocalhost() {
    return literal().equals("127.0.0.1") || literal().equals("::1");
  }

  /**
   * Whether the address stands for all addresses: {@code 0.0.0.0}, {@code [::]} or {@code
   * [::ffff:0.0.0.0]}.
   */
  public boolean isWildcard() {
    return ip.isAnyLocalAddress();
  }

  /** Whether the address is written as an IPv6 address, which a mapped IPv4 address is as well. */
  public boolean isIpv6() {
    return ipv6;
  }

  /** Whether it is an IPv4 address in the clothes of an IPv6 one: {@code ::ffff:a.b.c.d}. */
  public boolean isMapped() {
    return ipv6 && ip instanceof Inet4Address;
  }

  /** A mapped address as the IPv4 address that it stands for; any other one as it is. */
  public BindAddress asIpv4() {
    return isMapped() ? new BindAddress(ip, false, 0, port) : this;
  }

  /** Whether it names a link of the computer that it is on, as in {@code fe80::1%2}. */
  public boolean hasZone() {
    return zone != 0;
  }

  /**
   * The families of the clients that the address is for: both for {@code [::]}, otherwise the
   * address's own.
   */
  public Set<IpFamily> families() {
    if (!ipv6 || isMapped()) {
      return Set.of(IpFamily.IPV4);
    }
    return isWildcard() ? Set.of(IpFamily.values()) : Set.of(IpFamily.IPV6);
  }

  /** All addresses of those families, at a port. */
  public static BindAddress anywhere(Set<IpFamily> families, int port) {
    boolean hasIpv6 = families.contains(IpFamily.IPV6);
    return new BindAddress(InetAddresses.forString(hasIpv6 ? "::" : "0.0.0.0"), hasIpv6, 0, port);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BindAddress that
        && port == that.port
        && zone == that.zone
        && ipv6 == that.ipv6
        && ip.equals(that.ip);
  }

  @Override
  public int hashCode() {
    return Objects.hash(ip, ipv6, zone, port);
  }

  /** The canonical form, such as {@code 0.0.0.0:6969} or {@code [::]:6969}. */
  @Override
  public String toString() {
    return ipv6 ? "[" + ip() + "]:" + port : ip() + ":" + port;
  }
}
