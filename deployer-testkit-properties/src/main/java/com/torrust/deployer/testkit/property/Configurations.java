package com.torrust.deployer.testkit.property;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.CronSchedule;
import com.torrust.deployer.domain.config.DatabaseConfig;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EmailAddress;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HealthCheckApi;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.HttpTracker;
import com.torrust.deployer.domain.config.HttpsConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableMysqlConfig;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.InstanceName;
import com.torrust.deployer.domain.config.ProfileName;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.config.SshUsername;
import com.torrust.deployer.domain.config.TrackerConfig;
import com.torrust.deployer.domain.config.TrackerRelease;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.WebAccess;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.provider.HetznerSection;
import com.torrust.deployer.domain.provider.ImmutableHetznerConfig;
import com.torrust.deployer.domain.provider.ImmutableLxdConfig;
import com.torrust.deployer.domain.provider.LxdConfig.InstanceType;
import com.torrust.deployer.domain.provider.LxdSection;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random valid configurations: every section present and absent, every kind of address, secrets of
 * all printable characters. Each obeys every error-level rule; warnings may be due.
 */
public final class Configurations {

  /** The providers that they name. */
  public static final Providers PROVIDERS =
      Providers.of(List.of(LxdSection.SECTION, HetznerSection.SECTION));

  private static final int LISTENERS = 4;

  /** Ports that something else may hold (X15). */
  private static final Set<Integer> TAKEN = Set.of(22, 80, 443, 3000, 9090);

  private static final List<String> PUBLIC_IPS =
      List.of("0.0.0.0", "[::]", "10.0.0.7", "[2001:db8::17]", "[fe80::1%2]");

  private static final List<String> LOOPBACK_IPS = List.of("127.0.0.1", "[::1]", "127.1.2.3");

  private Configurations() {}

  /** Any valid configuration. */
  public static Arbitrary<EnvironmentConfig> valid() {
    return Combinators.combine(
            names(),
            descriptions(),
            sshCredentials(),
            providers(),
            databases(),
            plans(),
            services(),
            images())
        .as(Configurations::assemble);
  }

  private static EnvironmentConfig assemble(
      EnvironmentName name,
      Optional<String> description,
      SshCredentials ssh,
      ProviderConfig provider,
      DatabaseConfig database,
      ListenerPlan listeners,
      ServicePlan services,
      Map<Component, ImageReference> images) {
    Iterator<Integer> ports = listeners.ports.iterator();
    int sshPort = services.movesSsh ? ports.next() : SshCredentials.DEFAULT_PORT;
    TrackerConfig tracker = listeners.tracker(database, ports);
    boolean hasGrafana = services.prometheus.isPresent() && services.grafana.isPresent();
    boolean grafanaTls = hasGrafana && services.grafana.get().useTlsProxy();
    boolean trackerTls =
        tracker.isBehindProxy()
            || tracker.httpApi().useTlsProxy()
            || tracker.healthCheckApi().useTlsProxy();
    return ImmutableEnvironmentConfig.builder()
        .name(name)
        .description(description)
        .instanceName(services.instanceName.orElseGet(() -> InstanceName.derivedFrom(name)))
        .sshCredentials(ImmutableSshCredentials.builder().from(ssh).port(sshPort).build())
        .provider(provider)
        .tracker(tracker)
        .prometheus(services.prometheus)
        .grafana(hasGrafana ? services.grafana : Optional.empty())
        .https(trackerTls || grafanaTls ? Optional.of(services.https) : Optional.empty())
        .backup(services.backup)
        .images(images)
        .build();
  }

  private static WebAccess access(Optional<DomainName> domain, boolean hasTls) {
    return hasTls ? WebAccess.proxied(domain.orElseThrow()) : new WebAccess.Direct(domain);
  }

  /** Any name of an environment. */
  public static Arbitrary<EnvironmentName> names() {
    Arbitrary<String> words =
        Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(10);
    return Combinators.combine(
            Arbitraries.strings().withCharRange('a', 'z').ofLength(1),
            words.list().ofMinSize(0).ofMaxSize(3))
        .as((first, rest) -> first + String.join("-", rest))
        .filter(text -> EnvironmentName.parse(text).isRight())
        .map(text -> valid(EnvironmentName.parse(text)));
  }

  /** Any secret that no rule refuses. */
  public static Arbitrary<Secret> secrets() {
    return printable(40).map(Secret::of);
  }

  private static Arbitrary<String> printable(int longest) {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars('ä', 'ß', '€', '密', 'п', '\u2028', '\u00a0')
        .ofMinLength(1)
        .ofMaxLength(longest)
        .filter(text -> !text.isBlank());
  }

  /** Texts without the signs by which Grafana marks what it replaces in a value. */
  private static Arbitrary<String> grafanaTexts(int longest) {
    return printable(longest).filter(text -> text.indexOf('$') < 0 && text.indexOf('%') < 0);
  }

