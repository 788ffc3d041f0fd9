package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.cli.sandbox.Sandbox.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program on a machine that has a past. Pasts that do not disturb each other share a machine,
 * because making one and deploying to it is what takes the time.
 */
@Tag("long")
class MachinesWithAPastIT {

  private static final String HOME = "/opt/torrust";

  /** Docker as some administrators want it: logs in the journal, users remapped. */
  private static final String DOCKER_SETTINGS =
      """
      python3 - <<'END'
      import json, os
      path = "/etc/docker/daemon.json"
      settings = json.load(open(path)) if os.path.exists(path) else {}
      settings["log-driver"] = "journald"
      settings["userns-remap"] = "default"
      json.dump(settings, open(path, "w"))
      END
      systemctl restart docker
      """;

  /** Hardened mounts, and a data disk behind a link. */
  private static final String FOLDERS =
      """
      mkdir -p /srv/data/bt
      mount --bind /srv/data /srv/data
      mount -o remount,bind,noexec,nosuid /srv/data
      mount -t tmpfs -o noexec,nosuid,nodev,mode=1777 tmpfs /tmp
      ln -s /srv/data/bt /opt/torrust
      """;

  /**
   * Somebody's monitoring, and a site in a folder "torrust", which gave its name to the Compose
   * project.
   */
  private static final String CONTAINERS =
      """
      image=$1
      docker pull --quiet "$image" >/dev/null
      docker run --detach --name prometheus --restart unless-stopped --entrypoint sleep "$image" infinity
      mkdir -p /home/torrust/torrust
      cd /home/torrust/torrust
      cat >docker-compose.yml <<END
      services:
        index:
          image: $image
          entrypoint: ["sleep", "infinity"]
          restart: unless-stopped
        tracker:
          image: $image
          entrypoint: ["sleep", "infinity"]
          restart: unless-stopped
      END
      docker compose up --detach
      """;

  private static final String IMAGE =
      "docker images --format '{{.Repository}}:{{.Tag}}' | grep -m1 prom/prometheus";

  /** Identity and start of everything that is not ours. */
  private static final String THEIRS =
      """
      docker inspect --format '{{.Name}} {{.Id}} {{.State.StartedAt}} {{.State.Status}}' \
        prometheus torrust-index-1 torrust-tracker-1
      """;

  private static final String HAND_MADE =
      """
      mkdir -p /opt/torrust/storage/tracker/etc
      printf 'services: {}\n# mine: do not lose\n' >/opt/torrust/docker-compose.yml
      printf 'MYSQL_ROOT_PASSWORD=the-only-copy\n' >/opt/torrust/.env
      """;

  private static final String FILES =
      "find -L /opt/torrust -type f -exec md5sum {} + | sort; find -L /opt/torrust -type d | sort";

  private static final String BACKUP_BY_THE_REAL_FOLDER =
      """
      cd /srv/data/bt
      bash /usr/local/bin/maintenance-backup.sh >&2
      ls storage/backup/sqlite/*.db.gz | tail -n 1
      """;

  private static final String RESTORE_BY_THE_REAL_FOLDER =
      """
      cd /srv/data/bt
      bash /usr/local/bin/maintenance-restore.sh "$1" 2>&1
      """;

  /**
   * Makes of the stack what a version left that named the project after the folder, gave fixed
   * names to containers and put no mark.
   */
  private static final String EARLIER_NAMES =
      """
      bash /opt/torrust/bin/stack down
      cd /opt/torrust
      rm .environment
      sed -i '/^name: /d; /driver_opts:/d; /com.docker.network.bridge.name/d
        s/^  tracker:$/&\\n    container_name: tracker/' docker-compose.yml
      docker compose --project-name torrust up --detach --wait 2>&1
      docker ps --format '{{.Names}} {{.Label "com.docker.compose.project"}}'
      """;

  @TempDir Path folder;
  private Sandbox sandbox;
  private String name;

  @BeforeEach
  void prepare() {
    sandbox = Sandbox.in(folder);
    name = "past-" + ProcessHandle.current().pid();
  }

  @AfterEach
  void removeMachine() {
    sandbox.removeMachine(name);
  }

  private Path configuration(String environment) throws IOException {
    Path file = sandbox.environmentFile("sandbox-sqlite3", environment);
    return Files.writeString(
        file,
        Files.readString(file).replace("\"tracker\": {", "\"backup\": {},\n  \"tracker\": {"));
  }

  private void fails(String code, String... arguments) {
    Outcome outcome = sandbox.attempt(arguments);
    assertNotEquals(0, outcome.exitCode(), outcome::out);
    assertTrue((outcome.out() + outcome.err()).contains(code), () -> outcome.out() + outcome.err());
  }

