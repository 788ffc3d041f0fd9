package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.CronSchedule;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.testkit.stub.StubPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real script puts releases of the real renderer into place, and is interrupted while it does.
 */
class InstallScriptIT {

  private static final ReleaseBundle SMALL = Releases.of(Releases.sqlite());
  private static final ReleaseBundle LARGE = Releases.of(Releases.mysql("secret password"));
  private static final ReleaseBundle WITH_BACKUP = Releases.of(withBackup());
  private static final String ENV = "/opt/torrust/.env";
  private static final String CRON = "/etc/cron.d/tracker-backup";

  @TempDir Path folder;
  private StackScript machine;

  private static EnvironmentConfig withBackup() {
    return ImmutableEnvironmentConfig.copyOf(Releases.sqlite())
        .withBackup(new BackupConfig(CronSchedule.parse("0 3 * * *").get(), 7));
  }

  @BeforeEach
  void prepare() {
    machine = StackScript.orSkip(folder);
  }

  @Test
  void tellsAgainHowAStartEndedToItsOperationOnly() throws IOException {
    machine.install(SMALL);
    String release = SMALL.id().value();
    Files.writeString(
        machine.path("/opt/torrust/.turn/holder"),
        "command=start\nrelease=%s\noperation=op-1\nowner=alice@desk\n".formatted(release));
    Files.writeString(
        machine.path("/opt/torrust/.turn/log"),
        "{\"event\":\"service\",\"service\":\"tracker\"}\n{\"event\":\"finished\",\"release\":\"%s\"}\n"
            .formatted(release));
    StackScript.Answer again = startAgain("op-1", release);
    assertTrue(again.finished(), again::noise);
    assertEquals("ended", again.last("joined").orElseThrow().text("outcome"));
    assertEquals("tracker", again.last("service").orElseThrow().text("service"));

    StackScript.Answer other = startAgain("op-1", LARGE.id().value());
    assertEquals("stack.release_mismatch", other.failure(), other::noise);
  }

  private StackScript.Answer startAgain(String operation, String release) {
    return machine.call("start", "--operation", operation, "--attempt", "2", "--release", release);
  }

  @Test
  void saysThatAnImageIsMadeForOtherProcessorsOnly() throws IOException {
    machine.install(SMALL);
    docker(
        """
        case $1 in
          pull) echo 'no matching manifest for linux/arm64/v8 in the manifest list entries' >&2; exit 1 ;;
        esac
        """);
    StackScript.Answer answer = startAgain("op-1", SMALL.id().value());
    assertEquals("stack.image_platform", answer.failure(), answer::noise);
    assertTrue(answer.noise().contains("linux/arm64/v8"), answer::noise);
  }

  private static final String PORT_ALLOCATED =
      "echo 'Bind for :::7070 failed: port is already allocated' >&2; exit 1";

  @Test
  void startsAgainWhenDockerHoldsAPortForTheStackItself() throws IOException {
    machine.install(SMALL);
    docker(
        """
        case $* in
          *" up "*)
            [ "$(grep -c ' up ' "$own.calls")" -ge 3 ] || { %s; }
            echo 'something else' >&2
            exit 1
            ;;
        esac
        """
            .formatted(PORT_ALLOCATED));
    StackScript.Answer answer = startAgain("op-1", SMALL.id().value());
    assertEquals("stack.start_failed", answer.failure(), answer::noise);
    assertEquals(3, starts(), answer::noise);
    assertEquals(List.of(), machine.programs().calls("systemctl"));
  }

  @Test
  void restartsADockerThatKeepsAPortForNobody() throws IOException {
    machine.install(SMALL);
    docker("case $* in *' up '*) %s ;; esac\n".formatted(PORT_ALLOCATED));
    StackScript.Answer answer = startAgain("op-1", SMALL.id().value());
    assertEquals(List.of("restart docker"), machine.programs().calls("systemctl"), answer::noise);
    assertEquals("stack.port_in_use", answer.failure(), answer::noise);
    assertEquals(4, starts(), answer::noise);
  }

  @Test
  void restartsNoDockerThatRunsContainersOfOthers() throws IOException {
    machine.install(SMALL);
    docker(
        "case $* in *' up '*) %s ;; *publish=*) ;; ps*Label*) echo theirs ;; esac\n"
            .formatted(PORT_ALLOCATED));
    StackScript.Answer answer = startAgain("op-1", SMALL.id().value());
    assertEquals("stack.port_kept_by_docker", answer.failure(), answer::noise);
    assertEquals(List.of(), machine.programs().calls("systemctl"));
  }

