package com.torrust.deployer.adapters.ansible.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.machine.MachineSoftware;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a task brings about is asked by the look. A task that is added to the playbook makes this
 * test fail until somebody says here by which pieces of {@code look.sh} it is found to be undone.
 */
final class LookCoversPlaybookTest {

  /** Tasks that change the machine, and the pieces that differ when somebody undoes them. */
  private static final Map<String, Set<String>> CHANGING =
      Map.ofEntries(
          Map.entry("Finish what dpkg has begun", Set.of("packages")),
          Map.entry("Refresh the list of packages", Set.of("packages")),
          Map.entry("Install the packages", Set.of("packages")),
          Map.entry("Complete Docker's settings", Set.of("docker")),
          Map.entry(
              "Write settings, make the folder of the stack and begin to install packages",
              Set.of("docker", "packages", "updates", "kernel", "firewall", "ufw", "folders")),
          Map.entry("Let people log in by key only", Set.of("ssh")),
          Map.entry("Take the former settings of SSH back", Set.of("ssh")),
          Map.entry("Keep the new settings of SSH", Set.of("ssh")),
          Map.entry(
              "Put firewall, services and kernel settings in force",
              Set.of("users", "ufw", "services", "firewall", "kernel")),
          Map.entry("Restart Docker for its settings and rules", Set.of("docker")),
          Map.entry("Mark the machine as configured", Set.of("mark")));

  /** Tasks that only look, judge, wait or say something. */
  private static final Pattern LOOKING =
      Pattern.compile(
          "(See|Look|Refuse|Warn|Name|Say|Wait) .*|Log in anew|Install packages|Check|Packages|"
              + "Settings, and packages begun|Docker|Docker's settings|SSH|Firewall|"
              + "Configure the machine");

  private static final Pattern TASK =
      Pattern.compile("^ *- name: (.*?)(?: # noqa.*)?$", Pattern.MULTILINE);
  private static final Pattern PIECE = Pattern.compile("^piece ([a-z]+) ", Pattern.MULTILINE);

  @Test
  void everyTaskThatChangesTheMachineIsAskedFor() {
    Set<String> tasks =
        files()
            .map(LookCoversPlaybookTest::text)
            .flatMap(text -> TASK.matcher(text).results().map(found -> found.group(1)))
            .filter(name -> !LOOKING.matcher(name).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(CHANGING.keySet()), tasks);
  }

  @Test
  void dockerIsGivenTheSameSettingsAtTheFirstBootAndByThePlaybook() {
    Matcher defaults =
        Pattern.compile(
                "docker_defaults:\\n  log-driver: (\\S+)\\n"
                    + "  log-opts: \\{max-size: (\\w+), max-file: \"(\\d+)\"}\\n")
            .matcher(text("settings.yml"));
    assertTrue(defaults.find(), "what the playbook writes");
    assertTrue(text("settings.yml").contains("combine({'userland-proxy': false}"));
    assertEquals(
        "{\"log-driver\": \"%s\", \"log-opts\": {\"max-size\": \"%s\", \"max-file\": \"%s\"},"
                .formatted(defaults.group(1), defaults.group(2), defaults.group(3))
            + " \"userland-proxy\": false}",
        MachineSoftware.dockerSettings(false));
  }

  @Test
  void everyPieceThatIsNamedIsAsked() {
    Set<String> asked =
        PIECE
            .matcher(text("look.sh"))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    Set<String> named = CHANGING.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    assertTrue(asked.containsAll(named), named + " of " + asked);
  }

  /** Files, packages and services by their names: each of the playbook's stands in the look too. */
  @Test
  void whatThePlaybookNamesTheLookNames() {
    String look = text("look.sh");
    String settings = text("settings.yml");
    List<Pattern> names =
        List.of(
            Pattern.compile("'(/etc/[a-z0-9/._-]+)':"),
            Pattern.compile("^ssh_file: (\\S+)$", Pattern.MULTILINE),
            Pattern.compile("^update_timers: \\[(.*)\\]$", Pattern.MULTILINE));
    for (Pattern pattern : names) {
      List<String> found =
          pattern
              .matcher(settings)
              .results()
              .flatMap(match -> Stream.of(match.group(1).split(", ")))
              .toList();
      assertTrue(!found.isEmpty(), pattern::pattern);
      found.forEach(name -> assertTrue(look.contains(name), name));
    }
    Stream.concat(
            MachineSoftware.others().stream(),
            MachineSoftware.docker().stream().flatMap(docker -> docker.packages().stream()))
        .forEach(name -> assertTrue(look.contains(" " + name), name));
  }

  private static Stream<String> files() {
    return new AnsibleArtifacts()
        .templates().stream()
            .map(template -> template.path().replaceFirst("^ansible/", ""))
            .filter(path -> path.equals("configure.yml") || path.startsWith("tasks/"));
  }

  private static String text(String file) {
    String path = "/META-INF/templates/ansible/" + file;
    try (var stream = AnsibleArtifacts.class.getResourceAsStream(path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
