package com.torrust.deployer.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever arrives is answered by a result, an error object or an error of the protocol, and the
 * server goes on; what it writes is lines of the protocol.
 */
class AgentBadInputProperties {

  private static final List<String> REQUESTS =
      List.of(
          "{'jsonrpc':'2.0','id':'@','method':'tools/list','params':{}}",
          "{'jsonrpc':'2.0','id':'@','method':'tools/call','params':{'name':'show_environment','arguments':{'environment':'demo'}}}",
          "{'jsonrpc':'2.0','id':'@','method':'tools/call','params':{'name':'logs','arguments':{'environment':'demo','lines':7}}}",
          "{'jsonrpc':'2.0','id':'@','method':'tools/call','params':{'name':'plan','arguments':{'environment':'demo','operation':'destroy'}}}",
          "{'jsonrpc':'2.0','id':'@','method':'tools/call','params':{'name':'deploy','arguments':{'environment':'demo','plan':'0123456789abcdef','background':true}}}",
          "{'jsonrpc':'2.0','id':'@','method':'tools/call','params':{'name':'destroy','arguments':{'environment':'demo','plan':'0123456789abcdef'}}}",
          "{'jsonrpc':'2.0','id':'@','method':'tools/call','params':{'name':'validate','arguments':{'config':{'environment':{'name':'x'}}}}}",
          "{'jsonrpc':'2.0','id':'@','method':'tools/call','params':{'name':'cancel_operation','arguments':{'operation_id':'deploy-1'}}}",
          "{'jsonrpc':'2.0','id':'@','method':'resources/read','params':{'uri':'torrust://environments/demo'}}",
          "{'jsonrpc':'2.0','id':'@','method':'prompts/get','params':{'name':'diagnose_failure','arguments':{'environment':'demo'}}}",
          "{'jsonrpc':'2.0','id':'@','method':'ping'}");

  private static final List<String> PARTS =
      List.of(
          "null",
          "true",
          "-1",
          "1e999",
          "[]",
          "{}",
          "''",
          "'../../etc/passwd'",
          "'\\u0000'",
          "{'a':{'a':{'a':[1,[2,[3]]]}}}",
          "99999999999999999999999",
          "'nobody'",
          "\ud83d\ude00",
          "{",
          "}",
          "'",
          ":",
          ",",
          "[[[[[[[[",
          "\\",
          "\u202e",
          "'destroy'",
          "\t");

  private static AgentBench bench;
  private static AgentClient agent;
  private static int last;

  @BeforeContainer
  static void start() throws IOException {
    Path folder = Files.createTempDirectory("agent");
    bench = new AgentBench(folder);
    agent = bench.client();
    agent.well("create_environment", "{\"config\": " + AgentBench.config("demo") + "}");
  }

  @AfterContainer
  static void stop() {
    agent.close();
    bench.close();
  }

  /**
   * What is done to a request.
   *
   * @param place where, in thousandths of its length
   * @param removed how many characters are taken out there
   * @param put what is put there
   */
  record Mutation(int place, int removed, String put) {