  @Test
  void aPortOfSomebodyElseIsSaidAtOnce() throws IOException {
    machine.install(SMALL);
    docker(
        """
        case $* in
          *" up "*) %s ;;
          *publish=7070*) echo theirs ;;
        esac
        """
            .formatted(PORT_ALLOCATED));
    StackScript.Answer answer = startAgain("op-1", SMALL.id().value());
    assertEquals("stack.port_in_use", answer.failure(), answer::noise);
    assertEquals("7070", answer.last("failed").orElseThrow().text("port"));
    assertEquals(1, starts(), answer::noise);
  }

  private void docker(String body) throws IOException {
    StubPrograms programs = machine.programs();
    Files.delete(programs.folder().resolve("docker"));
    programs.script("docker", body + "exit 0\n");
  }

  private long starts() {
    return machine.programs().calls("docker").stream()
        .filter(call -> call.contains(" up "))
        .count();
  }

  @Test
  void putsEveryFileInPlaceWithItsMode() throws IOException {
    StackScript.Answer answer = machine.install(LARGE);
    assertTrue(answer.finished(), answer::noise);
    assertEquals(
        LARGE.files().stream().map(HostFile::path).sorted().toList(),
        answer.changed().stream().sorted().toList());
    for (HostFile file : LARGE.files()) {
      Path path = machine.path(file.path());
      assertEquals(file.mode().substring(1), octal(path), file.path());
      if (!file.path().equals(ENV)) {
        assertEquals(file.text(), Files.readString(path), file.path());
      }
    }
    assertEquals(List.of(), machine.leftovers());
  }

  private static String octal(Path path) throws IOException {
    int mode = (Integer) Files.getAttribute(path, "unix:mode") & 0777;
    return String.format("%03o", mode);
  }

