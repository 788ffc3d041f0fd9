package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody changes by hand on a machine or at its provider is named by {@code plan} and by
 * {@code status}, repaired by {@code deploy}, and nothing is left of it afterwards. A plan writes
 * nothing.
 */
@Tag("thorough")
class DriftIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  /**
   * Something done by hand.
   *
   * @param what for people
   * @param script what is run on the machine; with {@code lxc} at its beginning, on this computer
   * @param kind how it is called
   * @param subject what its subject holds
   */
  private record Deed(String what, String script, String kind, String subject) {}

  private static final List<Deed> DEEDS =
      List.of(
          new Deed(
              "a file of the release is edited",
              "echo '# by hand' >>/opt/torrust/docker-compose.yml",
              "file",
              "/opt/torrust/docker-compose.yml"),
          new Deed(
              "a line that the machine completes is edited",
              "sed -i \"s/^USER_ID=.*/USER_ID='1234'/\" /opt/torrust/.env",
              "file",
              "/opt/torrust/.env"),
          new Deed(
              "a file of the release is deleted",
              "rm /opt/torrust/storage/prometheus/etc/prometheus.yml",
              "file",
              "/opt/torrust/storage/prometheus/etc/prometheus.yml"),
          new Deed(
              "a link stands where a file belongs",
              "cd /opt/torrust/storage/tracker/etc; mv tracker.toml /root/elsewhere.toml;"
                  + " ln -s /root/elsewhere.toml tracker.toml",
              "file",
              "/opt/torrust/storage/tracker/etc/tracker.toml"),
          new Deed(
              "a file with secrets is open to everybody",
              "chmod 0644 /opt/torrust/.env",
              "file",
              "/opt/torrust/.env"),
          new Deed(
              "a file is added where only ours belong",
              "echo 'by hand' >\"/opt/torrust/storage/prometheus/etc/extra file.yml\"",
              "file",
              "/opt/torrust/storage/prometheus/etc/extra file.yml"),
          new Deed(
              "a container is stopped",
              "docker stop \"$(docker ps -q --filter"
                  + " label=com.docker.compose.service=prometheus)\"",
              "container",
              "prometheus"),
          new Deed(
              "a container is paused",
              "docker pause \"$(docker ps -q --filter label=com.docker.compose.service=grafana)\"",
              "container",
              "grafana"),
          new Deed(
              "a container is removed",
              "docker rm -f \"$(docker ps -q --filter label=com.docker.compose.service=grafana)\"",
              "container",
              "grafana"),
          new Deed(
              "a container is made anew with another variable",
              "cd /opt/torrust; cp docker-compose.yml /root/other.yml; sed -i"
                  + " '0,/environment:/s//environment:\\n"
                  + "      BY_HAND: \"yes\"/' /root/other.yml; docker compose --project-directory ."
                  + " -f /root/other.yml up --detach --no-deps tracker",
              "container",
              "tracker"),
          new Deed(
              "the memory of a container is changed",
              "docker update --memory 300m --memory-swap 300m"
                  + " \"$(docker ps -q --filter label=com.docker.compose.service=prometheus)\"",
              "container",
              "prometheus"),
          new Deed(
              "the name of an image means another image",
              "old=$(docker inspect --format '{{.Config.Image}}' \"$(docker ps -q --filter"
                  + " label=com.docker.compose.service=prometheus)\");"
                  + " docker tag \"$(docker inspect --format '{{.Image}}' \"$(docker ps -q --filter"
                  + " label=com.docker.compose.service=grafana)\")\" \"$old\"",
              "image",
              "prom/prometheus"),
          new Deed(
              "the table of the firewall is deleted",
              "nft delete table inet torrust_tracker",
              "firewall",
              "table inet torrust_tracker"),
          new Deed(
              "a rule of the firewall is deleted",
              "nft delete element inet torrust_tracker open_udp '{ 6969 }'",
              "firewall",
              "table inet torrust_tracker"),
          new Deed("UFW is switched off", "ufw --force disable", "firewall", "ufw"),
          new Deed(
              "a setting of SSH is changed",
              "sed -i 's/^PasswordAuthentication .*/PasswordAuthentication yes/'"
                  + " /etc/ssh/sshd_config.d/00-torrust-tracker.conf",
              "ssh",
              "passwordauthentication"),
          new Deed(
              "the schedule of backups is removed",
              "rm /etc/cron.d/tracker-backup",
              "schedule",
              "/etc/cron.d/tracker-backup"),
          new Deed(
              "the service that runs schedules is switched off",
              "systemctl disable --now cron",
              "unit",
              "cron.service"),
          new Deed(
              "a setting at the provider is changed",
              "lxc config set \"$1\" boot.autostart false",
              "resource",
              "lxd_instance.machine"),
          new Deed(
              "the machine is switched off at the provider",
              "lxc stop --force \"$1\"",
              "resource",
              "lxd_instance.machine"));

  /** Deeds that do not hide each other. */
  private static final Set<String> TOGETHER =
      Set.of(
          "a file of the release is edited",
          "a file of the release is deleted",
          "a file is added where only ours belong",
          "a container is removed",
          "the memory of a container is changed",
          "the name of an image means another image",
          "the table of the firewall is deleted",
          "UFW is switched off",
          "a setting of SSH is changed",
          "the schedule of backups is removed",
          "the service that runs schedules is switched off",
          "a setting at the provider is changed");

  @Test
  void namesAndRepairsAllAtOnceWhatWasChangedByHand() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = "drift-" + ProcessHandle.current().pid();
    Path file = sandbox.environmentFileWithBackup("sandbox-sqlite3", name);
    String machine = "torrust-tracker-vm-" + name;
    List<Deed> deeds = DEEDS.stream().filter(deed -> TOGETHER.contains(deed.what())).toList();
    assertEquals(TOGETHER.size(), deeds.size());
    try {
      sandbox.deployer("deploy", "--env-file", file.toString());
      JsonNode first = plan(sandbox, name);
      assertTrue(first.path("changes_nothing").asBoolean(), first::toPrettyString);
      // An image is looked up by a container that another deed removes.
      List<Deed> ordered = new ArrayList<>(deeds);
      ordered.sort(Comparator.comparing(deed -> !deed.kind().equals("image")));
      for (Deed deed : ordered) {
        commit(sandbox, machine, deed);
      }

      Map<String, String> before = tree();
      JsonNode plan = plan(sandbox, name);
      assertEquals(before, tree(), "a plan writes nothing");
      JsonNode status = JSON.readTree(sandbox.attempt("status", name).out());
      for (Deed deed : deeds) {
        assertTrue(names(plan, deed), () -> deed.what() + ": " + plan.toPrettyString());
        assertTrue(names(status, deed), () -> deed.what() + ": " + status.toPrettyString());
      }
      sandbox.deployer("deploy", name, "--plan", plan.path("plan").asText());

      JsonNode after = plan(sandbox, name);
      assertTrue(after.path("changes_nothing").asBoolean(), after::toPrettyString);
      sandbox.deployer("test", name);
    } finally {
      sandbox.deployer("destroy", name, "--yes");
      sandbox.deployer("purge", name, "--yes");
    }
  }

  @Test
  @Tag("long")
  void namesAndRepairsEachAloneWhatWasChangedByHand() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = "drift-" + ProcessHandle.current().pid();
    Path file = sandbox.environmentFileWithBackup("sandbox-sqlite3", name);
    String machine = "torrust-tracker-vm-" + name;
    List<String> wrong = new ArrayList<>();
    try {
      sandbox.deployer("deploy", "--env-file", file.toString());
      JsonNode first = plan(sandbox, name);
      assertTrue(first.path("changes_nothing").asBoolean(), first::toPrettyString);
      assertEquals("online", first.path("depth").asText());
      System.out.println("| By hand | Named as | Repaired from | Took |");
      System.out.println("| --- | --- | --- | --- |");
      for (Deed deed : DEEDS) {
        wrong.addAll(repaired(sandbox, name, machine, deed));
      }
      assertEquals(List.of(), wrong);
      sandbox.deployer("test", name);
    } finally {
      sandbox.deployer("destroy", name, "--yes");
      sandbox.deployer("purge", name, "--yes");
    }
  }

  /** What was not as it should be. */
  private List<String> repaired(Sandbox sandbox, String name, String machine, Deed deed)
      throws Exception {
    commit(sandbox, machine, deed);
    List<String> wrong = new ArrayList<>();
    Map<String, String> before = tree();
    JsonNode plan = plan(sandbox, name);
    if (!before.equals(tree())) {
      wrong.add(deed.what() + ": the plan has written something");
    }
    JsonNode status = JSON.readTree(sandbox.attempt("status", name).out());
    if (!names(plan, deed)) {
      wrong.add(deed.what() + ": not in the plan " + plan.path("drift"));
    }
    if (!names(status, deed)) {
      wrong.add(deed.what() + ": not in the status " + status.path("drift"));
    }
    long begin = System.nanoTime();
    Sandbox.Outcome deployed = sandbox.attempt("deploy", name);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    if (deployed.exitCode() != 0) {
      wrong.add(deed.what() + ": " + deployed.out() + deployed.err());
    }
    JsonNode after = plan(sandbox, name);
    if (!after.path("changes_nothing").asBoolean()) {
      wrong.add(deed.what() + ": left " + after.path("drift") + after.path("phases"));
    }
    System.out.printf(
        "| %s | %s | %s | %d s |%n",
        deed.what(),
        plan.path("drift").findValuesAsText("kind"),
        plan.at("/phases/0/phase").asText(),
        seconds);
    return wrong;
  }

  private static void commit(Sandbox sandbox, String machine, Deed deed) throws Exception {
    if (deed.script().startsWith("lxc ")) {
      run(List.of("sh", "-euc", deed.script(), "sh", machine));
    } else {
      sandbox.onMachine(machine, deed.script());
    }
  }

  private static boolean names(JsonNode document, Deed deed) {
    for (JsonNode drift : document.path("drift")) {
      if (drift.path("kind").asText().equals(deed.kind())
          && drift.path("subject").asText().contains(deed.subject())) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode plan(Sandbox sandbox, String name) throws IOException {
    Sandbox.Outcome planned = sandbox.attempt("plan", name);
    return planned.exitCode() == 0
        ? JSON.readTree(planned.out())
        : JSON.createObjectNode().put("error", planned.out() + planned.err());
  }

  /** A digest of every file of the environment. */
  private Map<String, String> tree() throws Exception {
    Map<String, String> tree = new TreeMap<>();
    for (String part : List.of("data", "build")) {
      try (Stream<Path> all = Files.walk(folder.resolve(part))) {
        for (Path each : all.filter(Files::isRegularFile).toList()) {
          tree.put(
              folder.relativize(each).toString(),
              HexFormat.of()
                  .formatHex(
                      MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(each))));
        }
      }
    }
    return tree;
  }

  private static void run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }
}
