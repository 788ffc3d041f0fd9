package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableMysqlConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The entry point of the database's image puts passwords between quotes and escapes nothing; the
 * server has to read the configured ones nevertheless.
 */
class DatabasePasswordIT {

  /** What the image's entry point makes of its variables. */
  private static final String NAIVE =
      """
      #!/bin/bash
      printf '%s\\n' "ALTER USER 'root'@'localhost' IDENTIFIED BY '$MYSQL_ROOT_PASSWORD';"
      printf '%s\\n' "CREATE USER 'torrust'@'%' IDENTIFIED BY '$MYSQL_PASSWORD';"
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "it's",
        "fake-trailing\\",
        "'; DROP DATABASE torrust; -- ",
        "say \"hello\"",
        "\\'\\\\\"&$$HOME ${USER} `id` %n",
        " !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~äß€"
      })
  void theServerReadsThePasswordThatIsConfigured(String password) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash on this computer");
    JsonNode service = service(password);
    List<String> command = new ArrayList<>();
    service.path("entrypoint").forEach(word -> command.add(word.asText().replace("$$", "$")));
    if (command.isEmpty()) {
      command.addAll(List.of("docker-entrypoint.sh", "mysqld"));
    }
    List<String> statements = run(command, password);
    assertEquals(2, statements.size(), statements::toString);
    for (String statement : statements) {
      String literal = statement.substring(statement.indexOf(" BY ") + 4, statement.length() - 1);
      assertEquals(password, readAsSql(literal), statement);
    }
  }

  private static JsonNode service(String password) {
    EnvironmentConfig given =
        RenderCase.all().stream()
            .filter(each -> each.name().equals("lxd-mysql-grafana"))
            .findFirst()
            .orElseThrow()
            .decode()
            .get();
    MysqlConfig database =
        ImmutableMysqlConfig.builder()
            .from((MysqlConfig) given.tracker().database())
            .password(Secret.of(password))
            .rootPassword(Secret.of(password))
            .build();
    EnvironmentConfig config =
        ImmutableEnvironmentConfig.copyOf(given)
            .withTracker(ImmutableTrackerConfig.copyOf(given.tracker()).withDatabase(database));
    return RenderedModel.of(Rendering.renderer().render(RenderCase.request(config)).get(), false)
        .path("compose")
        .path("services")
        .path("mysql");
  }

  private List<String> run(List<String> command, String password)
      throws IOException, InterruptedException {
    Path entry = folder.resolve("docker-entrypoint.sh");
    Files.writeString(entry, NAIVE);
    assertTrue(entry.toFile().setExecutable(true));
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    if (!command.get(0).startsWith("/") && !command.get(0).equals("bash")) {
      builder.command(List.of(entry.toString()));
    }
    builder.environment().clear();
    builder.environment().put("PATH", folder + ":/usr/bin:/bin");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("MYSQL_PASSWORD", password);
    builder.environment().put("MYSQL_ROOT_PASSWORD", password);
    Process process = builder.start();
    process.getOutputStream().close();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "bash does not end");
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }

  /** A string of MySQL: the text between the quotes, or a failure where it ends too early. */
  private static String readAsSql(String literal) {
    StringBuilder text = new StringBuilder();
    int index = 1;
    while (literal.charAt(index) != '\'') {
      if (literal.charAt(index) == '\\') {
        index++;
      }
      text.append(literal.charAt(index));
      index++;
    }
    assertEquals(literal.length() - 1, index, "the string ends in the middle of " + literal);
    return text.toString();
  }
}
