package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.provider.HetznerSection;
import com.torrust.deployer.domain.provider.LxdSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A document in the making.
 *
 * @param document how it stands
 */
record Draft(ConfigValue document) {

  /** The providers that the standard adapters bring. */
  static final Providers PROVIDERS =
      Providers.of(List.of(LxdSection.SECTION, HetznerSection.SECTION));

  /** LXD, SQLite, one UDP and one HTTP tracker. */
  static Draft small() {
    return new Draft(
        ConfigValue.object()
            .with("environment", ConfigValue.object().with("name", "lab").build())
            .with(
                "ssh_credentials",
                ConfigValue.object()
                    .with("private_key_path", "/keys/lab")
                    .with("public_key_path", "/keys/lab.pub")
                    .build())
            .with(
                "provider",
                ConfigValue.object().with("provider", "lxd").with("profile_name", "lab").build())
            .with(
                "tracker",
                ConfigValue.object()
                    .with(
                        "core",
                        ConfigValue.object()
                            .with(
                                "database",
                                ConfigValue.object()
                                    .with("driver", "sqlite3")
                                    .with("database_name", "tracker.db")
                                    .build())
                            .with("private", false)
                            .build())
                    .with("udp_trackers", listeners("0.0.0.0:6969"))
                    .with("http_trackers", listeners("0.0.0.0:7070"))
                    .with(
                        "http_api",
                        ConfigValue.object()
                            .with("bind_address", "0.0.0.0:1212")
                            .with("admin_token", "t0ken-4711")
                            .build())
                    .with("health_check_api", listener("127.0.0.1:1313").build())
                    .build())
            .build());
  }

  /** The same with MySQL, whose superuser's password is left to us. */
  static Draft withMysql() {
    return small()
        .with(
            "/tracker/core/database",
            ConfigValue.object()
                .with("driver", "mysql")
                .with("host", "mysql")
                .with("port", 3306)
                .with("database_name", "tracker")
                .with("username", "app")
                .with("password", "p4ssword-4711")
                .build());
  }

  /** The same with TLS for every service that can have it, and Grafana. */
  static Draft withTls() {
    return small()
        .with(
            "/tracker/http_trackers",
            ConfigValue.array(Stream.of(tls("0.0.0.0:7070", "t").build())))
        .with(
            "/tracker/http_api",
            tls("0.0.0.0:1212", "api").with("admin_token", "t0ken-4711").build())
        .with("/tracker/health_check_api", tls("0.0.0.0:1313", "health").build())
        .with("/prometheus", ConfigValue.object().with("scrape_interval_in_secs", 15).build())
        .with(
            "/grafana",
            ConfigValue.object()
                .with("admin_user", "ops")
                .with("admin_password", "gr4fana-4711")
                .with("domain", "grafana.example.org")
                .with("use_tls_proxy", true)
                .build())
        .with("/https", ConfigValue.object().with("admin_email", "ops@example.org").build());
  }

  static ConfigValue.ObjectBuilder listener(String address) {
    return ConfigValue.object().with("bind_address", address);
  }

  static ConfigValue.ObjectBuilder tls(String address, String host) {
    return listener(address).with("domain", host + ".example.org").with("use_tls_proxy", true);
  }

  static ConfigValue listeners(String... addresses) {
    return ConfigValue.array(Arrays.stream(addresses).map(address -> listener(address).build()));
  }

  Draft with(String pointer, ConfigValue value) {
    return new Draft(changed(document, steps(pointer), Optional.of(value)));
  }

  Draft with(String pointer, String text) {
    return with(pointer, ConfigValue.of(text));
  }

  Draft without(String pointer) {
    return new Draft(changed(document, steps(pointer), Optional.empty()));
  }

  private static List<String> steps(String pointer) {
    return List.of(pointer.substring(1).split("/"));
  }

  private static ConfigValue changed(
      ConfigValue at, List<String> steps, Optional<ConfigValue> value) {
    String step = steps.get(0);
    List<String> rest = steps.subList(1, steps.size());
    if (at instanceof ArrayValue array) {
      List<ConfigValue> elements = new ArrayList<>(array.elements());
      int index = Integer.parseInt(step);
      elements.set(
          index, rest.isEmpty() ? value.orElseThrow() : changed(elements.get(index), rest, value));
      return ConfigValue.array(elements.stream());
    }
    ObjectValue object = (ObjectValue) at;
    List<Member> members = new ArrayList<>(object.members());
    members.removeIf(member -> member.name().equals(step));
    Optional<ConfigValue> put =
        rest.isEmpty() ? value : Optional.of(changed(object.find(step).orElseThrow(), rest, value));
    int index = object.members().stream().map(Member::name).toList().indexOf(step);
    put.ifPresent(
        there ->
            members.add(
                index < 0 ? members.size() : index, new Member(step, there, Optional.empty())));
    return new ObjectValue(members, Optional.empty());
  }
}
