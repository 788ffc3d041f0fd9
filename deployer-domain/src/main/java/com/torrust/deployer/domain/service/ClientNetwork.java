package com.torrust.deployer.domain.service;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.IpFamily;
import com.torrust.deployer.domain.machine.HostAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The container network of its own over which clients reach one container in both address families.
 * Docker only passes an IPv6 client's own address on to a container that has an IPv6 address
 * itself; these are unique local ones (RFC 4193), made from the environment's name, because Docker
 * before version 27 has none to give.
 *
 * @param component the container
 * @param subnet the IPv6 addresses of the network, such as {@code fd3f:a90c:1b2e:1::/64}
 * @param address the container's fixed IPv6 address in it
 */
public record ClientNetwork(Component component, String subnet, HostAddress address) {

  private static final int GLOBAL_ID_BYTES = 5;
  private static final int SUBNET_BYTE = 7;
  private static final int ADDRESS_BYTES = 16;

  /** Far above the addresses that Docker gives away by itself, which begin at 2. */
  private static final byte[] FIXED_HOST = {(byte) 0xfe, (byte) 0xed};

  /** The network of a container; nothing when it serves no client over IPv6. */
  public static Optional<ClientNetwork> of(EnvironmentConfig config, Component component) {
    return of(config.name(), StackServices.of(config), component);
  }

  /**
   * The same for the services of an environment.
   *
   * @param services those of its configuration
   */
  public static Optional<ClientNetwork> of(
      EnvironmentName environment, StackServices services, Component component) {
    return services.publishes(component, IpFamily.IPV6)
        ? Optional.of(of(environment, component))
        : Optional.empty();
  }

  private static ClientNetwork of(EnvironmentName environment, Component component) {
    byte[] bytes = prefix(environment);
    bytes[SUBNET_BYTE] =
        switch (component) {
          case TRACKER -> 1;
          case CADDY -> 2;
          default -> 3;
        };
    String subnet = address(bytes).value() + "/64";
    System.arraycopy(FIXED_HOST, 0, bytes, ADDRESS_BYTES - FIXED_HOST.length, FIXED_HOST.length);
    return new ClientNetwork(component, subnet, address(bytes));
  }

  /**
   * Whether an address belongs to one of the networks of that environment, hence to no client of
   * it.
   */
  public static boolean contains(EnvironmentName environment, HostAddress address) {
    byte[] prefix = prefix(environment);
    byte[] bytes = address.toInetAddress().getAddress();
    return bytes.length == ADDRESS_BYTES
        && HashCode.fromBytes(bytes)
            .toString()
            .startsWith(HashCode.fromBytes(prefix).toString().substring(0, 12));
  }

  private static byte[] prefix(EnvironmentName environment) {
    byte[] hash =
        Hashing.sha256().hashString(environment.value(), StandardCharsets.UTF_8).asBytes();
    byte[] bytes = new byte[ADDRESS_BYTES];
    bytes[0] = (byte) 0xfd;
    System.arraycopy(hash, 0, bytes, 1, GLOBAL_ID_BYTES);
    return bytes;
  }

  private static HostAddress address(byte[] bytes) {
    try {
      return HostAddress.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an IPv6 address has 16 bytes", impossible);
    }
  }
}
