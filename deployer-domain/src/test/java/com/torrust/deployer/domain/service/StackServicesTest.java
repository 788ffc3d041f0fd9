package com.torrust.deployer.domain.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EmailAddress;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.Exposure;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HttpTracker;
import com.torrust.deployer.domain.config.HttpsConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.InstanceName;
import com.torrust.deployer.domain.config.IpFamily;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.config.WebAccess;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackServicesTest {

  private static final Machine DUAL = machine("203.0.113.7", "2001:db8::7");
  private static final Machine IPV4 = machine("203.0.113.7");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0.0.0:6969       | 0.0.0.0",
        "[::]:6969          | 0.0.0.0 [::]",
        "203.0.113.7:6969   | 203.0.113.7",
        "[2001:db8::7]:6969 | [2001:db8::7]",
        "127.0.0.1:6969     | ''",
        "[::1]:6969         | ''",
        "[fe80::1%2]:6969   | ''",
        // Only configurations that an earlier version stored can hold it.
        "[::ffff:203.0.113.7]:6969 | 203.0.113.7"
      })
  void aListenerIsPublishedAtTheAddressesOfItsFamiliesAlone(String address, String hosts) {
    Exposure exposure = Exposure.of(BindAddress.parse(address).get());

    assertEquals(
        hosts,
        exposure instanceof Exposure.Published published
            ? String.join(" ", published.hosts())
            : "");
  }

  @Test
  void announceUrlsNameEveryAddressThatIsServedAndNoOther() {
    EnvironmentConfig config =
        config(
            List.of(
                Configs.udp("[::]:6969"), Configs.udp("0.0.0.0:6868"), Configs.udp("[::1]:6767")),
            List.of(Configs.plain("[::]:7070"), Configs.plain("[2001:db8::9]:7171")),
            "127.0.0.1:1212");

    assertEquals(
        List.of(
            "udp://203.0.113.7:6969/announce",
            "udp://[2001:db8::7]:6969/announce",
            "udp://203.0.113.7:6868/announce",
            "http://203.0.113.7:7070/announce",
            "http://[2001:db8::7]:7070/announce",
            "http://[2001:db8::9]:7171/announce"),
        ServiceEndpoints.of(config, DUAL).announceUrls());
    assertEquals(
        List.of(
            "udp://203.0.113.7:6969/announce",
            "udp://203.0.113.7:6868/announce",
            "http://203.0.113.7:7070/announce",
            "http://[2001:db8::9]:7171/announce"),
        ServiceEndpoints.of(config, IPV4).announceUrls());
  }

  @Test
  void aListenerForIpv4HasNoUrlAtAMachineThatIsReachedOverIpv6Alone() {
    EnvironmentConfig config =
        config(List.of(Configs.udp("0.0.0.0:6969")), List.of(), "127.0.0.1:1212");

    assertEquals(List.of(), ServiceEndpoints.of(config, machine("2001:db8::7")).announceUrls());
  }

  @Test
  void namesNeedARecordForEachFamilyThatIsServed() {
    EnvironmentConfig config =
        config(
            List.of(
                new UdpTracker(Configs.bind("[::]:6969"), Configs.DOMAIN),
                new UdpTracker(
                    Configs.bind("0.0.0.0:6868"),
                    Optional.of(DomainName.parse("old.example.com").get()))),
            List.of(),
            "127.0.0.1:1212");

    assertEquals(
        List.of(
            "A tracker.example.com 203.0.113.7",
            "AAAA tracker.example.com 2001:db8::7",
            "A old.example.com 203.0.113.7"),
        ServiceEndpoints.of(config, DUAL).dnsRecords().stream()
            .map(dns -> dns.type() + " " + dns.name() + " " + dns.address())
            .toList());
  }

  @Test
  void everyListenerIsProvenOverEveryFamilyThatItServes() {
    EnvironmentConfig config =
        config(
            List.of(Configs.udp("[::]:6969")), List.of(Configs.plain("0.0.0.0:7070")), "[::]:1212");

    assertEquals(
        List.of(
            "UDP tracker 6969 over IPv4",
            "UDP tracker 6969 over IPv6",
            "HTTP tracker 7070",
            "tracker API over IPv4",
            "tracker API over IPv6"),
        HealthPlan.of(config, DUAL).services().stream().map(HealthCheck::subject).toList());
    assertEquals(
        List.of("IPv6 of the machine"),
        HealthPlan.of(config, IPV4).unasked().stream().map(CheckResult::subject).toList());
    assertEquals(List.of(), HealthPlan.of(config, DUAL).unasked());
  }

  @Test
  void aPrivateTrackerIsNeitherAskedNorOfferedOverUdp() {
    EnvironmentConfig open =
        config(
            List.of(new UdpTracker(Configs.bind("[::]:6969"), Configs.DOMAIN)),
            List.of(Configs.plain("0.0.0.0:7070")),
            "127.0.0.1:1212");
    EnvironmentConfig config =
        ImmutableEnvironmentConfig.copyOf(open)
            .withTracker(ImmutableTrackerConfig.copyOf(open.tracker()).withIsPrivate(true));
    HealthPlan plan = HealthPlan.of(config, DUAL);
    ServiceEndpoints endpoints = ServiceEndpoints.of(config, DUAL);

    assertEquals(
        List.of("HTTP tracker 7070"), plan.services().stream().map(HealthCheck::subject).toList());
    assertEquals(
        List.of("HTTP tracker 7070"), plan.announces().stream().map(HealthCheck::subject).toList());
    assertEquals(List.of("http://203.0.113.7:7070/announce"), endpoints.announceUrls());
    assertEquals(List.of(), endpoints.dnsRecords());
    assertEquals(
        List.of("UDP tracker 6969"), plan.unasked().stream().map(CheckResult::subject).toList());
  }

  @Test
  void proxyAndGrafanaServeIpv6AsSoonAsOneListenerDoes() {
    EnvironmentConfig ipv4 = behindProxy("0.0.0.0:7070");
    EnvironmentConfig dual = behindProxy("[::]:7070");

    assertFalse(StackServices.of(ipv4).publishes(Component.CADDY, IpFamily.IPV6));
    assertTrue(StackServices.of(dual).publishes(Component.CADDY, IpFamily.IPV6));
    assertEquals(Optional.empty(), ClientNetwork.of(ipv4, Component.CADDY));
    // The tracker itself publishes nothing: only the proxy meets clients.
    assertEquals(Optional.empty(), ClientNetwork.of(dual, Component.TRACKER));
    assertTrue(ClientNetwork.of(dual, Component.CADDY).isPresent());
    assertEquals(
        List.of("HTTP tracker 7070 over IPv4", "HTTP tracker 7070 over IPv6"),
        HealthPlan.of(dual, DUAL).announces().stream().map(HealthCheck::subject).toList());
    assertTrue(
        StackServices.of(
                ImmutableEnvironmentConfig.copyOf(dual)
                    .withGrafana(new GrafanaConfig("admin", Secret.of("x"), WebAccess.direct())))
            .publishes(Component.GRAFANA, IpFamily.IPV6));
  }

  @Test
  void networksForClientsAreTheEnvironmentsOwnAndTheirAddressesKnown() {
    EnvironmentConfig config =
        config(List.of(Configs.udp("[::]:6969")), List.of(), "127.0.0.1:1212");
    ClientNetwork network = ClientNetwork.of(config, Component.TRACKER).orElseThrow();
    EnvironmentName other = EnvironmentName.parse("other").get();

    assertTrue(network.subnet().matches("fd[0-9a-f]{2}:[0-9a-f:]+:1::/64"), network.subnet());
    assertTrue(ClientNetwork.contains(config.name(), network.address()));
    assertFalse(ClientNetwork.contains(other, network.address()));
    assertFalse(
        ClientNetwork.contains(config.name(), HostAddress.parse("203.0.113.7").orElseThrow()));
  }

  private static EnvironmentConfig behindProxy(String address) {
    return ImmutableEnvironmentConfig.copyOf(
            config(
                List.of(),
                List.of(
                    new HttpTracker(
                        Configs.bind(address), WebAccess.proxied(Configs.DOMAIN.get()))),
                "127.0.0.1:1212"))
        .withHttps(new HttpsConfig(EmailAddress.parse("ops@example.com").get(), false));
  }

  private static EnvironmentConfig config(
      List<UdpTracker> udp, List<HttpTracker> http, String api) {
    return Configs.config(udp, http, Configs.api(api, false));
  }

  private static Machine machine(String address, String... other) {
    return ImmutableMachine.builder()
        .name(InstanceName.parse("demo").get())
        .origin(Machine.Origin.PROVISIONED)
        .address(HostAddress.parse(address).orElseThrow())
        .otherAddress(List.of(other).stream().findFirst().flatMap(HostAddress::parse))
        .sshPort(22)
        .build();
  }
}
