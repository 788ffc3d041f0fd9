package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Few programs: every one started between {@code register} and {@code run} is counted, over the
 * whole process tree.
 */
@Tag("thorough")
class ProcessCountIT {

  private static final Path STRACE = Path.of("/usr/bin/strace");
  private static final Pattern CALL =
      Pattern.compile("(\\d+) (?:.*)?(?:execve\\(\"([^\"]+)\"|(?:clone3?|v?fork)\\(.*= (\\d+)$).*");

  @TempDir Path folder;

  @Test
  void startsFewProgramsFromRegisterToRun() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    assumeTrue(Files.isExecutable(STRACE), "no strace to count with");
    String name = "count-" + ProcessHandle.current().pid();
    String address = sandbox.machine(name);
    Multiset<String> all = HashMultiset.create();
    Multiset<String> outside = HashMultiset.create();
    try {
      Path file = sandbox.environmentFile("sandbox-sqlite3", name);
      sandbox.deployer("create", "environment", "--env-file", file.toString());
      count(sandbox, all, outside, "register", name, "--instance-ip", address);
      count(sandbox, all, outside, "configure", name);
      count(sandbox, all, outside, "release", name);
      count(sandbox, all, outside, "run", name);
    } finally {
      sandbox.removeMachine(name);
    }

    System.out.println("programs started from register to run: " + all.size() + " " + all);
    System.out.println(
        "of them outside of ansible-playbook, launcher and Java: "
            + outside.size()
            + " "
            + outside);
    // Among them: a look before register, one before configure and one after it that remembers what
    // was left, a log-in that proves the new
    // settings of SSH, and ssh-keygen, which reads the operator's key before each first log-in.
    assertTrue(all.size() <= 53, () -> "started " + all.size() + ": " + all);
    assertTrue(outside.size() <= 13, () -> "started outside of Ansible: " + outside);
  }

  private void count(
      Sandbox sandbox, Multiset<String> all, Multiset<String> outside, String... command)
      throws IOException {
    Path trace = folder.resolve(command[0] + ".strace");
    // Where the build itself runs in the background, programs need one more to hear Ctrl-C again.
    List<String> strace =
        List.of(
            "/usr/bin/env",
            "--default-signal=INT",
            STRACE.toString(),
            "-f",
            "-qq",
            "-e",
            "trace=execve,clone,clone3,fork,vfork",
            "-e",
            "status=successful",
            "-o",
            trace.toString());
    Sandbox.Outcome outcome = sandbox.deployerUnder(strace, command);
    assertEquals(0, outcome.exitCode(), () -> outcome.out() + outcome.err());
    new Tree(Files.readAllLines(trace)).programs(all, outside);
  }

  /** Who started whom, and which program each process became. */
  private static final class Tree {

    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, Deque<String>> programs = new HashMap<>();

    Tree(List<String> trace) {
      for (String line : trace) {
        Matcher call = CALL.matcher(line);
        if (call.matches() && call.group(2) != null) {
          programs.computeIfAbsent(call.group(1), pid -> new ArrayDeque<>()).add(call.group(2));
        } else if (call.matches()) {
          parents.putIfAbsent(call.group(3), call.group(1));
        }
      }
    }

    void programs(Multiset<String> all, Multiset<String> outside) {
      programs.forEach(
          (pid, started) ->
              started.forEach(
                  program -> {
                    String name = Path.of(program).getFileName().toString();
                    all.add(name);
                    if (!isOurs(name) && !isBelowAnsible(pid)) {
                      outside.add(name);
                    }
                  }));
    }

    private static boolean isOurs(String name) {
      return List.of("torrust-tracker-deployer", "java", "jspawnhelper", "dirname", "readlink")
          .contains(name);
    }

    private boolean isBelowAnsible(String pid) {
      for (String at = pid; at != null; at = parents.get(at)) {
        if (programs.getOrDefault(at, new ArrayDeque<>()).stream()
            .anyMatch(program -> program.contains("ansible-playbook"))) {
          return true;
        }
      }
      return false;
    }
  }
}
