package com.torrust.deployer.domain.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EmailAddress;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HealthCheckApi;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.HttpTracker;
import com.torrust.deployer.domain.config.HttpsConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableLxdConfig;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.InstanceName;
import com.torrust.deployer.domain.config.ProfileName;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.config.SshUsername;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.config.Violation;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicPortTest {

  private static final Optional<DomainName> DOMAIN =
      Optional.of(valid(DomainName.parse("tracker.example.com")));

  @Test
  void everyListenerWithoutProxyIsPublicOnce() {
    EnvironmentConfig config =
        config(
            List.of(udp("0.0.0.0:6969"), udp("[::]:6969"), udp("0.0.0.0:6868")),
            List.of(plain("0.0.0.0:7070")),
            api("0.0.0.0:1212", false));
    assertEquals(List.of("6969/udp", "6868/udp", "7070/tcp", "1212/tcp"), ports(config));
  }

  @Test
  void listenersOnLoopbackAreNotPublic() {
    EnvironmentConfig config =
        config(
            List.of(udp("127.0.0.1:6969")),
            List.of(plain("[::1]:7070")),
            api("127.0.0.2:1212", false));
    assertEquals(List.of(), ports(config));
  }

  @Test
  void behindTheProxyOnlyItsOwnPortsArePublic() {
    EnvironmentConfig config =
        ImmutableEnvironmentConfig.copyOf(
                config(
                    List.of(udp("0.0.0.0:6969")),
                    List.of(new HttpTracker(bind("0.0.0.0:7070"), DOMAIN, true)),
                    api("0.0.0.0:1212", true)))
            .withGrafana(new GrafanaConfig("admin", Secret.of("x"), DOMAIN, true))
            .withHttps(new HttpsConfig(valid(EmailAddress.parse("ops@example.com")), false));
    assertEquals(List.of("6969/udp", "80/tcp", "443/tcp", "443/udp"), ports(config));
  }

  @Test
  void grafanaWithoutProxyIsPublic() {
    EnvironmentConfig config =
        ImmutableEnvironmentConfig.copyOf(
                config(List.of(), List.of(), api("127.0.0.1:1212", false)))
            .withGrafana(new GrafanaConfig("admin", Secret.of("x"), Optional.empty(), false));
    assertEquals(List.of("3000/tcp"), ports(config));
  }

  private static List<String> ports(EnvironmentConfig config) {
    return PublicPort.of(config).stream().map(PublicPort::toString).toList();
  }

  private static EnvironmentConfig config(
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
                .healthCheckApi(new HealthCheckApi(bind("127.0.0.1:1313"), Optional.empty(), false))
                .build())
        .build();
  }

  private static UdpTracker udp(String address) {
    return new UdpTracker(bind(address), Optional.empty());
  }

  private static HttpTracker plain(String address) {
    return new HttpTracker(bind(address), Optional.empty(), false);
  }

  private static HttpApi api(String address, boolean tls) {
    return new HttpApi(bind(address), Secret.of("token"), tls ? DOMAIN : Optional.empty(), tls);
  }

  private static BindAddress bind(String text) {
    return valid(BindAddress.parse(text));
  }

  private static <T> T valid(Either<Violation, T> parsed) {
    return parsed.getOrElseThrow(violation -> new IllegalArgumentException(violation.message()));
  }
}
