package com.torrust.deployer.domain.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.domain.config.EmailAddress;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HttpTracker;
import com.torrust.deployer.domain.config.HttpsConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.WebAccess;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicPortTest {

  @Test
  void everyListenerWithoutProxyIsPublicOnce() {
    EnvironmentConfig config =
        Configs.config(
            List.of(
                Configs.udp("0.0.0.0:6969"), Configs.udp("[::]:6969"), Configs.udp("0.0.0.0:6868")),
            List.of(Configs.plain("0.0.0.0:7070")),
            Configs.api("0.0.0.0:1212", false));
    assertEquals(List.of("6969/udp", "6868/udp", "7070/tcp", "1212/tcp"), ports(config));
  }

  @Test
  void listenersOnLoopbackAreNotPublic() {
    EnvironmentConfig config =
        Configs.config(
            List.of(Configs.udp("127.0.0.1:6969")),
            List.of(Configs.plain("[::1]:7070")),
            Configs.api("127.0.0.2:1212", false));
    assertEquals(List.of(), ports(config));
  }

  @Test
  void behindTheProxyOnlyItsOwnPortsArePublic() {
    EnvironmentConfig config =
        ImmutableEnvironmentConfig.copyOf(
                Configs.config(
                    List.of(Configs.udp("0.0.0.0:6969")),
                    List.of(
                        new HttpTracker(
                            Configs.bind("0.0.0.0:7070"), WebAccess.proxied(Configs.DOMAIN.get()))),
                    Configs.api("0.0.0.0:1212", true)))
            .withGrafana(
                new GrafanaConfig("admin", Secret.of("x"), WebAccess.proxied(Configs.DOMAIN.get())))
            .withHttps(
                new HttpsConfig(Configs.valid(EmailAddress.parse("ops@example.com")), false));
    assertEquals(List.of("6969/udp", "80/tcp", "443/tcp", "443/udp"), ports(config));
  }

  @Test
  void grafanaWithoutProxyIsPublic() {
    EnvironmentConfig config =
        ImmutableEnvironmentConfig.copyOf(
                Configs.config(List.of(), List.of(), Configs.api("127.0.0.1:1212", false)))
            .withGrafana(new GrafanaConfig("admin", Secret.of("x"), WebAccess.direct()));
    assertEquals(List.of("3000/tcp"), ports(config));
  }

  private static List<String> ports(EnvironmentConfig config) {
    return PublicPort.of(config).stream().map(PublicPort::toString).toList();
  }
}
