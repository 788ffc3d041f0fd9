package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first boot is given, read by the cloud-init of a machine with its own schema. */
class CloudInitIT {

  private static final String MACHINE = "schema-" + ProcessHandle.current().pid();

  /** Reads an archive of files and says of each that it refuses why. */
  private static final String CHECK =
      """
      set -eu
      mkdir /tmp/files
      tar -x -C /tmp/files
      refused=0
      for file in /tmp/files/*; do
        cloud-init schema --config-file "$file" >/tmp/verdict 2>&1 ||
          { refused=$((refused + 1)); echo "$file"; cat /tmp/verdict; }
      done
      exit "$refused"
      """;

  @TempDir Path root;

  @AfterEach
  void leaveNothing() {
    String sandbox = System.getenv().getOrDefault("TORRUST_SANDBOX", "");
    if (!sandbox.isEmpty()) {
      Program.named("TORRUST_SANDBOX", "sandbox").run(root, Map.of(), "machine", "delete", MACHINE);
    }
  }

  @Test
  void cloudInitFindsNothingInAnyFile() throws IOException {
    Program sandbox = Program.named("TORRUST_SANDBOX", "sandbox");
    Program shell = Program.onPath("bash");
    Program.onPath("lxc");
    Path files = Files.createDirectory(root.resolve("files"));
    Set<String> texts = new HashSet<>();
    for (RenderedTree tree : RenderedTree.all(root.resolve("trees"))) {
      String path = "tofu/" + tree.config().provider().id() + "/cloud-init.yml";
      String text = tree.artifacts().find(path).orElseThrow().text();
      // Many cases have the same file; one look at each is enough.
      if (texts.add(text)) {
        Files.writeString(files.resolve(tree.name()), text);
      }
    }
    Program.Outcome machine =
        sandbox.run(
            root,
            Map.of(),
            "machine",
            "create",
            MACHINE,
            "--owner-pid",
            Long.toString(ProcessHandle.current().pid()));
    assertEquals(0, machine.status(), machine::all);

    Program.Outcome verdict =
        shell.run(
            root,
            Map.of("MACHINE", MACHINE, "CHECK", CHECK),
            "-c",
            "tar -C files -c . | lxc exec \"$MACHINE\" -- sh -c \"$CHECK\"");

    assertEquals(0, verdict.status(), verdict::all);
    System.out.println("cloud-init schema: " + texts.size() + " different files accepted");
    assertTrue(texts.size() > 0);
  }
}
