package com.torrust.deployer.testkit.data;

import com.torrust.deployer.domain.preflight.AccountFacts;
import com.torrust.deployer.domain.preflight.AccountFacts.Elevation;
import com.torrust.deployer.domain.preflight.FolderFacts;
import com.torrust.deployer.domain.preflight.ImmutableMachineFacts;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.domain.preflight.NetworkFacts;
import com.torrust.deployer.domain.preflight.SystemFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Machines as a look finds them. */
public final class SampleFacts {

  private SampleFacts() {}

  /** A fresh Debian on which nothing stands in the way. */
  public static MachineFacts suitable() {
    return ImmutableMachineFacts.builder()
        .system(
            new SystemFacts(
                "debian",
                "13",
                "Debian GNU/Linux 13 (trixie)",
                "x86_64",
                "amd64",
                "6.12.0",
                "kvm",
                "systemd",
                OptionalInt.of(4096),
                "3.13.5"))
        .account(new AccountFacts("torrust", "/bin/bash", Elevation.SUDO, ""))
        .folders(
            Stream.of(
                    "/",
                    "/etc",
                    "/etc/logrotate.d",
                    "/etc/cron.d",
                    "/usr/local",
                    "/opt",
                    "/opt/torrust",
                    "/tmp",
                    "/var",
                    "/var/lib/docker")
                .map(SampleFacts::folder)
                .toList())
        .network(network("192.0.2.10"))
        .build();
  }

  /** The network of a machine that is reached by these addresses. */
  public static NetworkFacts network(String... addresses) {
    return new NetworkFacts(
        "demo", true, false, List.of(addresses), List.of(addresses), Optional.of(true));
  }

  /** A folder with room. */
  public static FolderFacts folder(String path) {
    boolean exists = !path.equals("/opt/torrust") && !path.equals("/var/lib/docker");
    return new FolderFacts(
        path, exists, true, true, "ext4", OptionalLong.of(20_000), OptionalLong.of(1_000_000));
  }
}