  @Test
  void isAGuestOnAMachineThatOthersUse() throws Exception {
    String address = sandbox.machine(name, "--docker");
    String image = sandbox.onMachine(name, IMAGE).strip();
    sandbox.onMachine(name, DOCKER_SETTINGS + FOLDERS);
    sandbox.onMachine(name, CONTAINERS, image);
    String theirs = sandbox.onMachine(name, THEIRS);
    sandbox.deployer("create", "environment", "--env-file", configuration(name).toString());
    sandbox.deployer("register", name, "--instance-ip", address);
    sandbox.deployer("configure", name);

    // A stack that somebody made by hand in the folder.
    sandbox.onMachine(name, HAND_MADE);
    String files = sandbox.onMachine(name, FILES);
    fails("stack.foreign_data", "release", name);
    assertEquals(files, sandbox.onMachine(name, FILES));
    sandbox.onMachine(name, "rm -rf /srv/data/bt/* /srv/data/bt/.env");

    // A disk that the kernel has made read-only.
    sandbox.onMachine(name, "mount -o remount,bind,ro /srv/data");
    fails("remote.read_only", "release", name);
    sandbox.onMachine(name, "mount -o remount,bind,rw,noexec /srv/data");

    sandbox.deployer("deploy", name);
    assertTrue(sandbox.deployer("test", name, "--announce").contains("udp_tracker.announce"));
    // Docker may be restarted for its settings; what others have runs as before.
    String after = sandbox.onMachine(name, THEIRS);
    assertEquals(identities(theirs), identities(after));
    assertTrue(sandbox.deployer("status", name).contains("\"healthy\""));

    backsUpAndRestores();
    movesFromEarlierNames(sandbox.onMachine(name, THEIRS));
    refusesASecondEnvironment(address);
    saysWhatStays();
  }

  private static String identities(String told) {
    return told.lines()
        .map(line -> line.replaceFirst("^(\\S+ \\S+) \\S+ (\\S+)$", "$1 $2"))
        .reduce("", (one, other) -> one + other + "\n");
  }

  /** The path by which somebody comes to the folder does not matter. */
  private void backsUpAndRestores() {
    String backup = sandbox.onMachine(name, BACKUP_BY_THE_REAL_FOLDER).strip();
    assertTrue(backup.endsWith(".db.gz"), backup);
    String said = sandbox.onMachine(name, RESTORE_BY_THE_REAL_FOLDER, backup);
    assertTrue(said.contains("stopping the tracker"), said);
    assertTrue(sandbox.deployer("test", name).contains("\"pass\""));
  }

  /** Data is kept, and what others have in a project of the old name is not touched. */
  private void movesFromEarlierNames(String theirs) {
    sandbox.onMachine(name, "echo kept >" + HOME + "/storage/tracker/lib/kept");
    String named = sandbox.onMachine(name, EARLIER_NAMES);
    assertTrue(named.contains("tracker torrust\n"), named);
    sandbox.deployer("release", name);
    Outcome started = sandbox.attempt("run", name);
    assertEquals(0, started.exitCode(), started::err);
    assertTrue(started.err().contains("the tracker was down for"), started::err);
    String named2 =
        sandbox.onMachine(
            name, "docker ps --format '{{.Names}} {{.Label \"com.docker.compose.project\"}}'");
    assertTrue(named2.contains("torrust-" + name + "-tracker-1 torrust-" + name + "\n"), named2);
    assertFalse(named2.contains("tracker torrust\n"), named2);
    assertEquals("kept\n", sandbox.onMachine(name, "cat " + HOME + "/storage/tracker/lib/kept"));
    assertEquals(theirs, sandbox.onMachine(name, THEIRS));
    assertTrue(sandbox.deployer("test", name).contains("\"pass\""));
  }

  /** One machine takes one environment; data outlives the environment that made it. */
  private void refusesASecondEnvironment(String address) throws IOException {
    String second = name + "-second";
    sandbox.deployer("create", "environment", "--env-file", configuration(second).toString());
    Outcome registered = sandbox.attempt("register", second, "--instance-ip", address);
    if (registered.exitCode() == 0) {
      fails("stack.foreign_data", "deploy", second);
    } else {
      assertTrue(registered.err().contains(name), registered::err);
    }
    assertTrue(sandbox.deployer("test", name).contains("\"pass\""));
  }

  private void saysWhatStays() {
    String destroyed = sandbox.deployer("destroy", name, "--yes");
    assertTrue(destroyed.contains("\"left_on_machine\""), destroyed);
    assertTrue(destroyed.contains("bash /opt/torrust/bin/stack down"), destroyed);
    assertTrue(destroyed.contains("/etc/cron.d/tracker-backup"), destroyed);
    sandbox.onMachine(name, "bash /opt/torrust/bin/stack down");
    assertEquals(
        "",
        sandbox
            .onMachine(
                name,
                "docker ps --all --quiet --filter label=com.docker.compose.project=torrust-" + name)
            .strip());
  }
}
