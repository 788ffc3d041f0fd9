package com.torrust.deployer.domain.release;

import com.google.common.hash.Hashing;
import com.torrust.deployer.domain.config.EnvironmentName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The names that a stack has on its machine, which may hold other people's containers, networks and
 * firewall rules: every one is made from the environment's name, so that nothing of others is
 * called the same by accident. Immutable.
 *
 * @param project name of the Compose project: {@code torrust-} and the environment's name. Compose
 *     makes the names of containers and networks from it.
 * @param bridgePrefix how the names of all network interfaces of the stack begin, such as {@code
 *     tt3fa90c-}: a firewall rule for {@code tt3fa90c-*} matches our networks and no other
 */
public record StackNames(String project, String bridgePrefix) {

  private static final String PROJECT_PREFIX = "torrust-";
  private static final String BRIDGE_PREFIX = "tt";
  private static final int HASH_LENGTH = 6;

  /** IFNAMSIZ of the kernel without its terminating zero. */
  private static final int LONGEST_INTERFACE_NAME = 15;

  /** The names of the stack of that environment, always the same. */
  public static StackNames of(EnvironmentName environment) {
    String hash =
        Hashing.sha256().hashString(environment.value(), StandardCharsets.UTF_8).toString();
    return new StackNames(
        PROJECT_PREFIX + environment.value().toLowerCase(Locale.ROOT),
        BRIDGE_PREFIX + hash.substring(0, HASH_LENGTH) + "-");
  }

  /**
   * Name of the network interface of one network.
   *
   * @param network a short name of the network, at most 6 characters
   * @throws IllegalArgumentException when the kernel would refuse the interface's name for its
   *     length: a bug of the caller
   */
  public String bridge(String network) {
    String name = bridgePrefix + network;
    if (network.isEmpty() || name.length() > LONGEST_INTERFACE_NAME) {
      throw new IllegalArgumentException(
          "'" + name + "' has not 1 to " + LONGEST_INTERFACE_NAME + " characters");
    }
    return name;
  }

  /** The pattern that a rule of nftables uses for every interface of the stack. */
  public String bridgePattern() {
    return bridgePrefix + "*";
  }
}
