package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.domain.preflight.StackFolderFacts.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that looks, on this computer, and what is made of answers. */
class LookScriptTest {

  private static final String MARKER = "torrust-test";

  private static LookAnswers answers(String... lines) {
    LookAnswers answers = new LookAnswers(MARKER);
    Stream.of(lines).forEach(line -> answers.test(MARKER + " " + line));
    return answers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void looksAtThisComputerWithAnyShellOfPosix(String shell) throws Exception {
    Assumptions.assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(each -> Files.isExecutable(Path.of(each, shell))),
        shell + " is not on this computer");
    List<String> command = new ArrayList<>(List.of(shell));
    if (shell.equals("busybox")) {
      command.add("sh");
    }
    command.addAll(List.of("-s", "--", MARKER, "40"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().write(EmbeddedScript.text("look.sh").bytes());
    process.getOutputStream().close();
    LookAnswers answers = new LookAnswers(MARKER);
    new String(process.getInputStream().readAllBytes()).lines().forEach(answers::test);
    process.waitFor();

    assertTrue(answers.isWhole());
    MachineFacts facts = FactsReader.read(answers);
    assertFalse(facts.system().id().isEmpty(), facts::toString);
    assertTrue(facts.folder("/").orElseThrow().freeMib().isPresent(), facts::toString);
    assertFalse(facts.network().hostname().isEmpty(), facts::toString);
    assertFalse(facts.account().name().isEmpty(), facts::toString);
    facts
        .network()
        .addresses()
        .forEach(each -> assertTrue(HostAddress.parse(each).isPresent(), each));
  }

  @Test
  void readsWhatStandsInTheStacksFolder() {
    MachineFacts facts =
        FactsReader.read(
            answers(
                "stack\tforeign\t/srv/data/bt",
                "entry\tdocker-compose.yml",
                "mark\tenvironment=other"));
    assertEquals(Kind.FOREIGN, facts.stackFolder().kind());
    assertEquals("/srv/data/bt", facts.stackFolder().target());
    assertEquals(List.of("docker-compose.yml"), facts.stackFolder().entries());
    assertEquals("other", facts.stackFolder().marked("environment").orElseThrow());
  }

  @Test
  void countsTheNetworksThatFitIntoPools() {
    MachineFacts facts =
        FactsReader.read(
            answers(
                "docker\trunning\tDocker version 26.1.5\tno\t",
                "daemon\t26.1.5\tjournald\toverlay2\t2\tfalse\t/var/lib/docker\tname=userns"
                    + " name=seccomp,profile=builtin\t10.1.0.0/22,24 \t2.26.1",
                "networks\t3",
                "docker_firewall\tyes\tno"));
    assertEquals(4L, facts.docker().networkCapacity().orElseThrow());
    assertEquals(3, facts.docker().networks());
    assertEquals("2.26.1", facts.docker().compose().orElseThrow());
    assertEquals("journald", facts.docker().logDriver());
    assertTrue(facts.docker().has("userns"));
    assertTrue(facts.docker().has("seccomp"));
    assertFalse(facts.docker().has("rootless"));
    assertTrue(facts.docker().isFirewallForbidden());
    assertEquals(Boolean.FALSE, facts.docker().firewallRules().orElseThrow());
  }

  @Test
  void leavesOutPortsThatAreNone() {
    MachineFacts facts =
        FactsReader.read(
            answers(
                "listener\ttcp\t0.0.0.0\t80\tnginx",
                "listener\ttcp\t*\t0\tx",
                "listener\tsctp\t*\t90\tx",
                "listener\tudp\t*\t99999999999999999999\tx"));
    assertEquals(1, facts.listeners().size());
    assertEquals("80/tcp (nginx)", facts.listeners().get(0).display());
  }

  @Test
  void keepsNoMoreThanItsLimitsAndNothingThatCannotBePrinted() {
    LookAnswers answers = new LookAnswers(MARKER);
    IntStream.range(0, 10_000)
        .forEach(i -> answers.test(MARKER + " container\tname" + i + "\u001b[2J\u202e\trunning"));
    answers.test(MARKER + " system\t" + "x".repeat(100_000));
    MachineFacts facts = FactsReader.read(answers);
    assertEquals(100, facts.docker().containers().size());
    assertEquals("name0[2J", facts.docker().containers().get(0).name());
    assertEquals(300, facts.system().id().length());
  }

  @Property(tries = 2000)
  void makesFactsOfWhateverArrives(@ForAll List<String> lines) {
    LookAnswers answers = new LookAnswers(MARKER);
    lines.forEach(line -> answers.test(MARKER + " " + line));
    List.of("folder", "daemon", "listener", "memory", "networks", "container")
        .forEach(name -> lines.forEach(line -> answers.test(MARKER + " " + name + "\t" + line)));
    FactsReader.read(answers);
  }
}