    String of(String request) {
      int at = request.length() * place / 1000;
      return request.substring(0, at)
          + put
          + request.substring(Math.min(request.length(), at + removed));
    }
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 999),
            Arbitraries.integers().between(0, 12),
            Arbitraries.of(PARTS))
        .as(Mutation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void aMutatedRequestIsAnsweredAndTheServerGoesOn(
      @ForAll("requests") String request, @ForAll("mutations") List<Mutation> mutations) {
    String line = request;
    for (Mutation mutation : mutations) {
      line = mutation.of(line);
    }
    agent.line(line.replace('\'', '"').replace('\n', ' '));
    if (++last % 50 == 0) {
      assertAlive();
    }
  }

  @Provide
  Arbitrary<String> requests() {
    return Arbitraries.of(REQUESTS).map(request -> request.replace("@", "m"));
  }

  private static void assertAlive() {
    JsonNode pong = agent.answer(agent.send("ping", AgentClient.tree("{}")));
    assertTrue(pong.has("result"), pong::toString);
  }

  @Example
  void everyToolRefusesArgumentsOfAnyOtherForm() {
    JsonNode tools = agent.request("tools/list", "{}").get("tools");
    for (JsonNode tool : tools) {
      List<String> names = new ArrayList<>();
      tool.at("/inputSchema/properties").fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        for (String value : List.of("[]", "-1", "{\"a\": [1]}", "\"\\u0007\"", "1.5", "\"\"")) {
          boolean fits =
              tool.at("/inputSchema/properties/" + name + "/type").asText().equals("object")
                  && value.startsWith("{");
          if (!fits) {
            JsonNode result =
                agent.call(tool.get("name").asText(), "{\"" + name + "\": " + value + "}");
            assertTrue(result.get("isError").asBoolean(), result::toString);
            assertEquals(
                "agent.argument_invalid",
                result.at("/structuredContent/error/code").asText(),
                () -> tool.get("name") + " " + name + " " + value);
          }
        }
      }
      agent.refused(
          "agent.argument_invalid", tool.get("name").asText(), "{\"no_such_argument\": 1}");
    }
  }

  @Example
  void anArgumentOfFiftyMegabytesIsRefusedByItsIdAndNothingElseIsLost() {
    byte[] head =
        ("{\"jsonrpc\":\"2.0\",\"id\":\"huge\",\"method\":\"tools/call\",\"params\":{\"name\":\"validate\","
                + "\"arguments\":{\"config\":{\"environment\":\"")
            .getBytes(StandardCharsets.UTF_8);
    agent.bytes(head);
    byte[] part = new byte[1 << 20];
    Arrays.fill(part, (byte) 'x');
    for (int written = 0; written < 50; written++) {
      agent.bytes(part);
    }
    agent.line("\"}}}}");

    JsonNode answer = agent.answer("huge");
    assertEquals(-32600, answer.at("/error/code").asInt(), answer::toString);
    assertAlive();
  }

  @Example
  void whatIsNoMessageIsAnsweredAsSuch() {
    for (String line :
        List.of(
            "nonsense",
            "[]",
            "null",
            "{}",
            "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
            "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]",
            "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
            "[".repeat(10_000))) {
      agent.line(line);
      JsonNode answer = agent.answer("null");
      assertTrue(answer.get("error").get("code").asInt() <= -32600, answer::toString);
    }
    agent.bytes(new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}', '\n'});
    assertTrue(agent.answer("null").has("error"));
    JsonNode unknown =
        agent.answer(agent.send("tools/call", AgentClient.tree("{\"name\":\"format_disk\"}")));
    assertTrue(
        unknown.has("error") || unknown.at("/result/isError").asBoolean(), unknown::toString);
    assertTrue(agent.answer(agent.send("no/such", AgentClient.tree("{}"))).has("error"));
    assertAlive();
  }

  @Example
  void beforeTheSessionBeginsNothingIsDone() {
    AgentClient early = bench.connected(false);
    try (early) {
      JsonNode answer =
          early.answer(
              early.send("tools/call", AgentClient.tree("{\"name\":\"list_environments\"}")));
      assertTrue(answer.has("error"), answer::toString);
      assertTrue(early.answer(early.send("server/discover", AgentClient.tree("{}"))).has("error"));
      early.begun();
      assertEquals(1, early.well("list_environments", "{}").get("total_count").asInt());
    }
  }

  @Example
  void twoClientsAtOnceGetWhatIsTheirs() {
    try (AgentClient one = bench.client();
        AgentClient other = bench.client()) {
      for (int round = 0; round < 20; round++) {
        String first = one.begin("show_environment", "{'environment': 'demo'}");
        String second = other.begin("show_environment", "{'environment': 'nobody'}");
        assertFalse(one.answer(first).at("/result/isError").asBoolean());
        assertTrue(other.answer(second).at("/result/isError").asBoolean());
      }
    }
  }
}
