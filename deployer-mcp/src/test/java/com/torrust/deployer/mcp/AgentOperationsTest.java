package com.torrust.deployer.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.mcp.gate.AgentFolder;
import com.torrust.deployer.mcp.gate.Approvals;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long operations tell how far they are, outlive their client, are found again and cancelled. */
class AgentOperationsTest {

  @TempDir private Path folder;

  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch there = new CountDownLatch(1);

  /** A created environment, whose deployment waits at the making of its machine. */
  private String held(AgentBench bench, AgentClient agent) {
    agent.well("create_environment", "{\"config\": " + AgentBench.config("demo") + "}");
    String plan = agent.well("plan", "{'environment': 'demo'}").get("plan").asText();
    Approvals approvals = new Approvals(AgentFolder.in(folder), bench.world().clock());
    approvals.approve(approvals.find(new PlanId(plan)).get().orElseThrow(), "test").get();
    bench
        .world()
        .faults()
        .onceAt(
            "provision.instance",
            () -> {
              there.countDown();
              await(go);
            });
    return plan;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(1, TimeUnit.MINUTES), "it never came there");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String background(String plan) {
    return "{'environment': 'demo', 'plan': '" + plan + "', 'background': true}";
  }

  @Test
  void stepsAreToldWhileTheCallIsAtWork() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      String plan = held(bench, agent);
      go.countDown();
      agent.well("deploy", "{'environment': 'demo', 'plan': '" + plan + "'}");
      List<JsonNode> told =
          agent.notifications().stream()
              .filter(each -> each.get("method").asText().equals("notifications/progress"))
              .toList();
      assertTrue(told.size() > 5, told::toString);
      double before = 0;
      for (JsonNode each : told) {
        double now = each.at("/params/progress").asDouble();
        assertTrue(now > before, told::toString);
        assertTrue(now <= each.at("/params/total").asDouble(), told::toString);
        before = now;
      }
    }
  }

  @Test
  void anOperationInTheBackgroundIsFoundByItsId() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      JsonNode begun = agent.well("deploy", background(held(bench, agent)));
      await(there);
      assertEquals("running", begun.get("state").asText());
      String id = begun.get("operation_id").asText();
      String named = "{'operation_id': '" + id + "'}";
      JsonNode now = agent.well("operation", named).at("/operations/0");
      assertEquals("running", now.get("state").asText());
      assertEquals("demo", now.get("environment_name").asText());
      agent.refused("plan.required", "deploy", "{'environment': 'demo'}");

      go.countDown();
      JsonNode end = now;
      while (end.get("state").asText().equals("running")) {
        end = agent.well("operation", named).at("/operations/0");
      }
      assertEquals("succeeded", end.get("state").asText(), end::toString);
      assertEquals("running", end.at("/result/state_name").asText());
    }
  }

  @Test
  void aClientThatVanishesLeavesNothingHalfDone() {
    try (AgentBench bench = new AgentBench(folder)) {
      AgentClient agent = bench.client();
      agent.begin("deploy", "{'environment': 'demo', 'plan': '" + held(bench, agent) + "'}");
      await(there);
      agent.vanish();
      assertFalse(agent.hasEnded());
      go.countDown();
      agent.awaitEnd();

      try (AgentClient next = bench.client()) {
        JsonNode found = next.well("operation", "{}").at("/operations/0");
        assertEquals("succeeded", found.get("state").asText(), found::toString);
        assertEquals(
            "running",
            next.well("show_environment", "{'environment': 'demo'}").get("state_name").asText());
      }
    }
  }

  @Test
  void anotherServerFindsAndCancelsIt() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client();
        AgentClient other = bench.client()) {
      String call =
          agent.begin("deploy", "{'environment': 'demo', 'plan': '" + held(bench, agent) + "'}");
      await(there);
      JsonNode found = other.well("operation", "{}").at("/operations/0");
      assertEquals("running", found.get("state").asText());
      String id = found.get("operation_id").asText();
      other.well("cancel_operation", "{'operation_id': '" + id + "'}");
      other.refused("agent.operation_unknown", "operation", "{'operation_id': 'no-such-one'}");
      // What was asked for is looked at beside the operation.
      JsonNode end = found;
      go.countDown();
      JsonNode result = agent.answer(call).get("result");
      if (result.path("isError").asBoolean()) {
        assertEquals("operation.cancelled", result.at("/structuredContent/error/code").asText());
        end = other.well("operation", "{'operation_id': '" + id + "'}").at("/operations/0");
        assertEquals("cancelled", end.get("state").asText());
      }
      assertTrue(bench.world().instancesMade() <= 1);
    }
  }

  @Test
  void aCallThatIsTakenBackStopsItsOperation() {
    try (AgentBench bench = new AgentBench(folder);
        AgentClient agent = bench.client()) {
      String call =
          agent.begin("deploy", "{'environment': 'demo', 'plan': '" + held(bench, agent) + "'}");
      await(there);
      agent.line(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\""
              + call
              + "\"}}");
      // The next answer comes after the notification was read.
      agent.well("list_environments", "{}");
      go.countDown();
      JsonNode result = agent.answer(call).get("result");
      assertEquals(
          "operation.cancelled",
          result.at("/structuredContent/error/code").asText(),
          result::toString);
      assertTrue(
          result.at("/structuredContent/error/details").has("operation_id"), result::toString);
    }
  }
}
