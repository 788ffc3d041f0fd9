package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.torrust.deployer.cli.sandbox.Sandbox.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The life of an environment on one machine that others use, with as many pasts at once as do not
 * disturb each other: making a machine and deploying to it is what takes the time. The tests follow
 * each other as the commands do. {@link MachinesWithOtherPastsIT} has the pasts that want a machine
 * of their own. {@code docs/guest.md} lists every past with its test.
 */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MachinesWithAPastIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOME = "/opt/torrust";
  private static final int SITE = 8088;

  private static final int BEFORE = 1;
  private static final int REGISTERED = 2;
  private static final int CONFIGURED = 3;
  private static final int HAND_MADE_THERE = 4;
  private static final int BEFORE_RELEASE = 5;
  private static final int NAMESAKE_THERE = 6;
  private static final int DEPLOYED = 7;
  private static final int RUNNING = 8;
  private static final int CONFIGURED_AGAIN = 9;
  private static final int OTHERS_COME = 10;
  private static final int DESTROYED = 11;
  private static final int COME_BACK = 12;
  private static final int REMOVED = 13;

  /** Docker as some administrators want it: logs in the journal, users remapped. */
  private static final String DOCKER_SETTINGS =
      """
      # The tests restart it more often than systemd likes.
      mkdir -p /etc/systemd/system/docker.service.d
      printf '[Unit]\nStartLimitIntervalSec=0\n' >/etc/systemd/system/docker.service.d/tests.conf
      systemctl daemon-reload
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

  /** A web server of the machine's own, masked updates, and systemd that listens for SSH. */
  private static final String SERVICES =
      """
      systemd-run -q --unit=site python3 -m http.server 8088
      systemctl mask -q unattended-upgrades
      systemctl disable -q --now ssh.service
      systemctl enable -q --now ssh.socket
      """;

  /**
   * The shell greets, with the codes of a terminal, and looks for programs elsewhere; the machine
   * does not know its own name.
   */
  private static final String ACCOUNT =
      """
      { printf '%s\n' 'printf "\\033[1;31mWelcome\\033[0m to %s {{ 1 }}\\n" "$(hostname)"' 'echo noise >&2' 'export PATH=/nowhere TMOUT=1' \
        'umask 0; set -u; alias sudo=false'; cat /home/torrust/.bashrc; } >/root/bashrc
      cp /root/bashrc /home/torrust/.bashrc
      hostname strange-name
      echo strange-name >/etc/hostname
      sed -i 's/^hosts:.*/hosts: files dns/' /etc/nsswitch.conf
      """;

  private static final String OTHER_SHELL =
      """
      export DEBIAN_FRONTEND=noninteractive
      apt-get -qq -y -o DPkg::Lock::Timeout=300 install tcsh >/dev/null
      usermod -s /bin/tcsh torrust
      echo 'echo "Welcome to $HOST"; sh -c "echo noise >&2"' >/home/torrust/.tcshrc
      """;

  /** Identity of everything that is not ours. */
  private static final String THEIRS =
      """
      docker inspect --format '{{.Name}} {{.Id}} {{.State.Status}}' \
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

  /** Files that no package brought, where programs put settings, and accounts. */
  private static final String SETTINGS =
      """
      { find /etc /usr/local /opt /srv \\( -type f -o -type l \\); find /var/log -name '*tracker*'; } | sort >/root/files
      cat /var/lib/dpkg/info/*.list | sort | comm -13 - /root/files
      cut -d: -f1 /etc/passwd /etc/group | sort -u
      """;

  @TempDir static Path folder;

  private Sandbox sandbox;
  private String name;
  private String address;
  private String theirs;
  private String settings;
  private JsonNode left;

  @BeforeAll
  void prepare() throws IOException {
    sandbox = Sandbox.in(folder);
    name = "past-" + ProcessHandle.current().pid();
    address = sandbox.machine(name, "--docker");
    String image = sandbox.onMachine(name, IMAGE).strip();
    sandbox.onMachine(name, DOCKER_SETTINGS + FOLDERS);
    sandbox.onMachine(name, CONTAINERS, image);
    sandbox.onMachine(name, ACCOUNT + SERVICES);
    sandbox.onMachine(name, "apt-get -qq update");
    theirs = sandbox.onMachine(name, THEIRS);
    settings = sandbox.onMachine(name, SETTINGS);
    create(name);
  }

  @AfterAll
  void removeMachine() {
    if (sandbox != null) {
      sandbox.removeMachine(name);
    }
  }

  private void create(String environment) throws IOException {
    sandbox.deployer(
        "create",
        "environment",
        "--env-file",
        sandbox.environmentFileWithBackup("sandbox-sqlite3", environment).toString());
  }

  private String fails(String code, String... arguments) {
    return sandbox.fails(code, arguments);
  }

  /** The same while the machine has a past, which is taken away again. */
  private String failsWith(String past, String wayBack, String code, String... arguments) {
    sandbox.onMachine(name, past);
    try {
      return fails(code, arguments);
    } finally {
      sandbox.onMachine(name, wayBack);
    }
  }

  /** The command has to succeed; returns everything that it said. */
  private String said(String... arguments) {
    Outcome outcome = sandbox.attempt(arguments);
    String said = outcome.out() + outcome.err();
    assertEquals(0, outcome.exitCode(), said);
    return said;
  }

  private void assertOthersAreUntouched() throws IOException {
    assertEquals(theirs, sandbox.onMachine(name, THEIRS));
    assertTrue(siteAnswers(), "the web server of the machine is closed");
  }

  private boolean siteAnswers() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, SITE), 5000);
      return true;
    } catch (java.net.ConnectException | java.net.SocketTimeoutException closed) {
      return false;
    }
  }

  private void assertTestPasses() {
    String tested = sandbox.deployer("test", name, "--announce");
    assertTrue(tested.contains("udp_tracker.announce"), tested);
    assertTrue(
        tested.contains("\"result\": \"pass\"") || tested.contains("\"result\":\"pass\""), tested);
  }

  @ParameterizedTest
  @Order(BEFORE)
  @CsvSource(
      delimiter = '|',
      value = {
        "ssh.password_expired|chage -d 0 torrust|chage -d 20000 torrust|password has expired",
        "ssh.account_expired|chage -E 1 torrust|chage -E -1 torrust|account has expired",
        "ssh.logins_closed|echo 'Back at noon.' >/etc/nologin|rm -f /etc/nologin|Back at noon.",
        "remote.read_only|mount --bind /usr/local /usr/local; mount -o remount,bind,ro"
            + " /usr/local|umount /usr/local|/usr/local"
      })
  void registerNamesTheOneCauseInTheMachinesOwnWords(
      String code, String past, String wayBack, String words) {
    String said = failsWith(past, wayBack, code, "register", name, "--instance-ip", address);
    assertTrue(said.contains(words), said);
  }

  @Test
  @Order(BEFORE)
  void registerRefusesADockerThatMayNotTouchTheFirewall() {
    String said =
        failsWith(
            """
            cp /etc/docker/daemon.json /root/daemon.json
            sed -i 's/^{/{"iptables": false, "ip6tables": false, /' /etc/docker/daemon.json
            systemctl restart docker
            """,
            "cp /root/daemon.json /etc/docker/daemon.json; systemctl restart docker",
            "configure.docker_without_firewall",
            "register",
            name,
            "--instance-ip",
            address);
    assertTrue(said.contains("address of every peer"), said);
  }

  @Test
  @Order(REGISTERED)
  void registerSaysWhatIsThereAndChangesNothing() throws IOException {
    String said = said("register", name, "--instance-ip", address);
    for (String there :
        new String[] {
          "8088/tcp (python3)",
          "/srv/data/bt",
          "torrust-index-1",
          "journald",
          "userns-remap",
          "strange-name",
          "unattended-upgrades",
          "machine.sshd_socket",
          "noexec"
        }) {
      assertTrue(said.contains(there), () -> there + " is not in " + said);
    }
    assertEquals(settings, sandbox.onMachine(name, SETTINGS));
    assertOthersAreUntouched();
  }

  /**
   * Docker of Debian needs a setting and a restart to serve IPv6, and others have containers in it.
   */
  @Test
  @Order(CONFIGURED)
  void configureIsAGuestAndNamesWhatItLeavesToOthers() throws IOException {
    String refused = fails("configure.docker_restart_needed", "configure", name);
    assertTrue(refused.contains("--restart-docker"), refused);
    assertOthersAreUntouched();

    String said = said("configure", name, "--restart-docker");
    assertTrue(said.contains("unattended-upgrades.service is masked"), said);
    assertTrue(said.contains("firewall is left as it is"), said);
    assertTrue(said.contains("8088/tcp (python3)"), said);
    assertFalse(said.contains("Welcome"), said);
    String found =
        sandbox.onMachine(
            name,
            """
            command -v ufw || echo no ufw
            systemctl is-active ssh.socket
            systemctl show --property LoadState unattended-upgrades
            mkdir -p /run/sshd
            sshd -T | grep permitrootlogin
            """);
    assertEquals("no ufw\nactive\nLoadState=masked\npermitrootlogin no\n", found);
    assertOthersAreUntouched();
  }

  /** From here on the account's shell is none of the kind of {@code sh}. */
  @Test
  @Order(HAND_MADE_THERE)
  void releaseRefusesAStackThatSomebodyMadeByHandAndLeavesItAsItIs() {
    sandbox.onMachine(name, OTHER_SHELL);
    sandbox.onMachine(name, HAND_MADE);
    String files = sandbox.onMachine(name, FILES);
    String said = fails("stack.foreign_data", "release", name);
    assertTrue(said.contains(".env"), said);
    assertEquals(files, sandbox.onMachine(name, FILES));
    sandbox.onMachine(name, "rm -rf /srv/data/bt/* /srv/data/bt/.env");
  }

  @ParameterizedTest
  @Order(BEFORE_RELEASE)
  @CsvSource(
      delimiter = '|',
      value = {
        "remote.read_only|mount -o remount,bind,ro /srv/data|mount -o remount,bind,rw,noexec,nosuid"
            + " /srv/data|/opt/torrust",
        "remote.read_only|mount --bind /usr/local /usr/local; mount -o remount,bind,ro"
            + " /usr/local|umount /usr/local|/usr/local/bin",
        "remote.folder_missing|mv /etc/logrotate.d /etc/logrotate.away|mv /etc/logrotate.away"
            + " /etc/logrotate.d|/etc/logrotate.d",
        "remote.no_inodes|mount -t tmpfs -o nr_inodes=3 tmpfs /srv/data/bt|umount"
            + " /srv/data/bt|inodes"
      })
  void releaseNamesTheCauseOfTheFileSystem(String code, String past, String wayBack, String words) {
    String said = failsWith(past, wayBack, code, "release", name);
    assertTrue(said.contains(words), said);
    assertFalse(said.contains("disk_full"), said);
  }

  /** Nothing is taken for ours because of its name. */
  @Test
  @Order(NAMESAKE_THERE)
  void runRefusesToTakeAProjectOfItsNameFromSomebodyElse() {
    sandbox.onMachine(
        name,
        """
        docker run --quiet --detach --name namesake --label com.docker.compose.project="torrust-$1" \
          --label com.docker.compose.project.working_dir=/srv/elsewhere --label com.docker.compose.service=tracker \
          --label com.docker.compose.oneoff=False --entrypoint sleep "$2" infinity
        """,
        name,
        sandbox.onMachine(name, IMAGE).strip());
    String said = fails("stack.project_taken", "deploy", name, "--restart-docker");
    assertTrue(said.contains("namesake"), said);
    sandbox.onMachine(name, "docker inspect namesake >/dev/null; docker rm --force namesake");
  }

  @Test
  @Order(DEPLOYED)
  void theStackRunsBesideOthersUnderNamesOfItsOwn() throws IOException {
    sandbox.deployer("deploy", name, "--restart-docker");
    assertTestPasses();
    assertTrue(sandbox.deployer("status", name).contains("\"healthy\""));
    String names =
        sandbox.onMachine(
            name, "docker ps --format '{{.Names}} {{.Label \"com.docker.compose.project\"}}'");
    assertTrue(names.contains("torrust-" + name + "-tracker-1 torrust-" + name + "\n"), names);
    assertOthersAreUntouched();
  }

  /** The path by which somebody comes to the folder does not matter. */
  @Test
  @Order(RUNNING)
  void backupAndRestoreWorkFromTheFolderBehindTheLink() {
    String backup = sandbox.onMachine(name, BACKUP_BY_THE_REAL_FOLDER).strip();
    assertTrue(backup.endsWith(".db.gz"), backup);
    String said = sandbox.onMachine(name, RESTORE_BY_THE_REAL_FOLDER, backup);
    assertTrue(said.contains("stopping the tracker"), said);
    assertTestPasses();
  }

  @Test
  @Order(CONFIGURED_AGAIN)
  void aFirewallThatOthersFlushedIsSeenByStatusAndMendedByConfigure() throws IOException {
    sandbox.onMachine(name, "nft flush ruleset; systemctl restart docker");
    String lost = sandbox.attempt("status", name).out();
    assertTrue(lost.contains("inet torrust_tracker"), lost);

    sandbox.deployer("configure", name);

    sandbox.onMachine(name, "nft list chain inet torrust_tracker forward | grep -q drop");
    String mended = sandbox.deployer("status", name);
    assertFalse(mended.contains("has removed"), mended);
    assertOthersAreUntouched();
  }

  /** One machine takes one environment. */
  @Test
  @Order(OTHERS_COME)
  void anotherEnvironmentIsRefusedWithTheNameOfTheOneThatIsThere() throws IOException {
    String second = name + "-second";
    create(second);
    assertTrue(said("register", second, "--instance-ip", address).contains("'" + name + "'"));
    String said = fails("stack.foreign_data", "deploy", second, "--restart-docker");
    assertTrue(said.contains("environment '" + name + "' (sqlite3, since 2"), said);
    assertTestPasses();
  }

  @Test
  @Order(DESTROYED)
  void destroySaysWhatStaysAndTouchesNothing() throws IOException {
    String running = sandbox.onMachine(name, "docker ps --quiet --no-trunc | sort");
    left = JSON.readTree(sandbox.deployer("destroy", name, "--yes")).findPath("left_on_machine");
    assertFalse(left.isEmpty());
    assertEquals(running, sandbox.onMachine(name, "docker ps --quiet --no-trunc | sort"));
    sandbox.deployer("purge", name, "--yes");
  }

  /** The environment made anew is another one, whatever it is called: its secrets are. */
  @Test
  @Order(COME_BACK)
  void oldDataIsRefusedAtOnceAndTakenOverWhenAskedFor() throws IOException {
    sandbox.onMachine(name, "echo kept >" + HOME + "/storage/tracker/lib/kept");
    create(name);
    sandbox.deployer("register", name, "--instance-ip", address);
    sandbox.deployer("configure", name);
    String said = fails("stack.foreign_data", "release", name);
    assertTrue(said.contains("(sqlite3, since 2") && said.contains("--adopt"), said);
    assertTrue(said("deploy", name, "--adopt").contains("took over what somebody else left"));
    assertEquals("kept\n", sandbox.onMachine(name, "cat " + HOME + "/storage/tracker/lib/kept"));
    assertTestPasses();
    left = JSON.readTree(sandbox.deployer("destroy", name, "--yes")).findPath("left_on_machine");
  }

  /** The list is whole: after its commands only what it calls kept is left of us. */
  @Test
  @Order(REMOVED)
  void theListOfWhatStaysIsWholeAndItsCommandsRemoveIt() throws IOException {
    for (JsonNode each : left) {
      if (each.hasNonNull("removal")) {
        sandbox.onMachine(name, each.get("removal").asText());
      }
    }
    Set<String> before = new TreeSet<>(settings.lines().toList());
    Set<String> after = new TreeSet<>(sandbox.onMachine(name, SETTINGS).lines().toList());
    Set<String> lost = new TreeSet<>(before);
    lost.removeAll(after);
    after.removeAll(before);
    after.removeIf(MachinesWithAPastIT::isOfAPackageOrNamedAsKept);
    assertEquals(Set.of(), after, left::toString);
    assertEquals(Set.of(), lost, left::toString);
    assertEquals(
        "",
        sandbox.onMachine(
            name,
            "docker ps --all --quiet --filter label=com.docker.compose.project=torrust-" + name));
    assertEquals("", sandbox.onMachine(name, "nft list tables | grep torrust || true"));
    assertOthersAreUntouched();
  }

  private static boolean isOfAPackageOrNamedAsKept(String line) {
    return line.matches(
        "/etc/docker/daemon\\.json.*|/etc/systemd/system/.*\\.wants/.*|/etc/(alternatives|rc.\\.d|ssl)/.*|/etc/.*[-~]"
            + "|/var/log/.*|/etc/(apt|apparmor.d|logrotate.d|update-motd.d|kernel|pam.d|csh|tcsh|shells).*");
  }
}
