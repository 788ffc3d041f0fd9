package com.torrust.deployer.domain.machine;

import com.google.common.net.InetAddresses;
import com.torrust.deployer.domain.config.IpFamily;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** The literal IP address of a machine. No name is ever resolved. Immutable. */
public final class HostAddress {

  private final InetAddress ip;

  private HostAddress(InetAddress ip) {
    this.ip = ip;
  }

  /** The address, or nothing when the text is no IPv4 or IPv6 literal. */
  public static Optional<HostAddress> parse(String text) {
    return InetAddresses.isInetAddress(text)
        ? Optional.of(new HostAddress(InetAddresses.forString(text)))
        : Optional.empty();
  }

  /** The address that the platform knows. */
  public static HostAddress of(InetAddress ip) {
    return new HostAddress(ip);
  }

  /** The literal without brackets, IPv6 compressed and in lower case. */
  public String value() {
    return InetAddresses.toAddrString(ip);
  }

  /** The literal as a host in a URL: IPv6 in brackets. */
  public String inUrl() {
    return InetAddresses.toUriString(ip);
  }

  /** Whether it is an IPv6 address. */
  public boolean isIpv6() {
    return ip instanceof Inet6Address;
  }

  /** Whether it is of a private network (RFC 1918, RFC 4193), hence not reached from everywhere. */
  public boolean isPrivate() {
    return ip.isSiteLocalAddress() || isIpv6() && (ip.getAddress()[0] & 0xfe) == 0xfc;
  }

  /** The family that it belongs to. */
  public IpFamily family() {
    return isIpv6() ? IpFamily.IPV6 : IpFamily.IPV4;
  }

  /** The address as the platform's own type. */
  public InetAddress toInetAddress() {
    return ip;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostAddress that && ip.equals(that.ip);
  }

  @Override
  public int hashCode() {
    return ip.hashCode();
  }

  @Override
  public String toString() {
    return value();
  }
}
