package com.torrust.deployer.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.json.Schemas;
import com.torrust.deployer.mcp.gate.AgentFolder;
import com.torrust.deployer.mcp.gate.Approvals;
import com.torrust.deployer.mcp.gate.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each tool says what it does, takes and gives, and gives what it says. */
class AgentToolsTest {

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @TempDir private Path folder;

  private static void assertValid(JsonNode schema, JsonNode document) {
    List<Error> errors =
        REGISTRY
            .getSchema(schema.toString(), InputFormat.JSON)
            .validate(document.toString(), InputFormat.JSON);
    assertEquals(List.of(), errors, document::toString);
  }

  private static Map<String, JsonNode> tools(AgentClient agent) {
    Map<String, JsonNode> tools = new HashMap<>();
    agent
        .request("tools/list", "{}")
        .get("tools")
        .forEach(tool -> tools.put(tool.get("name").asText(), tool));
    return tools;
  }

  private static String planned(AgentBench bench, AgentClient agent, String operation) {
    String plan =
        agent
            .well("plan", "{'environment': 'demo', 'operation': '" + operation + "'}")
            .get("plan")
            .asText();
    Approvals approvals = new Approvals(AgentFolder.in(bench.folder()), bench.world().clock());
    approvals.approve(approvals.find(new PlanId(plan)).get().orElseThrow(), "test").get();
    return "{'environment': 'demo', 'plan': '" + plan + "'}";
  }

  @Test
  void everyToolSaysWhatItTakesDoesAndGives() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      Map<String, JsonNode> tools = tools(agent);

