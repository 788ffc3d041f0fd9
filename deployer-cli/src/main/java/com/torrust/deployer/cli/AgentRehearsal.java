package com.torrust.deployer.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Begins a session of an agent, in a folder of its own, so that the virtual machine can write down
 * which classes that loads. The launcher's archive for agents is made from it.
 */
final class AgentRehearsal {

  private static final String SESSION =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"rehearsal","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":2,"method":"tools/list"}
      {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"list_environments","arguments":{}}}
      """;

  private AgentRehearsal() {}

  /** Rehearses it. */
  public static void main(String[] arguments) throws IOException {
    Main.prepareNumbers();
    Path folder = Files.createTempDirectory("deployer-rehearsal");
    try {
      System.setIn(new ByteArrayInputStream(SESSION.getBytes(StandardCharsets.UTF_8)));
      Main.run(
          new String[] {"mcp", "--working-dir", folder.toString()},
          OutputStream.nullOutputStream(),
          OutputStream.nullOutputStream());
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
      }
    }
  }
}
