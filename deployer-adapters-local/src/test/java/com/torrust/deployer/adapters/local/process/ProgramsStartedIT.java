package com.torrust.deployer.adapters.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.deployer.adapters.local.ChildJvm;
import com.torrust.deployer.testkit.stub.StubPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts what is executed when a program is started; a helper of Java's own for starting processes
 * is not ours.
 */
class ProgramsStartedIT {

  private static final Pattern EXECVE = Pattern.compile("execve\\(\"([^\"]+)\".*= 0");

  @TempDir Path folder;

  @BeforeEach
  void needsStrace() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "strace is not installed");
  }

  private List<String> executed(String how) throws Exception {
    StubPrograms.in(folder).printing("printing", "hello");
    Path trace = folder.resolve("trace");
    // Where the build itself runs in the background, programs need one more to hear Ctrl-C again.
    List<String> line = new ArrayList<>(List.of("/usr/bin/env", "--default-signal=INT"));
    line.addAll(
        List.of("/usr/bin/strace", "-f", "-qq", "-e", "trace=execve", "-o", trace.toString()));
    line.addAll(ChildJvm.commandLine(StartingDeployer.class, how, folder.toString(), "printing"));
    Process strace = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(strace.getInputStream().readAllBytes());
    assertEquals(0, strace.waitFor(), output);
    List<String> programs = new ArrayList<>();
    for (String call : Files.readAllLines(trace)) {
      Matcher matcher = EXECVE.matcher(call);
      if (matcher.find()) {
        programs.add(Path.of(matcher.group(1)).getFileName().toString());
      }
    }
    programs.removeIf(program -> program.equals("java") || program.equals("jspawnhelper"));
    return programs;
  }

  @Test
  void runningAProgramExecutesThatProgramAlone() throws Exception {
    assertEquals(List.of("printing"), executed("run"));
  }

  @Test
  void startingASurvivingProgramExecutesTheSessionAndItsShellBesides() throws Exception {
    assertEquals(List.of("setsid", "sh", "printing"), executed("start"));
  }
}