  @Test
  void tellsComposeTheTrackersOwnAccountAndHowMuchMemoryThereIs() throws IOException {
    account("torrust-tracker:x:54321:54322::/:/usr/sbin/nologin");
    machine.install(SMALL);
    List<String> lines = machine.read(ENV).lines().toList();
    assertTrue(lines.contains("USER_ID='54321'"), lines::toString);
    assertTrue(lines.contains("GROUP_ID='54322'"), lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.matches("TRACKER_MEMORY_LIMIT='[1-9][0-9]{5,}k'")),
        lines::toString);
  }

  @Test
  void refusesAnAccountWhoseNumberTheTrackerRefuses() throws IOException {
    account("torrust-tracker:x:999:999::/:/usr/sbin/nologin");
    assertEquals("remote.account_missing", machine.install(SMALL).failure());
  }

  private void account(String line) throws IOException {
    Files.delete(machine.programs().folder().resolve("getent"));
    machine.programs().printing("getent", line);
  }

  @Test
  void changesNothingWhenTheReleaseIsThereAlready() {
    machine.install(LARGE);
    Map<String, String> before = machine.tree();
    StackScript.Answer again = machine.install(LARGE);
    assertTrue(again.finished(), again::noise);
    assertEquals(List.of(), again.changed());
    assertEquals(before, machine.tree());
    assertEquals(List.of(), machine.leftovers());
  }

  @Test
  void bringsAFileBackThatSomebodyChanged() throws IOException {
    machine.install(SMALL);
    Files.writeString(machine.path("/opt/torrust/docker-compose.yml"), "services: {}\n");
    assertEquals(List.of("/opt/torrust/docker-compose.yml"), machine.install(SMALL).changed());
  }

  @Test
  void leavesModesToTheContainersButClosesWhatTheyOpenToEverybody() throws IOException {
    machine.install(SMALL);
    Path toml = machine.path("/opt/torrust/storage/tracker/etc/tracker.toml");
    Files.setPosixFilePermissions(toml, PosixFilePermissions.fromString("rwxrwx---"));
    assertEquals(List.of(), machine.install(SMALL).changed());
    assertEquals("770", octal(toml));

    Files.setPosixFilePermissions(toml, PosixFilePermissions.fromString("rwxrwxr--"));
    StackScript.Answer answer = machine.install(SMALL);
    assertEquals("remote.file_too_open", answer.last("warning").orElseThrow().text("code"));
    assertEquals("640", octal(toml));
  }

  @Test
  void removesWhatTheNewReleaseDoesNotHaveAnyMore() {
    machine.install(WITH_BACKUP);
    assertTrue(Files.exists(machine.path(CRON)));
    StackScript.Answer answer = machine.install(SMALL);
    assertTrue(answer.changed().contains(CRON), answer::noise);
    assertFalse(Files.exists(machine.path(CRON)));
    assertFalse(Files.exists(machine.path("/usr/local/bin/maintenance-backup.sh")));
  }

  @Test
  void keepsThePreviousReleaseForTheWayBack() {
    machine.install(SMALL);
    Map<String, String> before = machine.tree();
    machine.install(LARGE);
    StackScript.Answer back = machine.call("use", SMALL.id().value());
    assertTrue(back.finished(), back::noise);
    assertEquals(SMALL.id().value(), machine.read("/opt/torrust/.releases/current").strip());
    before.keySet().removeIf(path -> path.contains("/.releases/"));
    Map<String, String> after = machine.tree();
    before.forEach((path, content) -> assertEquals(content, after.get(path), path));

    machine.install(WITH_BACKUP);
    assertTrue(isKept(SMALL));
    assertTrue(isKept(LARGE));
  }

  @Test
  void keepsTheLastFiveReleases() {
    List<ReleaseBundle> releases =
        Stream.of("1", "2", "3", "4", "5", "6", "7")
            .map(each -> Releases.of(Releases.mysql("secret password " + each)))
            .toList();
    machine.install(releases.get(0));
    machine.install(releases.get(1));
    machine.install(releases.get(2));
    assertTrue(machine.call("use", releases.get(0).id().value()).finished());
    releases.subList(3, 7).forEach(machine::install);

    assertEquals(
        List.of(true, false, false, true, true, true, true),
        releases.stream().map(this::isKept).toList());
  }

  @Test
  void aReleaseThatIsPutBackOntoItselfStays() {
    machine.install(SMALL);

    assertTrue(machine.call("use", SMALL.id().value()).finished());

    assertTrue(isKept(SMALL));
    assertEquals("stack.release_unknown", machine.call("use", LARGE.id().value()).failure());
    assertTrue(machine.call("use", SMALL.id().value()).finished());
  }

  private boolean isKept(ReleaseBundle release) {
    return Files.exists(machine.path("/opt/torrust/.releases/" + release.id() + "/manifest"));
  }

  @Test
  void takesAnEmptyFolderThatDockerMadeForAMissingFileAway() throws IOException {
    Path folderInTheWay = machine.path("/opt/torrust/storage/tracker/etc/tracker.toml");
    Files.createDirectories(folderInTheWay);
    assertTrue(machine.install(SMALL).finished());
    assertTrue(Files.isRegularFile(folderInTheWay));
  }

  @Test
  void refusesWhereAFolderWithContentStandsInTheWay() throws IOException {
    Files.createDirectories(machine.path("/opt/torrust/storage/tracker/etc/tracker.toml/keep"));
    StackScript.Answer answer = machine.install(SMALL);
    assertEquals("remote.path_blocked", answer.failure(), answer::noise);
    assertFalse(Files.exists(machine.path(ENV)));
  }

  @Test
  void leavesTheOldReleaseAloneWhenComposeRefusesTheNewOne() throws IOException {
    machine.install(SMALL);
    Map<String, String> before = machine.tree();
    Files.delete(folder.resolve("programs/docker"));
    machine
        .programs()
        .failing("docker", 15, "services.tracker additional property nonsense is not allowed");
    StackScript.Answer answer = machine.install(LARGE);
    assertEquals("stack.compose_invalid", answer.failure(), answer::noise);
    assertTrue(answer.last("log").orElseThrow().text("line").contains("nonsense"), answer::noise);
    Map<String, String> after = machine.tree();
    before.forEach((path, content) -> assertEquals(content, after.get(path), path));
    assertEquals(
        before.get("opt/torrust/.releases/current"), after.get("opt/torrust/.releases/current"));
  }

  @Test
  void refusesAMachineWithoutDockerBeforeAnythingIsTouched() throws IOException {
    Files.delete(folder.resolve("programs/docker"));
    StackScript.Answer answer = machine.install(SMALL);
    // A computer that has Docker itself cannot play a machine that has none.
    org.junit.jupiter.api.Assumptions.assumeFalse(
        Files.isExecutable(Path.of("/usr/bin/docker"))
            || Files.isExecutable(Path.of("/bin/docker")));
    assertEquals("remote.docker_missing", answer.failure(), answer::noise);
    assertFalse(Files.exists(machine.path(ENV)));
  }

  @Test
  void refusesADamagedRelease() throws IOException {
    Path incoming = machine.unpack(SMALL);
    Files.writeString(incoming.resolve("manifest"), "release\tnonsense\n");
    machine.install(LARGE);
    StackScript.Answer answer = machine.call("install", incoming.toString());
    assertEquals("remote.release_damaged", answer.failure(), answer::noise);
  }

  @Test
  void waitsForNobodyElseAndSaysWhoIsAtWork() throws Exception {
    machine.install(SMALL);
    Process other =
        new ProcessBuilder(
                "bash",
                "-c",
                "exec 9>>\"$1/.lock\"; flock 9; mkdir -p \"$1/.turn\"; printf 'command=start\\n"
                    + "owner=bob@desk\\n"
                    + "operation=op-bob\\n"
                    + "since=2026-01-01T00:00:00Z\\n"
                    + "' > \"$1/.turn/holder\"; echo ready; read -r _",
                "bash",
                machine.path("/opt/torrust").toString())
            .start();
    try {
      assertEquals('r', other.getInputStream().read());
      StackScript.Answer answer = machine.call("stop", "--owner", "alice@desk");
      assertEquals("machine.locked", answer.failure(), answer::noise);
      assertEquals("bob@desk", answer.last("failed").orElseThrow().text("owner"));
    } finally {
      other.getOutputStream().close();
      other.waitFor();
    }
    assertTrue(machine.call("stop", "--owner", "alice@desk").finished());
  }

  @Test
  void finishesOrUndoesWhatWasKilledAtAnyPoint() throws IOException {
    machine.install(WITH_BACKUP);
    StackScript reference = machine.copy(Files.createDirectory(folder.resolve("reference")));
    assertTrue(reference.install(LARGE).finished());
    Map<String, String> wanted = reference.tree();
    Map<String, String> old = machine.tree();
    int kills = 0;
    int stride = 151;
    for (int command = 1 + new Random().nextInt(stride); ; command += stride) {
      StackScript victim = machine.copy(Files.createDirectory(folder.resolve("kill-" + command)));
      StackScript.Answer killed = victim.installKilledAt(LARGE, command);
      if (killed.status() != 137) {
        assertTrue(killed.finished(), killed::noise);
        break;
      }
      kills++;
      String where = "killed before command " + command;
      wholeFilesOnly(victim.tree(), old, wanted, where);
      StackScript.Answer again = victim.install(LARGE);
      assertTrue(again.finished(), () -> where + ": " + again.noise());
      Map<String, String> after = victim.tree();
      after.keySet().removeIf(path -> !wanted.containsKey(path) && path.contains("/.releases/"));
      assertEquals(wanted, after, where);
      assertEquals(List.of(), victim.leftovers(), where);
    }
    assertTrue(kills > 5, "only " + kills + " kills");
  }

  /**
   * Whatever happened, every file is wholly the old or wholly the new one, and none that both
   * releases have is missing.
   */
  private static void wholeFilesOnly(
      Map<String, String> tree, Map<String, String> old, Map<String, String> wanted, String where) {
    for (String path : wanted.keySet()) {
      if (path.contains("/.releases/")) {
        continue;
      }
      String content = tree.get(path);
      if (old.containsKey(path)) {
        assertTrue(content != null, where + ": '" + path + "' is missing");
      }
      if (content != null) {
        assertTrue(
            content.equals(old.get(path)) || content.equals(wanted.get(path)),
            where + ": '" + path + "' is neither old nor new");
      }
    }
  }

  @Test
  void dropsWhatAKilledInstallationOfAnotherReleaseLeft() {
    machine.install(SMALL);
    for (int command = 200; command < 900; command += 100) {
      machine.installKilledAt(LARGE, command);
    }
    StackScript.Answer answer = machine.install(WITH_BACKUP);
    assertTrue(answer.finished(), answer::noise);
    assertEquals(List.of(), machine.leftovers());
    for (HostFile file : LARGE.files()) {
      boolean wanted =
          WITH_BACKUP.files().stream().anyMatch(each -> each.path().equals(file.path()));
      assertEquals(wanted, Files.exists(machine.path(file.path())), file.path());
    }
  }
}
