package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program as an agent's server: its streams, its jars, its end, and the approval. */
class AgentProgramIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BEGIN =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"it","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      """;

  @TempDir private Path folder;

  private static String call(int id, String tool, String arguments) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"tools/call\",\"params\":{\"name\":\""
        + tool
        + "\",\"arguments\":"
        + arguments
        + "}}\n";
  }

  private static JsonNode answer(Ran ran, int id) throws IOException {
    for (String line : ran.out().lines().toList()) {
      JsonNode message = JSON.readTree(line);
      if (message.path("id").asInt() == id) {
        return message.get("result");
      }
    }
    throw new AssertionError("no answer to " + id + ": " + ran);
  }

  @Test
  void standardOutputHoldsLinesOfTheProtocolOnlyAtTheMostTalkative() throws IOException {
    Workplace work = Workplace.in(folder);
    Installation program = Installation.ofTheBuild();
    work.create(program, "demo");

    Ran ran =
        program
            .call("mcp", "-vvv", "--debug", "--log-output", "file-and-stderr")
            .in(work.folder())
            .reading(
                BEGIN
                    + call(2, "list_environments", "{}")
                    + call(3, "check_host", "{\"environment\":\"demo\"}")
                    + call(4, "status", "{\"environment\":\"demo\"}")
                    + "nonsense\n")
            .run()
            .expect(0);

    for (String line : ran.out().lines().toList()) {
      assertEquals("2.0", JSON.readTree(line).path("jsonrpc").asText(), line);
    }
    assertEquals(1, answer(ran, 2).at("/structuredContent/total_count").asInt(), ran.out());
    assertFalse(answer(ran, 4).path("isError").asBoolean(), ran.out());
    assertFalse((ran.out() + ran.err()).contains("SandboxAccessToken"), ran.err());
  }

  @Test
  void aPersonApprovesOnATerminalAndNowhereElse() throws Exception {
    Workplace work = Workplace.in(folder);
    Installation program = Installation.ofTheBuild();
    work.create(program, "demo");
    Call mcp = program.call("mcp", "--allow", "destroy").in(work.folder());
    Ran planned =
        mcp.reading(BEGIN + call(2, "plan", "{\"environment\":\"demo\",\"operation\":\"destroy\"}"))
            .run()
            .expect(0);
    String plan = answer(planned, 2).at("/structuredContent/plan").asText();
    String destroy = call(2, "destroy", "{\"environment\":\"demo\",\"plan\":\"" + plan + "\"}");

    Ran unapproved = mcp.reading(BEGIN + destroy).run().expect(0);
    assertTrue(unapproved.out().contains("approval.required"), unapproved::out);
    program.call("approve", plan).in(work.folder()).reading("demo\n").run().expect(10);
    Call approve = program.call("approve", plan).in(work.folder());
    try (Pty terminal = Pty.of(approve, 100, folder)) {
      terminal.shows("destroy 'demo'").shows("Type the name").type("other\n");
      assertEquals(10, terminal.end());
    }
    try (Pty terminal = Pty.of(approve, 100, folder)) {
      terminal.shows("Type the name").type("demo\n").shows("Approved");
      assertEquals(0, terminal.end());
    }
    Ran destroyed = mcp.reading(BEGIN + destroy).run().expect(0);
    assertEquals(
        "succeeded", answer(destroyed, 2).at("/structuredContent/state").asText(), destroyed::out);
    assertTrue(mcp.reading(BEGIN + destroy).run().out().contains("approval.used"));
  }

  @Test
  void otherCommandsDoWithoutTheJarsForAgents() throws IOException {
    Installation program = Installation.at(folder.resolve("program"));
    Call.of("rm", "-r", program.home().resolve("lib/mcp").toString()).run().expect(0);
    Path work = Files.createDirectory(folder.resolve("elsewhere"));
    for (List<String> words :
        List.of(
            List.of("list"),
            List.of("--help"),
            List.of("help", "destroy"),
            List.of("exists", "mcp"),
            List.of("docs", "errors"))) {
      program.call(words.toArray(String[]::new)).in(work).run().expect(0);
    }
  }

  @Test
  void aServerWhoseClientIsKilledEndsByItself() throws Exception {
    Installation program = Installation.ofTheBuild();
    Call serve = program.call("mcp").in(folder);
    Process server = serve.start(folder.resolve("screen.txt"));
    server.getOutputStream().write(BEGIN.getBytes(StandardCharsets.UTF_8));
    server.getOutputStream().flush();
    Await.until(() -> Files.readString(folder.resolve("screen.txt")).contains("serverInfo"));
    List<ProcessHandle> all = server.toHandle().descendants().toList();

    server.toHandle().destroyForcibly();
    server.getOutputStream().close();

    Await.until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }
}
