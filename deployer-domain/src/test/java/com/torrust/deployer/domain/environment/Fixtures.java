package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.HealthCheckApi;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.InstanceName;
import com.torrust.deployer.domain.config.ProfileName;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.config.SshUsername;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.config.WebAccess;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.provider.ImmutableLxdConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Values to make states from. */
final class Fixtures {

  static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

  private Fixtures() {}

  static Created created() {
    return Created.of(new EnvironmentId("0f6f2a3c-5b0e-4f57-9a53-0f4c1f6c2b11"), config(), THEN);
  }

  static EnvironmentConfig config() {
    EnvironmentName name = EnvironmentName.parse("demo").get();
    return ImmutableEnvironmentConfig.builder()
        .name(name)
        .instanceName(InstanceName.derivedFrom(name))
        .sshCredentials(
            ImmutableSshCredentials.builder()
                .privateKeyPath(Path.of("/keys/demo"))
                .publicKeyPath(Path.of("/keys/demo.pub"))
                .username(SshUsername.parse("torrust").get())
                .port(22)
                .build())
        .provider(ImmutableLxdConfig.builder().profileName(ProfileName.parse("demo").get()).build())
        .tracker(
            ImmutableTrackerConfig.builder()
                .isPrivate(false)
                .database(new SqliteConfig("tracker.db"))
                .addUdpTrackers(
                    new UdpTracker(BindAddress.parse("0.0.0.0:6969").get(), Optional.empty()))
                .httpApi(
                    new HttpApi(
                        BindAddress.parse("0.0.0.0:1212").get(),
                        Secret.of("token-of-demo"),
                        WebAccess.direct()))
                .healthCheckApi(
                    new HealthCheckApi(
                        BindAddress.parse("127.0.0.1:1313").get(), WebAccess.direct()))
                .build())
        .build();
  }

  static OperationRecord operation(OperationKind kind) {
    return ImmutableOperationRecord.builder()
        .id(new OperationId("op-1"))
        .kind(kind)
        .holder(new Holder("alice", "desk", 4711, THEN))
        .since(THEN)
        .build();
  }

  static Machine machine() {
    return ImmutableMachine.builder()
        .name(InstanceName.derivedFrom(EnvironmentName.parse("demo").get()))
        .origin(Machine.Origin.PROVISIONED)
        .address(HostAddress.parse("192.0.2.10").orElseThrow())
        .sshPort(22)
        .build();
  }

  static ReleaseId release() {
    return new ReleaseId("0123456789abcdef");
  }

  static FailureRecord failure() {
    return ImmutableFailureRecord.builder()
        .step(new StepId("provision.wait-ssh"))
        .code(new ErrorCode("ssh.timeout"))
        .kind(ErrorKind.TIMEOUT)
        .message("no answer")
        .startedAt(THEN)
        .failedAt(THEN.plusSeconds(9))
        .build();
  }
}
