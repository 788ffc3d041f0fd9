package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.domain.preflight.StackFolderFacts.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that looks, on this computer, and what is made of answers. */
class LookScriptTest {

  private static final String MARKER = "torrust-test";

  private static LookAnswers answers(String... lines) {
    LookAnswers answers = new LookAnswers(MARKER, Redactor.none());
    Stream.of(lines).forEach(line -> answers.test(MARKER + " " + line));
    return answers;
  }

  private static LookAnswers look(ProcessBuilder builder) throws Exception {
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().write(EmbeddedScript.text("look.sh").bytes());
    process.getOutputStream().close();
    LookAnswers answers = new LookAnswers(MARKER, Redactor.none());
    new String(process.getInputStream().readAllBytes()).lines().forEach(answers::test);
    process.waitFor();
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
    LookAnswers answers = look(new ProcessBuilder(command));

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

  /** What {@code ip} says on a machine with containers, a private network and privacy addresses. */
  private static final String IP =
      """
      #!/bin/sh
      case "$*" in
        *'-4 route show default') echo 'default via 203.0.113.1 dev ens3 proto dhcp' ;;
        *'-6 route show default') echo 'default via fe80::1 dev ens3 proto ra metric 1024' ;;
        *'-4 address'*)
          echo '1: docker0    inet 172.17.0.1/16 scope global docker0'
          echo '2: ens4    inet 10.0.0.7/24 scope global ens4'
          echo '3: ens3    inet 203.0.113.7/24 scope global dynamic ens3' ;;
        *'-6 address'*)
          echo '1: docker0    inet6 fd00:d0c::1/64 scope global'
          echo '4: br-0123456789ab    inet6 fd00:d0d::1/64 scope global nodad'
          echo '5: tt9f86d0-ctrack    inet6 fdaa::1/64 scope global nodad'
          echo '6: tailscale0    inet6 fd7a:115c:a1e0::7/128 scope global'
          echo '2: ens4    inet6 2001:db8:4::7/64 scope global'
          echo '3: ens3    inet6 2001:db8::aaaa/64 scope global temporary dynamic'
          echo '3: ens3    inet6 2001:db8::bbbb/64 scope global deprecated dynamic mngtmpaddr'
          echo '3: ens3    inet6 2001:db8::7/64 scope global dynamic mngtmpaddr noprefixroute' ;;
        *) echo '3: ens3    inet 203.0.113.7/24 scope global dynamic ens3' ;;
      esac
      """;

  @Test
  void tellsTheAddressesByWhichOthersReachTheMachineFromAllOthers(@TempDir Path folder)
      throws Exception {
    Path ip = folder.resolve("ip");
    Files.writeString(ip, IP);
    Files.setPosixFilePermissions(ip, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path sudo = folder.resolve("sudo");
    Files.writeString(sudo, "#!/bin/sh\nexit 1\n");
    Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder builder = new ProcessBuilder("sh", "-s", "--", MARKER, "40");
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));

    MachineFacts facts = FactsReader.read(look(builder));

    assertEquals(
        List.of("203.0.113.7", "10.0.0.7", "2001:db8::7", "2001:db8:4::7"),
        facts.network().reachable());
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
                "docker_firewall\tyes\tno\tno"));
    assertEquals(4L, facts.docker().networkCapacity().orElseThrow());
    assertEquals(3, facts.docker().networks());
    assertEquals("2.26.1", facts.docker().compose().orElseThrow());
    assertEquals("journald", facts.docker().logDriver());
    assertTrue(facts.docker().has("userns"));
    assertTrue(facts.docker().has("seccomp"));
    assertFalse(facts.docker().has("rootless"));
    assertTrue(facts.docker().isFirewallForbidden());
    assertEquals(Boolean.FALSE, facts.docker().firewallRules().orElseThrow());
    assertEquals(Boolean.FALSE, facts.docker().ipv6Firewall().orElseThrow());
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
    LookAnswers answers = new LookAnswers(MARKER, Redactor.none());
    IntStream.range(0, 10_000)
        .forEach(i -> answers.test(MARKER + " container\tname" + i + "\u001b[2J\u202e\trunning"));
    answers.test(MARKER + " system\t" + "x".repeat(100_000));
    MachineFacts facts = FactsReader.read(answers);
    assertEquals(100, facts.docker().containers().size());
    assertEquals("name0[2J", facts.docker().containers().get(0).name());
    assertEquals(300, facts.system().id().length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token-of-the-api",
        "token-\u001b[0mof-the-api",
        "token\u200b-of-the-api",
        "Basic dG9rZW4tb2YtdGhlLWFwaQ=="
      })
  void keepsNoSecretThatTheMachineSendsBack(String word) {
    LookAnswers answers =
        new LookAnswers(MARKER, Redactor.of(List.of(Secret.of("token-of-the-api"))));
    answers.test(MARKER + " system\tdebian\t13\tDebian " + word);
    answers.test(MARKER + " network\t" + word + "\tno");
    MachineFacts facts = FactsReader.read(answers);
    assertFalse(facts.toString().contains("token-of-the-api"), facts::toString);
    assertFalse(facts.toString().contains("dG9rZW4tb2YtdGhlLWFwaQ"), facts::toString);
  }

  @Property(tries = 2000)
  void makesFactsOfWhateverArrives(@ForAll List<String> lines) {
    LookAnswers answers = new LookAnswers(MARKER, Redactor.none());
    lines.forEach(line -> answers.test(MARKER + " " + line));
    List.of("folder", "daemon", "listener", "memory", "networks", "container")
        .forEach(name -> lines.forEach(line -> answers.test(MARKER + " " + name + "\t" + line)));
    FactsReader.read(answers);
  }
}
