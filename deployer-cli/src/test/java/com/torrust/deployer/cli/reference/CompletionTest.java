package com.torrust.deployer.cli.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.cli.command.Shell;
import com.torrust.deployer.cli.output.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bash's completion beside a program that lists what an enemy has put into the folder. */
class CompletionTest {

  private static final String LISTED =
      """
      {
        "environments": [
          {
            "environment_name": "demo",
            "environment_name": "$(touch RUN1)",
            "environment_name": "`touch RUN2`",
            "environment_name": "demo$(touch RUN3)",
            "environment_name": "demo; touch RUN4",
            "environment_name": "demo' $(touch RUN5) '",
            "environment_name": "*",
            "environment_name": "<(touch RUN6)",
            "environment_name": "demo-two"
          }
        ]
      }
      """;

  @TempDir private Path folder;

  private String complete(String... words) throws Exception {
    Path program = folder.resolve(Version.PROGRAM);
    Files.writeString(program, "#!/bin/sh\necho \"$@\" >>asked\ncat <<'END'\n" + LISTED + "END\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path script = folder.resolve("script");
    Files.writeString(script, new Completion().script(Shell.BASH));
    StringBuilder line = new StringBuilder("source ./script; COMP_WORDS=(");
    for (String word : words) {
      line.append(" '").append(word.replace("'", "'\\''")).append('\'');
    }
    line.append(" ); COMP_CWORD=").append(words.length - 1);
    line.append("; _torrust_tracker_deployer; printf '%s\\n' \"${COMPREPLY[@]}\"");
    Process process =
        new ProcessBuilder("bash", "--norc", "-c", line.toString())
            .directory(folder.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("", new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(0, process.waitFor());
    return out;
  }

  @Test
  void offersNamesAndEvaluatesNothing() throws Exception {
    for (String typed :
        List.of("", "d", "demo", "$(touch RUN7)", "`touch RUN8`", "'$(touch RUN9)")) {
      String offered = complete("./" + Version.PROGRAM, "show", typed);

      assertEquals("demo".startsWith(typed) ? "demo\ndemo-two\n" : "\n", offered, typed);
    }
    complete("$(touch RUN10)/" + Version.PROGRAM, "show", "");
    complete("./" + Version.PROGRAM, "validate", "-f", "$(touch RUN11)");
    complete("./" + Version.PROGRAM, "--working-dir", "$(touch RUN12)", "show", "d");
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith("RUN")));
    }
  }

  @Test
  void looksWhereTheLineSays() throws Exception {
    complete("./" + Version.PROGRAM, "--working-dir", "there", "show", "");
    complete("./" + Version.PROGRAM, "--working-dir", "=", "elsewhere", "show", "");

    String asked = Files.readString(folder.resolve("asked"));
    assertTrue(asked.contains("--working-dir there"), asked);
    assertTrue(asked.contains("--working-dir elsewhere"), asked);
    assertFalse(asked.contains("--working-dir ="), asked);
  }
}
