package com.torrust.deployer.testkit.data;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.HealthCheckApi;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.HttpTracker;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.InstanceName;
import com.torrust.deployer.domain.config.ProfileName;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.config.SshUsername;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.WebAccess;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.EnvironmentId;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.environment.ImmutableOperationRecord;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.provider.HetznerSection;
import com.torrust.deployer.domain.provider.ImmutableLxdConfig;
import com.torrust.deployer.domain.provider.LxdSection;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Small valid values. */
public final class Samples {

  /** The instant at which everything here happened. */
  public static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

  /** The providers that the standard adapters bring. */
  public static final Providers PROVIDERS =
      Providers.of(List.of(LxdSection.SECTION, HetznerSection.SECTION));

  private Samples() {}

  /** A valid name. */
  public static EnvironmentName name(String text) {
    return valid(EnvironmentName.parse(text));
  }

  /** The smallest useful configuration: LXD, SQLite, one UDP and one HTTP tracker. */
  public static EnvironmentConfig config(String name) {
    EnvironmentName environment = name(name);
    return ImmutableEnvironmentConfig.builder()
        .name(environment)
        .instanceName(InstanceName.derivedFrom(environment))
        .sshCredentials(sshCredentials())
        .provider(
            ImmutableLxdConfig.builder()
                .profileName(valid(ProfileName.parse("torrust-profile-" + name)))
                .build())
        .tracker(
            ImmutableTrackerConfig.builder()
                .isPrivate(false)
                .database(new SqliteConfig("tracker.db"))
                .addUdpTrackers(new UdpTracker(bind("0.0.0.0:6969"), Optional.empty()))
                .addHttpTrackers(new HttpTracker(bind("0.0.0.0:7070"), WebAccess.direct()))
                .httpApi(
                    new HttpApi(
                        bind("0.0.0.0:1212"), Secret.of("SampleToken-" + name), WebAccess.direct()))
                .healthCheckApi(new HealthCheckApi(bind("127.0.0.1:1313"), WebAccess.direct()))
                .build())
        .build();
  }

  /** Credentials whose files need not exist. */
  public static SshCredentials sshCredentials() {
    return ImmutableSshCredentials.builder()
        .privateKeyPath(Path.of("/home/alice/.ssh/id_ed25519"))
        .publicKeyPath(Path.of("/home/alice/.ssh/id_ed25519.pub"))
        .username(valid(SshUsername.parse("torrust")))
        .port(SshCredentials.DEFAULT_PORT)
        .build();
  }

  /** A new environment with an id of its own, never saved. */
  public static Created created(String name) {
    return Created.of(
        new EnvironmentId("00000000-0000-4000-8000-0000" + String.format("%08x", name.hashCode())),
        config(name),
        THEN);
  }

  /**
   * The process of the test itself, which is at work for sure, under a name that people can read.
   */
  public static Holder holder() {
    ProcessHandle self = ProcessHandle.current();
    return new Holder("alice", "desk", self.pid(), self.info().startInstant().orElse(THEN));
  }

  /** An operation that has just begun. */
  public static OperationRecord operation(OperationKind kind) {
    return ImmutableOperationRecord.builder()
        .id(new OperationId(kind.text() + "-1"))
        .kind(kind)
        .holder(holder())
        .since(THEN)
        .build();
  }

  /** A machine that was made for the environment and not reached yet. */
  public static Machine machine(EnvironmentName environment) {
    return ImmutableMachine.builder()
        .name(InstanceName.derivedFrom(environment))
        .origin(Machine.Origin.PROVISIONED)
        .address(address("192.0.2.10"))
        .sshPort(SshCredentials.DEFAULT_PORT)
        .build();
  }

  /** A literal address. */
  public static HostAddress address(String literal) {
    return HostAddress.parse(literal)
        .orElseThrow(() -> new IllegalArgumentException("'" + literal + "' is no IP address"));
  }

  private static BindAddress bind(String text) {
    return valid(BindAddress.parse(text));
  }

  private static <T> T valid(Either<Violation, T> parsed) {
    return parsed.getOrElseThrow(violation -> new IllegalArgumentException(violation.message()));
  }
}
