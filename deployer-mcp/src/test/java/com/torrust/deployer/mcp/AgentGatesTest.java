package com.torrust.deployer.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.mcp.gate.AgentFolder;
import com.torrust.deployer.mcp.gate.Approvals;
import com.torrust.deployer.mcp.gate.AuditLog;
import com.torrust.deployer.mcp.gate.Capability;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.testkit.fake.FakeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent may do is decided by the server: by permissions, plans and people. */
class AgentGatesTest {

  @TempDir private Path folder;

  private static String named(String name) {
    return "{\"environment\": \"" + name + "\"}";
  }

  private static String planned(String name, String plan) {
    return "{\"environment\": \"" + name + "\", \"plan\": \"" + plan + "\"}";
  }

  private static String config(String name) {
    return "{\"config\": " + AgentBench.config(name) + "}";
  }

  private static String plan(AgentClient agent, String name, String operation) {
    return agent
        .well("plan", "{'environment': '" + name + "', 'operation': '" + operation + "'}")
        .get("plan")
        .asText();
  }

  private void approve(AgentBench bench, String plan) {
    Approvals approvals = new Approvals(AgentFolder.in(folder), bench.world().clock());
    approvals.approve(approvals.find(new PlanId(plan)).get().orElseThrow(), "test").get();
  }

  @Test
  void withoutAnythingAllowedOnlyLookingIsOffered() {
    try (AgentBench bench = new AgentBench(folder).allowing("*");
        AgentClient agent = bench.client()) {
      JsonNode tools = agent.request("tools/list", "{}").get("tools");
      tools.forEach(
          tool -> assertTrue(tool.at("/annotations/readOnlyHint").asBoolean(), tool.toString()));
      assertTrue(tools.size() > 8, tools::toString);

      JsonNode refused = agent.answer(agent.begin("destroy", named("demo")));
      assertTrue(
          refused.has("error") || refused.at("/result/isError").asBoolean(), refused::toString);
    }
  }

  @Test
  void aMachineIsMadeOnlyForAFreshPlanThatAPersonApproved() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      agent.well("create_environment", config("demo"));
      agent.well("create_environment", config("other"));

      agent.refused("plan.required", "deploy", named("demo"));
      agent.refused("plan.stale", "deploy", planned("demo", "0123456789abcdef"));
      String foreign = plan(agent, "other", "deploy");
      approve(bench, foreign);
      agent.refused("approval.foreign", "deploy", planned("demo", foreign));
      String destroys = plan(agent, "demo", "destroy");
      approve(bench, destroys);
      agent.refused("approval.foreign", "deploy", planned("demo", destroys));
      String plan = plan(agent, "demo", "deploy");
      JsonNode required = agent.refused("approval.required", "deploy", planned("demo", plan));
      assertTrue(
          required.at("/hints/0").asText().contains("approve " + plan + " --working-dir "),
          required::toString);
      assertEquals(0, bench.world().instancesMade());