  private static Arbitrary<Optional<String>> descriptions() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars('\n', '\t', 'é')
        .ofMaxLength(60)
        .optional();
  }

  private static Arbitrary<SshCredentials> sshCredentials() {
    Arbitrary<String> paths =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withChars('-', '_', '.', ' ', '\'')
            .ofMinLength(1)
            .ofMaxLength(12);
    Arbitrary<String> users =
        Arbitraries.strings()
            .alpha()
            .numeric()
            .withChars('_', '-')
            .ofMaxLength(31)
            .map(rest -> "u" + rest);
    Arbitrary<Optional<String>> hostKeys =
        Arbitraries.of(
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh")
            .optional();
    return Combinators.combine(paths, users, hostKeys)
        .as(
            (path, user, hostKey) ->
                ImmutableSshCredentials.builder()
                    .privateKeyPath(Path.of("/keys/x" + path))
                    .publicKeyPath(Path.of("/keys/x" + path + ".pub"))
                    .username(valid(SshUsername.parse(user)))
                    .port(SshCredentials.DEFAULT_PORT)
                    .hostKey(hostKey)
                    .build());
  }

  private static Arbitrary<InstanceName> instanceNames() {
    return Arbitraries.strings()
        .alpha()
        .numeric()
        .withChars('-')
        .ofMaxLength(61)
        .map(inner -> valid(InstanceName.parse("m" + inner + "z")));
  }

  private static Arbitrary<ProviderConfig> providers() {
    Arbitrary<ProviderConfig> lxd =
        Combinators.combine(
                Arbitraries.strings().alpha().numeric().withChars('-').ofMaxLength(61),
                Arbitraries.of("ubuntu:24.04", "local:tracker", "images:debian/12/cloud"),
                Arbitraries.of(InstanceType.class))
            .as(
                (inner, image, type) ->
                    ImmutableLxdConfig.builder()
                        .profileName(valid(ProfileName.parse("p" + inner + "z")))
                        .image(image)
                        .instanceType(type)
                        .build());
    Arbitrary<ProviderConfig> hetzner =
        Combinators.combine(
                secrets(),
                Arbitraries.of("cx22", "cpx31", "zz99"),
                Arbitraries.of("nbg1", "hel1"),
                Arbitraries.of("ubuntu-24.04", "debian-12"))
            .as(
                (token, type, location, image) ->
                    ImmutableHetznerConfig.builder()
                        .apiToken(token)
                        .serverType(type)
                        .location(location)
                        .image(image)
                        .build());
    return Arbitraries.oneOf(lxd, hetzner);
  }

  private static Arbitrary<DatabaseConfig> databases() {
    Arbitrary<DatabaseConfig> sqlite =
        Arbitraries.of("tracker.db", "my-tracker.v2.sqlite3", "0").map(SqliteConfig::new);
    Arbitrary<String> identifiers =
        Arbitraries.strings()
            .alpha()
            .numeric()
            .withChars('_', '-')
            .ofMaxLength(30)
            .map(rest -> "t_" + rest);
    Arbitrary<DatabaseConfig> mysql =
        Combinators.combine(
                Arbitraries.of("mysql", "db.example.org", "203.0.113.7", "2001:db8::7"),
                Arbitraries.integers().between(1, 65535),
                identifiers,
                identifiers,
                secrets(),
                secrets())
            .as(
                (host, port, schema, user, password, rootPassword) ->
                    ImmutableMysqlConfig.builder()
                        .host(host)
                        .port(port)
                        .databaseName(schema)
                        .username(user)
                        .password(password)
                        .rootPassword(rootPassword)
                        .build());
    return Arbitraries.oneOf(sqlite, mysql);
  }

  /**
   * What the tracker listens on; addresses get their ports, and services their domains, when the
   * plan is carried out, so that none is used twice.
   */
  private record ListenerPlan(
      List<Integer> ports,
      List<Integer> udp,
      List<Integer> http,
      TlsPlan tls,
      Secret token,
      String label,
      boolean isPrivate,
      TrackerRelease release) {

    TrackerConfig tracker(DatabaseConfig database, Iterator<Integer> port) {
      List<UdpTracker> udpTrackers = new ArrayList<>();
      for (int choice : udp) {
        udpTrackers.add(
            new UdpTracker(bind(choice, false, port.next()), domain("udp", choice % 2 == 0)));
      }
      List<HttpTracker> httpTrackers = new ArrayList<>();
      for (int choice : http) {
        boolean hasDomain = tls.trackers || choice % 3 == 0;
        httpTrackers.add(
            new HttpTracker(
                bind(choice, tls.trackers, port.next()),
                access(domain("t" + httpTrackers.size(), hasDomain), tls.trackers)));
      }
      if (udpTrackers.isEmpty() && httpTrackers.isEmpty()) {
        udpTrackers.add(new UdpTracker(bind(0, false, port.next()), Optional.empty()));
      }
      return ImmutableTrackerConfig.builder()
          .isPrivate(isPrivate)
          .release(release)
          .database(database)
          .udpTrackers(udpTrackers)
          .httpTrackers(httpTrackers)
          .httpApi(
              new HttpApi(
                  bind(tls.apiIp, tls.api, port.next()),
                  token,
                  access(domain("api", tls.api), tls.api)))
          .healthCheckApi(
              new HealthCheckApi(
                  bind(tls.healthIp, tls.health, port.next()),
                  access(domain("health", tls.health), tls.health)))
          .build();
    }

    private Optional<DomainName> domain(String host, boolean isWanted) {
      return isWanted
          ? Optional.of(valid(DomainName.parse(host + "." + label + ".example.org")))
          : Optional.empty();
    }
  }

  private record TlsPlan(boolean trackers, boolean api, boolean health, int apiIp, int healthIp) {}

  private static BindAddress bind(int choice, boolean hasTls, int port) {
    List<String> ips = new ArrayList<>(PUBLIC_IPS);
    if (!hasTls) {
      ips.addAll(LOOPBACK_IPS);
    }
    return valid(BindAddress.parse(ips.get(choice % ips.size()) + ":" + port));
  }

  private static Arbitrary<ListenerPlan> plans() {
    Arbitrary<Integer> choices = Arbitraries.integers().between(0, 59);
    Arbitrary<List<Integer>> listeners = choices.list().ofMaxSize(LISTENERS);
    Arbitrary<List<Integer>> ports =
        Arbitraries.integers()
            .between(1, 65535)
            .filter(port -> !TAKEN.contains(port))
            .list()
            .ofSize(2 * LISTENERS + 4)
            .uniqueElements();
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<TlsPlan> tls =
        Combinators.combine(flags, flags, flags, choices, choices).as(TlsPlan::new);
    Arbitrary<String> labels =
        Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(20);
    return Combinators.combine(
            ports,
            listeners,
            listeners,
            tls,
            secrets(),
            labels,
            flags,
            Arbitraries.of(TrackerRelease.class))
        .as(ListenerPlan::new);
  }

  /** What surrounds the tracker; sections that need another are left out where it is missing. */
  private record ServicePlan(
      Optional<PrometheusConfig> prometheus,
      Optional<GrafanaConfig> grafana,
      HttpsConfig https,
      Optional<BackupConfig> backup,
      Optional<InstanceName> instanceName,
      boolean movesSsh) {}

  private static Arbitrary<ServicePlan> services() {
    Arbitrary<Long> counts = Arbitraries.longs().between(1, 4294967295L);
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<GrafanaConfig> grafana =
        Combinators.combine(grafanaTexts(20), grafanaTexts(40).map(Secret::of), flags, flags)
            .as(
                (user, password, hasDomain, hasTls) ->
                    new GrafanaConfig(
                        user,
                        password,
                        access(
                            hasDomain || hasTls
                                ? Optional.of(valid(DomainName.parse("grafana.example.net")))
                                : Optional.empty(),
                            hasTls)));
    Arbitrary<HttpsConfig> https =
        Combinators.combine(
                Arbitraries.of(
                    "ops@example.org",
                    "first.last+tls@mail.example.org",
                    "o'k`x@a-b.example",
                    "a#$%b@example.org"),
                flags)
            .as((email, isStaging) -> new HttpsConfig(valid(EmailAddress.parse(email)), isStaging));
    Arbitrary<BackupConfig> backup =
        Combinators.combine(
                Arbitraries.of(
                    "0 3 * * *", " 0  3 * * * ", "*/15 0-6,20 1,15 * 1-5", "59 23 31 12 7"),
                counts)
            .as((schedule, days) -> new BackupConfig(valid(CronSchedule.parse(schedule)), days));
    return Combinators.combine(
            counts.map(PrometheusConfig::new).optional(),
            grafana.optional(),
            https,
            backup.optional(),
            instanceNames().optional(0.3),
            flags)
        .as(ServicePlan::new);
  }

  private static Arbitrary<Map<Component, ImageReference>> images() {
    Arbitrary<ImageReference> references =
        Arbitraries.of(
                "prom/prometheus:v3.5.0",
                "registry.example.org:5000/team/tracker:1.0@sha256:" + "0a".repeat(32),
                "caddy@sha256:" + "f9".repeat(32))
            .map(text -> valid(ImageReference.parse(text)));
    return Arbitraries.maps(Arbitraries.of(Component.class), references).ofMaxSize(3);
  }

  private static <T> T valid(Either<Violation, T> parsed) {
    return parsed.getOrElseThrow(violation -> new IllegalArgumentException(violation.message()));
  }
}
