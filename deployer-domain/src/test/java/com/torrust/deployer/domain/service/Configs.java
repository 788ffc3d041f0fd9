package com.torrust.deployer.domain.service;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.DomainName;
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
import com.torrust.deployer.domain.config.SshUsername;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.WebAccess;
import com.torrust.deployer.domain.provider.ImmutableLxdConfig;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Small configurations. */
public final class Configs {

  public static final Optional<DomainName> DOMAIN =
      Optional.of(valid(DomainName.parse("tracker.example.com")));

  private Configs() {}

  public static EnvironmentConfig config(
      List<UdpTracker> udp, List<HttpTracker> http, HttpApi api) {
    EnvironmentName name = valid(EnvironmentName.parse("demo"));
    return ImmutableEnvironmentConfig.builder()
        .name(name)
        .instanceName(InstanceName.derivedFrom(name))
        .sshCredentials(
            ImmutableSshCredentials.builder()
                .privateKeyPath(Path.of("/home/alice/id"))
                .publicKeyPath(Path.of("/home/alice/id.pub"))
                .username(valid(SshUsername.parse("torrust")))
                .port(22)
                .build())
        .provider(
            ImmutableLxdConfig.builder().profileName(valid(ProfileName.parse("demo"))).build())
        .tracker(
            ImmutableTrackerConfig.builder()
                .isPrivate(false)
                .database(new SqliteConfig("tracker.db"))
                .udpTrackers(udp)
                .httpTrackers(http)
                .httpApi(api)
                .healthCheckApi(new HealthCheckApi(bind("127.0.0.1:1313"), WebAccess.direct()))
                .build())
        .build();
  }

  public static UdpTracker udp(String address) {
    return new UdpTracker(bind(address), Optional.empty());
  }

  public static HttpTracker plain(String address) {
    return new HttpTracker(bind(address), WebAccess.direct());
  }

  public static HttpApi api(String address, boolean tls) {
    return new HttpApi(
        bind(address),
        Secret.of("token"),
        tls ? WebAccess.proxied(DOMAIN.get()) : WebAccess.direct());
  }

  public static BindAddress bind(String text) {
    return valid(BindAddress.parse(text));
  }

  public static <T> T valid(Either<Violation, T> parsed) {
    return parsed.getOrElseThrow(violation -> new IllegalArgumentException(violation.message()));
  }
}
