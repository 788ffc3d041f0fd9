package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.testkit.property.Configurations;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the files of one tree say about each other, whatever the configuration. */
class AgreementProperties {

  private static final String OVERRIDE = "/env/TORRUST_TRACKER_CONFIG_OVERRIDE_";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)\\}");

  private final Renderer renderer = Rendering.renderer();

  @Provide
  Arbitrary<EnvironmentConfig> configurations() {
    return Configurations.valid();
  }

  @Property
  void theFilesOfATreeAgree(@ForAll("configurations") EnvironmentConfig config) {
    Artifacts artifacts = artifacts(config);
    JsonNode model = RenderedModel.of(artifacts, false);
    portsAgree(config, model);
    secretsAndNamesAgree(config, model);
    networksAndVariablesAreDeclaredAndUsed(model);
    proxyAndPublishedPortsAgree(model);
    monitoringAgrees(model);
  }

  private Artifacts artifacts(EnvironmentConfig config) {
    return renderer
        .render(RenderCase.request(config, "ssh-ed25519 AAAA key"))
        .getOrElseThrow(error -> new AssertionError(error.message()));
  }

  private static void portsAgree(EnvironmentConfig config, JsonNode model) {
    String api = Integer.toString(config.tracker().httpApi().bindAddress().port());
    assertTrue(model.at("/tracker/http_api/bind_address").asText().endsWith(":" + api));
    model
        .at("/prometheus/scrape_configs")
        .forEach(
            job -> assertEquals("tracker:" + api, job.at("/static_configs/0/targets/0").asText()));
    assertEquals(
        model.at("/ansible/inventory/all/hosts/torrust-tracker-vm/ansible_port"),
        model.at("/ansible/variables/ssh_port"));
    assertEquals(
        config.sshCredentials().port() != 22,
        model
            .at("/tofu/cloud_init/write_files/0/lines")
            .toString()
            .contains("\"Port " + config.sshCredentials().port() + "\""));
  }

  private static void secretsAndNamesAgree(EnvironmentConfig config, JsonNode model) {
    assertEquals(
        config.tracker().httpApi().adminToken().expose(),
        model.at(OVERRIDE + "HTTP_API__ACCESS_TOKENS__ADMIN").asText());
    assertEquals(
        model.at("/tracker/core/database/driver"), model.at(OVERRIDE + "CORE__DATABASE__DRIVER"));
    JsonNode backup = model.at("/backup/config");
    if (config.tracker().database() instanceof SqliteConfig sqlite) {
      assertEquals(
          "/var/lib/torrust/tracker/database/" + sqlite.databaseName(),
          model.at("/tracker/core/database/path").asText());
      assertEquals(
          backup.isMissingNode()
              ? ""
              : "/data/storage/tracker/lib/database/" + sqlite.databaseName(),
          backup.path("DB_PATH").asText());
    }
    if (config.tracker().database() instanceof MysqlConfig mysql && !backup.isMissingNode()) {
      assertEquals(mysql.password().expose(), backup.path("DB_PASSWORD").asText());
      assertEquals(mysql.host(), backup.path("DB_HOST").asText());
      JsonNode connection = model.at(OVERRIDE + "CORE__DATABASE__PATH");
      if (!connection.isMissingNode()) {
        assertEquals(mysql.password().expose(), connection.path("password").asText());
        assertEquals(mysql.hostInUrl(), connection.path("host").asText());
        assertEquals(mysql.databaseName(), connection.path("database").asText());
      }
    }
  }

  private static void networksAndVariablesAreDeclaredAndUsed(JsonNode model) {
    Set<String> joined = new TreeSet<>();
    Set<String> variables = new TreeSet<>();
    for (JsonNode service : model.at("/compose/services")) {
      service.path("networks").forEach(network -> joined.add(network.asText()));
      if (!service.has("networks")) {
        joined.add("default");
      }
      Matcher names = VARIABLE.matcher(service.path("environment").toString());
      while (names.find()) {
        variables.add(names.group(1));
      }
    }
    assertEquals(names(model.at("/compose/networks")), joined);
    assertEquals(names(model.path("env")), variables);
  }

  private static void proxyAndPublishedPortsAgree(JsonNode model) {
    JsonNode services = model.at("/compose/services");
    assertEquals(services.has("caddy"), model.has("caddy"));
    List<String> published =
        services.path("tracker").path("ports").valueStream().map(JsonNode::asText).toList();
    for (JsonNode site : model.at("/caddy/sites")) {
      String[] upstream = site.at("/upstreams/0").asText().split(":");
      assertTrue(services.has(upstream[0]), upstream[0]);
      if (upstream[0].equals("tracker")) {
        String port = upstream[1] + ":" + upstream[1] + "/tcp";
        assertTrue(!published.contains(port), port);
      }
      Set<String> meeting = texts(services.path("caddy").path("networks"));
      meeting.retainAll(texts(services.path(upstream[0]).path("networks")));
      assertEquals(Set.of("proxy_network"), meeting);
    }
    assertEquals(published.size(), Set.copyOf(published).size());
  }

  private static void monitoringAgrees(JsonNode model) {
    JsonNode jobs = model.at("/prometheus/scrape_configs");
    JsonNode source = model.at("/grafana/datasources/datasources/0");
    if (!source.isMissingNode()) {
      assertEquals(
          model.at("/prometheus/global/scrape_interval"), source.at("/jsonData/timeInterval"));
      Set<String> asked =
          Pattern.compile("job=\\\\?\"(\\w+)")
              .matcher(model.at("/grafana/dashboards").toString())
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(names(jobs), asked);
    }
  }

  private static Set<String> names(JsonNode object) {
    return object
        .propertyStream()
        .map(member -> member.getKey())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
  }
}