      assertTrue(tools.size() >= 15 && tools.size() <= 24, tools.keySet()::toString);
      tools.forEach(
          (name, tool) -> {
            assertTrue(name.matches("[a-z_]+"), name);
            assertTrue(tool.get("description").asText().length() > 40, name);
            for (String hint :
                List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")) {
              assertTrue(tool.at("/annotations/" + hint).isBoolean(), name + " " + hint);
            }
            for (String schema : List.of("inputSchema", "outputSchema")) {
              assertEquals("object", tool.at("/" + schema + "/type").asText(), name);
              assertFalse(tool.get(schema).toString().contains(".json#"), name);
            }
            assertFalse(tool.at("/inputSchema/additionalProperties").asBoolean(true), name);
          });
    }
  }

  @Test
  void everyResultIsWhatItsSchemaPromises() throws IOException {
    Set<String> called = new HashSet<>();
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      Map<String, JsonNode> tools = tools(agent);
      Path build = Files.createDirectories(folder.resolve("build/demo/stack"));
      Files.writeString(build.resolve("compose.yml"), "token: " + AgentBench.TOKEN + "\n");
      bench.world().addHost("192.0.2.77");
      String name = "{'environment': 'demo'}";
      String config = "{\"config\": " + AgentBench.config("demo") + "}";
      List<List<String>> calls =
          List.of(
              List.of("questionnaire", "{}"),
              List.of("questionnaire", "{\"answers\": {\"/environment/name\": \"Not A Name\"}}"),
              List.of("scenarios", "{}"),
              List.of("scenarios", "{'number': 1}"),
              List.of("validate", config),
              List.of("validate", "{'config': {}}"),
              List.of("create_environment", config),
              List.of("list_environments", "{}"),
              List.of("show_environment", name),
              List.of("status", name),
              List.of("history", name),
              List.of("check_host", "{}"),
              List.of("operation", "{}"));
      for (List<String> call : calls) {
        assertValid(
            tools.get(call.get(0)).get("outputSchema"), agent.well(call.get(0), call.get(1)));
        called.add(call.get(0));
      }
      for (String operation : List.of("deploy", "rollback-none", "rotate", "destroy", "purge")) {
        if (operation.equals("rollback-none")) {
          agent.refused("release.none_before", "rollback", name);
          for (List<String> call :
              List.of(
                  List.of("show_environment", name),
                  List.of("status", name),
                  List.of("logs", "{'environment': 'demo', 'service': 'tracker', 'lines': 5}"),
                  List.of("history", name),
                  List.of("artifacts", name),
                  List.of("artifacts", "{'environment': 'demo', 'path': 'stack/compose.yml'}"),
                  List.of("operation", "{}"))) {
            assertValid(
                tools.get(call.get(0)).get("outputSchema"), agent.well(call.get(0), call.get(1)));
            called.add(call.get(0));
          }
          continue;
        }
        JsonNode plan =
            agent.well("plan", "{'environment': 'demo', 'operation': '" + operation + "'}");
        assertValid(tools.get("plan").get("outputSchema"), plan);
        called.add("plan");
        assertValid(
            tools.get(operation).get("outputSchema"),
            agent.well(operation, planned(bench, agent, operation)));
        called.add(operation);
      }
      called.addAll(
          Set.of("register", "rollback", "cancel_operation", "backup", "list_backups", "restore"));
      assertEquals(tools.keySet(), called);
    }
  }

  @Test
  void backupsAreTakenListedProvenAndPutBackByAnApprovedPlanAlone() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      Map<String, JsonNode> tools = tools(agent);
      String name = "{'environment': 'demo'}";
      String saving =
          AgentBench.config("demo")
              .replace(
                  "\"tracker\": {",
                  "\"backup\": {\"repository\": \"rest:https://backup.example.com/\","
                      + " \"password\": \"a-long-password-of-it\"}, \"tracker\": {");
      agent.well("create_environment", "{\"config\": " + saving + "}");
      agent.well("deploy", planned(bench, agent, "deploy"));

      JsonNode made = agent.well("backup", name);
      JsonNode proven = agent.well("backup", "{'environment': 'demo', 'verify': true}");
      JsonNode listed = agent.well("list_backups", name);
      agent.refused("plan.required", "restore", name);
      JsonNode restored = agent.well("restore", planned(bench, agent, "restore"));

      assertValid(tools.get("backup").get("outputSchema"), made);
      assertValid(tools.get("backup").get("outputSchema"), proven);
      assertValid(tools.get("list_backups").get("outputSchema"), listed);
      assertValid(tools.get("restore").get("outputSchema"), restored);
      assertEquals(
          made.at("/result/backup/backup_id"), listed.at("/backups/0/backup_id"), listed::toString);
      assertEquals("running", restored.at("/result/state").asText());
      agent.refused(
          "agent.argument_invalid",
          "backup",
          "{'environment': 'demo', 'backup': '0123456789abcdef'}");
    }
  }

  @Test
  void withoutTheCapabilitiesNobodyTakesOrRestoresABackup() {
    try (AgentBench bench = new AgentBench(folder).allowing("*", Capability.WRITE);
        AgentClient agent = bench.client()) {
      assertTrue(tools(agent).containsKey("backup"));
      assertFalse(tools(agent).containsKey("restore"));
    }
  }

  @Test
  void aFailedOperationIsAnErrorOfThePublishedForm() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      JsonNode result = agent.call("show_environment", "{'environment': 'nobody'}");
      assertTrue(result.get("isError").asBoolean());
      Map<String, String> schemas = new HashMap<>();
      Schemas.NAMES.forEach(
          name ->
              schemas.put(
                  "https://torrust.github.io/torrust-tracker-deployer-java/schemas/1/"
                      + name
                      + ".json",
                  Schemas.find(name).orElseThrow()));
      SchemaRegistry published =
          SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas));
      assertEquals(
          List.of(),
          published
              .getSchema(
                  SchemaLocation.of(
                      "https://torrust.github.io/torrust-tracker-deployer-java/schemas/1/error.json"))
              .validate(result.get("structuredContent").toString(), InputFormat.JSON));
      assertEquals(
          "environment.not_found",
          result.at("/structuredContent/error/code").asText(),
          result::toString);
    }
  }

  @Test
  void pagesAndGuidanceCanBeRead() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      agent.well("create_environment", "{\"config\": " + AgentBench.config("demo") + "}");
      JsonNode resources = agent.request("resources/list", "{}").get("resources");
      assertTrue(resources.size() >= 5, resources::toString);
      resources.forEach(
          resource ->
              assertFalse(
                  read(agent, resource.get("uri").asText()).isBlank(), resource.toString()));
      assertTrue(read(agent, "torrust://environments/demo").contains("\"created\""));
      assertTrue(read(agent, "torrust://environments/demo/events").contains("\"create\""));
      JsonNode none =
          agent.answer(
              agent.send("resources/read", AgentClient.tree("{\"uri\": \"torrust://nothing\"}")));
      assertTrue(none.has("error"), none::toString);

      JsonNode prompts = agent.request("prompts/list", "{}").get("prompts");
      assertEquals(3, prompts.size());
      prompts.forEach(
          prompt -> {
            String argument = prompt.at("/arguments/0/name").asText();
            String text =
                agent
                    .request(
                        "prompts/get",
                        "{\"name\": \""
                            + prompt.get("name").asText()
                            + "\", \"arguments\": {\""
                            + argument
                            + "\": \"xyzzy\"}}")
                    .at("/messages/0/content/text")
                    .asText();
            assertTrue(text.contains("xyzzy"), text);
          });
    }
  }

  private static String read(AgentClient agent, String address) {
    return agent
        .request("resources/read", "{\"uri\": \"" + address + "\"}")
        .at("/contents/0/text")
        .asText();
  }

  @Test
  void aConfigurationFileIsReadBelowTheWorkingDirectoryAlone() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside.json"), AgentBench.config("demo"));
    Path work = Files.createDirectories(folder.resolve("work/sub"));
    Files.writeString(work.resolve("demo.json"), AgentBench.config("demo"));
    Files.createSymbolicLink(work.resolve("link.json"), outside);
    Files.createDirectories(folder.resolve("work/data"));
    Files.writeString(folder.resolve("work/data/demo.json"), AgentBench.config("demo"));
    try (AgentBench bench = new AgentBench(folder.resolve("work"));
        AgentClient agent = bench.client()) {
      assertTrue(
          agent.well("validate", "{'config_file': 'sub/demo.json'}").get("is_valid").asBoolean());
      for (String path :
          List.of(
              "../outside.json",
              "sub/../../outside.json",
              outside.toString(),
              "sub/link.json",
              "data/demo.json",
              "/etc/passwd")) {
        agent.refused("agent.argument_invalid", "validate", "{'config_file': '" + path + "'}");
      }
      agent.refused("config.file_not_found", "validate", "{'config_file': 'none.json'}");
    }
  }

  @Test
  void anAgentDecidesNeitherWhichProgramIsRunNorWhichFileIsRead() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      for (String secret :
          List.of(
              "{\"command\": [\"id\"]}",
              "{\"file\": \"/etc/shadow\"}",
              "{\"file\": \"" + folder.resolve("data/.mcp/audit.jsonl") + "\"}")) {
        String config = AgentBench.config("demo").replace("\"" + AgentBench.TOKEN + "\"", secret);
        for (String tool : List.of("validate", "create_environment")) {
          agent.refused("agent.secret_not_allowed", tool, "{\"config\": " + config + "}");
        }
      }
      String generated =
          AgentBench.config("demo").replace("\"" + AgentBench.TOKEN + "\"", "{\"generate\": {}}");
      agent.well("create_environment", "{\"config\": " + generated + "}");
    }
  }

  @Test
  void aSecretIsAnsweredByAReferenceAlone() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      agent.refused(
          "agent.argument_invalid",
          "questionnaire",
          "{\"answers\": {\"/tracker/http_api/admin_token\": \"a-plain-token\"}}");
      assertTrue(agent.heard().stream().noneMatch(line -> line.contains("a-plain-token")));
    }
  }

  @Test
  void aMachineIsAdoptedByItsFingerprintAlone() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      agent.well("create_environment", "{\"config\": " + AgentBench.config("demo") + "}");
      bench.world().addHost("192.0.2.77");
      agent.refused(
          "agent.argument_invalid", "register", "{'environment': 'demo', 'address': '192.0.2.77'}");
      assertEquals(
          "created",
          agent.well("show_environment", "{'environment': 'demo'}").get("state_name").asText());
    }
  }
}
