package com.torrust.deployer.domain.machine;

import com.google.common.base.Splitter;
import java.util.List;

/**
 * What a machine is given before the stack can run on it, by the names of its distribution: the one
 * list from which the first boot and the configurator both work.
 */
public final class MachineSoftware {

  private static final List<Docker> DOCKER =
      List.of(
          // Docker's own packages, where somebody installed them: they conflict with the others.
          offered("Docker", "docker-ce docker-ce-cli docker-compose-plugin"),
          offered("debian", "docker.io docker-cli docker-compose"),
          offered("ubuntu", "docker.io docker-compose-v2"));

  private static final List<String> OTHERS =
      List.of("apparmor", "ca-certificates", "cron", "nftables", "ufw", "unattended-upgrades");

  private MachineSoftware() {}

  private static Docker offered(String origin, String packages) {
    return new Docker(origin, Splitter.on(' ').splitToList(packages));
  }

  /**
   * Packages that make up Docker with Compose.
   *
   * @param origin who offers them: {@code ID} of the distribution's {@code os-release}, or {@code
   *     Docker}
   * @param packages their names
   */
  public record Docker(String origin, List<String> packages) {

    /** Copies the list. */
    public Docker {
      packages = List.copyOf(packages);
    }

    /** Whether a distribution offers them, so that any machine of it can have them. */
    public boolean isOfDistribution() {
      return !origin.equals("Docker");
    }
  }

  /** Docker, by who offers it. */
  public static List<Docker> docker() {
    return DOCKER;
  }

  /**
   * Docker's settings, as JSON, on a machine where nobody else has set it up: logs that stay
   * bounded, and clients that keep their addresses.
   *
   * @param ipv6 whether anything of the stack is reached over IPv6, which older versions filter
   *     only when they are asked to
   */
  public static String dockerSettings(boolean ipv6) {
    return "{\"log-driver\": \"json-file\", \"log-opts\": {\"max-size\": \"10m\","
        + " \"max-file\": \"10\"}, \"userland-proxy\": false"
        + (ipv6 ? ", \"experimental\": true, \"ip6tables\": true}" : "}");
  }

  /** What is needed besides Docker, in every distribution by the same names. */
  public static List<String> others() {
    return OTHERS;
  }
}