      approve(bench, plan);
      JsonNode deployed = agent.well("deploy", planned("demo", plan));
      assertEquals("succeeded", deployed.get("state").asText());
      assertEquals("running", deployed.at("/result/state_name").asText());
      assertEquals(1, bench.world().instancesMade());
      agent.refused("approval.used", "deploy", planned("other", plan));
      agent.refused("approval.used", "deploy", planned("demo", plan));
    }
  }

  @Test
  void aPlanShowsWhatIsNotAsItWasLeftAndIsCarriedOutAsItWasShown() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      FakeHost host = deployed(bench, agent);
      host.alter(drift("firewall", Drift.Kind.FIREWALL, OperationKind.CONFIGURE));

      JsonNode offline = agent.well("plan", "{'environment': 'demo', 'depth': 'offline'}");
      assertTrue(offline.get("changes_nothing").asBoolean(), offline::toString);
      JsonNode online = agent.well("plan", named("demo"));
      assertEquals("firewall", online.at("/drift/0/subject").asText(), online::toString);
      host.alter(drift("sshd", Drift.Kind.SSH, OperationKind.CONFIGURE));
      agent.refused("plan.stale", "deploy", planned("demo", online.get("plan").asText()));
      assertEquals(2, host.altered().size());

      agent.well("deploy", planned("demo", plan(agent, "demo", "deploy")));
      assertEquals(List.of(), host.altered());
    }
  }

  @Test
  void whatALookFindsToBeMadeAtTheProviderNeedsAnApprovedPlan() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      FakeHost host = deployed(bench, agent);
      host.alter(drift("profile", Drift.Kind.RESOURCE, OperationKind.PROVISION));

      agent.refused("plan.required", "deploy", named("demo"));
      String plan = plan(agent, "demo", "deploy");
      agent.refused("approval.required", "deploy", planned("demo", plan));
      assertEquals(1, host.altered().size());

      approve(bench, plan);
      agent.well("deploy", planned("demo", plan));
      assertEquals(List.of(), host.altered());
    }
  }

  private FakeHost deployed(AgentBench bench, AgentClient agent) {
    agent.well("create_environment", config("demo"));
    String plan = plan(agent, "demo", "deploy");
    approve(bench, plan);
    agent.well("deploy", planned("demo", plan));
    Label label =
        Deployer.builder()
            .workingDirectory(folder)
            .use(bench.world().adapters())
            .build()
            .show(EnvironmentName.parse("demo").get())
            .get()
            .environment()
            .context()
            .label();
    return bench.world().hostOf(label).orElseThrow();
  }

  private static Drift drift(String subject, Drift.Kind kind, OperationKind repairedBy) {
    return new Drift(kind, subject, "left", "changed", repairedBy);
  }

  @Test
  void nothingIsDestroyedButByAnApprovedPlanOnce() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      agent.well("create_environment", config("demo"));
      String made = plan(agent, "demo", "deploy");
      approve(bench, made);
      agent.well("deploy", planned("demo", made));

      agent.refused("plan.required", "destroy", named("demo"));
      String plan = plan(agent, "demo", "destroy");
      agent.refused("approval.required", "destroy", planned("demo", plan));
      agent.refused("environment.resources_live", "purge", named("demo"));
      approve(bench, plan);
      agent.well("destroy", planned("demo", plan));
      assertEquals(List.of(), bench.world().resources());
      agent.refused("approval.used", "destroy", planned("demo", plan));

      String purge = plan(agent, "demo", "purge");
      agent.refused("approval.required", "purge", planned("demo", purge));
      approve(bench, purge);
      agent.well("purge", planned("demo", purge));
      assertEquals(0, agent.well("list_environments", "{}").get("total_count").asInt());
    }
  }

  @Test
  void anApprovalExpires() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      agent.well("create_environment", config("demo"));
      String plan = plan(agent, "demo", "deploy");
      InstantSource longAgo =
          InstantSource.offset(
              bench.world().clock(), Approvals.LIFE.negated().minus(Duration.ofHours(1)));
      Approvals approvals = new Approvals(AgentFolder.in(folder), longAgo);
      approvals.approve(approvals.find(new PlanId(plan)).get().orElseThrow(), "test").get();

      agent.refused("approval.expired", "deploy", planned("demo", plan));
      assertEquals(0, bench.world().instancesMade());
    }
  }

  @Test
  void aClientThatCanAskAsksThePersonWhoUsesIt() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.askableClient()) {
      agent.well("create_environment", config("demo"));
      String plan = plan(agent, "demo", "deploy");
      agent.refused("approval.denied", "deploy", planned("demo", plan));
      agent.replying(question -> "another-name");
      agent.refused("approval.denied", "deploy", planned("demo", plan));
      assertEquals(0, bench.world().instancesMade());
      agent.replying(question -> question.contains("provision: create") ? "demo" : "");
      agent.well("deploy", planned("demo", plan));
      assertEquals(1, bench.world().instancesMade());
    }
  }

  @Test
  void whatTakesFromClientsNeedsTheCapabilityToDestroy() {
    try (AgentBench bench =
            new AgentBench(folder).allowing("*", Capability.WRITE, Capability.SPEND);
        AgentClient agent = bench.client()) {
      agent.well("create_environment", config("demo"));
      String made = plan(agent, "demo", "deploy");
      approve(bench, made);
      agent.well("deploy", planned("demo", made));
      String moved =
          "{'environment': 'demo', 'config': "
              + AgentBench.config("demo").replaceFirst(":6969\"", ":6970\"")
              + "}";
      agent.well("plan", moved);
      JsonNode error = agent.refused("agent.capability_off", "deploy", moved);
      assertEquals("destroy", error.at("/details/capability").asText());
    }
  }

  @Test
  void environmentsOfOtherNamesAreNotThere() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient all = bench.client()) {
      all.well("create_environment", config("demo"));
      all.well("create_environment", config("mine-1"));
    }
    try (AgentBench bench = new AgentBench(folder);
        AgentClient all = bench.client()) {
      all.well("create_environment", config("demo"));
      bench.allowing("mine-*", Capability.values());
      try (AgentClient agent = bench.client()) {
        for (String tool :
            List.of("show_environment", "status", "logs", "history", "artifacts", "plan")) {
          agent.refused("agent.environment_not_allowed", tool, named("demo"));
        }
        for (String tool : List.of("deploy", "destroy", "purge", "rollback")) {
          agent.refused("agent.environment_not_allowed", tool, planned("demo", "0123456789abcdef"));
        }
        agent.refused("agent.environment_not_allowed", "create_environment", config("other"));
        assertEquals(0, agent.well("list_environments", "{}").get("total_count").asInt());
        agent.well("create_environment", config("mine-1"));
        assertEquals(1, agent.well("list_environments", "{}").get("total_count").asInt());
      }
    }
  }

  @Test
  void everyCallIsWrittenDownWithoutItsArguments() throws IOException {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      agent.well("create_environment", config("demo"));
      String plan = plan(agent, "demo", "deploy");
      agent.refused("approval.required", "deploy", planned("demo", plan));
      approve(bench, plan);
      agent.well("deploy", planned("demo", plan));
      agent.refused("agent.argument_invalid", "deploy", "{'environment': 'Not A Name'}");
    }
    Path file = AgentFolder.in(folder).path(AuditLog.FILE);
    List<JsonNode> lines = Files.readAllLines(file).stream().map(AgentClient::tree).toList();
    assertEquals(5, lines.size(), lines::toString);
    JsonNode deployed = lines.get(3);
    assertEquals("ok", deployed.get("outcome").asText());
    assertEquals("bench 7", deployed.get("client").asText());
    assertEquals("demo", deployed.get("environment").asText());
    assertEquals("test", deployed.get("approved_by").asText());
    assertTrue(deployed.get("operation_id").asText().length() > 3, deployed::toString);
    assertEquals("approval.required", lines.get(2).get("error_code").asText());
    assertEquals(64, lines.get(0).get("arguments_sha256").asText().length());
    assertFalse(Files.readString(file).contains(AgentBench.TOKEN));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }
}
