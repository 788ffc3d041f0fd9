package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backups on real machines, with the real restic: what was saved comes back, on the same machine
 * and on a fresh one, whatever is killed; and the repository gives nothing away.
 */
@Tag("long")
class BackupIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "canary-repository-password";
  private static final String TOKEN = "canary-admin-token-5Jm8";
  private static final long SEED = 20_261_129L;
  private static final int KILLS = 20;

  /** Info-hashes of the whitelist, as the copy of the database has them. */
  private static final String WHITELIST =
      """
      cd /
      bash /opt/torrust/bin/stack copy >/tmp/copy.log || { cat /tmp/copy.log; exit 1; }
      copy=$(ls -d /opt/torrust/.copies/copy-* | tail -n 1)
      if [ -f "$copy/database.sql" ]; then
        grep '^INSERT INTO `whitelist`' "$copy/database.sql" | grep -o '[0-9a-f]\\{40\\}' | sort
      else
        docker run --rm --network none --volume "$copy:/copy:ro" --entrypoint python3 python:3.13.9-alpine3.22 -c '
      import sqlite3
      rows = sqlite3.connect("file:/copy/database.sqlite?mode=ro&immutable=1", uri=True).execute(
          "select info_hash from whitelist")
      print("\\n".join(sorted(row[0] for row in rows)))'
      fi
      """;

  /** Announces without end, as far as a test goes. */
  private static final String LOAD =
      """
      nohup sh -c 'i=0; while [ $i -lt 3000 ] && [ ! -e /tmp/enough ]; do i=$((i + 1));
        curl -s -o /dev/null "http://127.0.0.1:7070/announce?info_hash=%01%23%45%67%89%ab%cd%ef%01%23%45%67%89%ab%cd%ef%01%23%45%67&peer_id=-TD0001-$(printf %012d $i)&port=6881&uploaded=0&downloaded=0&left=0&event=completed";
      done' >/dev/null 2>&1 </dev/null &
      """;

  /** Forwards to the repository's server, and is gone after a million bytes. */
  private static final String BREAKING_OFF =
      """
      cat >/root/breaking.py <<'PYTHON'
      import os, socket, threading
      left = 1_000_000
      def pump(source, sink, counted):
          global left
          while data := source.recv(65536):
              if counted:
                  left -= len(data)
                  if left < 0:
                      os._exit(0)
              sink.sendall(data)
      listener = socket.create_server(("0.0.0.0", 8002))
      while True:
          client, _ = listener.accept()
          server = socket.create_connection(("127.0.0.1", 8000))
          threading.Thread(target=pump, args=(client, server, True), daemon=True).start()
          threading.Thread(target=pump, args=(server, client, False), daemon=True).start()
      PYTHON
      nohup python3 /root/breaking.py >/root/breaking.log 2>&1 </dev/null &
      for try in $(seq 50); do ss -ltn | grep -q :8002 && exit; sleep 0.1; done
      exit 1
      """;

  /** Locks the repository for itself from elsewhere, and is in no hurry with it. */
  private static final String LOCKING =
      """
      # What a run has left whose network was gone is none of the lock that is waited for.
      rm -f /srv/rest/tracker/locks/*
      docker run --detach --name locking --network host --env RESTIC_PASSWORD="$1" --hostname elsewhere \
        restic/restic:0.18.1 -r rest:http://127.0.0.1:8000/tracker/ --no-cache --limit-download 1 check --read-data
      for try in $(seq 600); do
        if ls /srv/rest/tracker/locks | grep -q .; then exit; fi
        sleep 0.1
      done
      exit 1
      """;

  /** Runs words of SQL on the tracker's own database, as its account. */
  private static final String SQL =
      """
      owner=$(stat -c %u:%g /opt/torrust/storage/tracker/lib)
      docker run --rm --network none --user "$owner" --volume /opt/torrust/storage/tracker/lib:/data --entrypoint python3 \
        python:3.13.9-alpine3.22 -c 'import glob, sqlite3, sys
      with sqlite3.connect(glob.glob("/data/database/*.db")[0], timeout=30) as database: database.execute(sys.argv[1])' "$1"
      """;

  @TempDir private Path folder;

  @Test
  void sqliteComesBackFromARestServerAndGoesToAFreshMachine() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String first = name("a");
    String second = name("b");
    String server = name("rest");
    String address = sandbox.machine(server, "--docker");
    try {
      sandbox.onMachine(
          server,
          "docker run --detach --publish 8000:8000 --volume /srv/rest:/data"
              + " restic/rest-server:0.14.0 /usr/bin/rest-server --path /data --no-auth");
      ObjectNode repository = JSON.createObjectNode();
      repository.put("repository", "rest:http://" + address + ":8000/tracker/");
      repository.put("password", PASSWORD);
      // More than this test makes: what it restores again and again has to stay.
      repository.putObject("keep").put("last", 200);
      Path file = environment(sandbox, first, repository);
      String at = running(sandbox, first, file);
      allow(sandbox, first, at, 1, 5);
      sandbox.onMachine(first, LOAD);
      List<String> saved = whitelist(sandbox, first);
      assertEquals(5, saved.size(), saved::toString);

      String id = json(sandbox.deployer("backup", first)).at("/backup/backup_id").asText();
      allow(sandbox, first, at, 6, 3);
      sandbox.deployer("backup", first, "--verify");
      JsonNode listed = json(sandbox.deployer("backups", first)).path("backups");
      assertEquals(id, listed.get(0).path("backup_id").asText());
      assertTrue(listed.get(0).path("verified_at").isTextual(), listed::toString);
      assertEquals(8, whitelist(sandbox, first).size());

      sandbox.fails("confirmation.impossible", "restore", first, id);
      sandbox.deployer("restore", first, id, "--yes");
      assertEquals(saved, whitelist(sandbox, first));
      sandbox.onMachine(first, "touch /tmp/enough");
      nothingIsReadable(sandbox, server, "/srv/rest", saved);

      refusals(sandbox, first, address);
      troubles(sandbox, first, server, file, id);
      aCapturedTrackerLeadsNowhere(sandbox, first);
      kills(sandbox, first, id, saved);

      ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
      ((ObjectNode) config.path("environment")).put("name", second);
      ((ObjectNode) config.at("/tracker/core/database")).put("database_name", "other.db");
      Path other = Files.writeString(folder.resolve(second + ".json"), config.toString());
      running(sandbox, second, other);
      sandbox.deployer("restore", first, "--into", second, "--yes");
      assertEquals(saved, whitelist(sandbox, second));
      disaster(server, first, file, saved);
    } finally {
      List.of(first, second, server).forEach(sandbox::removeMachine);
    }
  }

  @Test
  void mysqlComesBackOverSftp() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = name("m");
    String beside = name("s");
    String server = name("sftp");
    String address = sandbox.machine(server);
    try {
      Path key = folder.resolve("key");
      assertEquals(
          0,
          new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
              .start()
              .waitFor());
      sandbox.onMachine(
          server,
          "useradd --create-home saver; install -d -o saver -m 700 /home/saver/.ssh /srv/saved;"
              + " printf '%s\\n' \"$1\" >/home/saver/.ssh/authorized_keys;"
              + " chown saver /home/saver/.ssh/authorized_keys",
          Files.readString(Path.of(key + ".pub")).strip());
      ObjectNode repository = JSON.createObjectNode();
      repository.put("repository", "sftp:saver@" + address + ":/srv/saved/tracker");
      repository.put("password", PASSWORD);
      repository.put("ssh_private_key", Files.readString(key));
      repository.put(
          "host_key",
          sandbox.onMachine(server, "cut -d ' ' -f 1,2 /etc/ssh/ssh_host_ed25519_key.pub").strip());
      Path file = environment(sandbox, name, repository);
      ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
      ((ObjectNode) config.at("/tracker/core"))
          .putObject("database")
          .put("driver", "mysql")
          .put("host", "mysql")
          .put("port", 3306)
          .put("database_name", "tracker")
          .put("username", "tracker_user")
          .put("password", "canary pass'word\"$x");
      Files.writeString(file, config.toString());
      String at = running(sandbox, name, file);
      allow(sandbox, name, at, 1, 5);
      sandbox.onMachine(name, LOAD);
      List<String> saved = whitelist(sandbox, name);
      assertEquals(5, saved.size(), saved::toString);

      String id = json(sandbox.deployer("backup", name)).at("/backup/backup_id").asText();
      allow(sandbox, name, at, 6, 3);
      sandbox.deployer("backup", name, "--verify");
      sandbox.deployer("restore", name, id, "--yes");

      assertEquals(saved, whitelist(sandbox, name));
      sandbox.onMachine(name, "touch /tmp/enough");
      nothingIsReadable(sandbox, server, "/srv/saved", saved);
      sandbox.deployer("test", name);

      // SQLite in the same repository, which is another driver for the one with MySQL.
      String second = running(sandbox, beside, environment(sandbox, beside, repository));
      allow(sandbox, beside, second, 1, 2);
      sandbox.deployer("backup", beside);
      sandbox.deployer("backup", beside, "--verify");
      sandbox.deployer("restore", beside, "--yes");
      assertEquals(2, whitelist(sandbox, beside).size());
      sandbox.fails("restore.other_driver", "restore", beside, "--into", name, "--yes");
      otherServer(sandbox, name, server);
      assertEquals(saved, whitelist(sandbox, name));
      sandbox.deployer("test", name);
    } finally {
      List.of(name, beside, server).forEach(sandbox::removeMachine);
    }
  }

  /** Refused, and the data is what it was. */
  private static void refusals(Sandbox sandbox, String name, String address) {
    List<String> before = whitelist(sandbox, name);
    String settings = "/opt/torrust/storage/backup/etc/restic.conf";
    sandbox.onMachine(name, "cp -p $1 /root/kept; sed -i 's/" + PASSWORD + "/x/' $1", settings);
    sandbox.fails("backup.wrong_password", "backup", name);
    sandbox.fails("backup.wrong_password", "restore", name, "--yes");
    sandbox.onMachine(name, "sed -i 's/" + address + "/10.77.0.254/' $1", settings);
    sandbox.fails("backup.unreachable", "restore", name, "--yes");
    sandbox.onMachine(name, "mv /root/kept $1", settings);
    sandbox.fails("backup.unknown", "restore", name, "0123456789abcdef", "--yes");
    assertEquals(before, whitelist(sandbox, name));
  }

  /** What goes wrong at the server of the repository; the data in service is what it was. */
  private static void troubles(Sandbox sandbox, String name, String server, Path file, String id)
      throws IOException {
    List<String> before = whitelist(sandbox, name);
    String settings = "/opt/torrust/storage/backup/etc/restic.conf";
    String noise = "/opt/torrust/.releases/$(cat /opt/torrust/.releases/current)/noise";
    sandbox.onMachine(
        name, "cp -p $1 /root/kept; head -c 3000000 /dev/urandom >" + noise, settings);

    sandbox.onMachine(server, BREAKING_OFF);
    sandbox.onMachine(name, "sed -i s/:8000/:8002/ $1", settings);
    stackFails(sandbox, name, "backup.unreachable", "backup");

    sandbox.onMachine(
        server,
        "mkdir /srv/full; mount -t tmpfs -o size=1500k tmpfs /srv/full; docker run --detach"
            + " --publish 8001:8000 --volume /srv/full:/data restic/rest-server:0.14.0"
            + " /usr/bin/rest-server --path /data --no-auth");
    sandbox.onMachine(name, "cp -p /root/kept $1; sed -i s/:8000/:8001/ $1", settings);
    stackFails(sandbox, name, "backup.no_space", "backup");
    sandbox.onMachine(name, "cp -p /root/kept $1; rm -f " + noise, settings);

    sandbox.onMachine(server, LOCKING, PASSWORD);
    stackFails(sandbox, name, "backup.locked", "backup");
    // A lock of somebody else who is gone stays, and keeps nobody from reading.
    sandbox.onMachine(server, "docker rm --force locking; ls /srv/rest/tracker/locks | grep .");
    sandbox.deployer("restore", name, id, "--yes");
    sandbox.onMachine(server, "rm -f /srv/rest/tracker/locks/*");
    sandbox.deployer("backup", name);

    sandbox.onMachine(name, SQL, "ALTER TABLE whitelist ADD COLUMN since INTEGER");
    sandbox.deployer("backup", name);
    sandbox.onMachine(name, SQL, "ALTER TABLE whitelist DROP COLUMN since");
    // A release takes back what it has left itself; another one may not know what to do with it.
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    ((ObjectNode) config.at("/backup/keep")).put("last", 199);
    Files.writeString(file, config.toString());
    sandbox.deployer("deploy", "--env-file", file.toString());
    sandbox.fails("restore.newer_schema", "restore", name, "--yes");

    sandbox.onMachine(
        server,
        "cp -a /srv/rest/tracker/data /srv/whole; find /srv/rest/tracker/data -type f | while read"
            + " -r pack; do printf damage | dd of=$pack bs=1 seek=100 conv=notrunc status=none;"
            + " done");
    sandbox.fails("backup.damaged", "restore", name, id, "--yes");
    sandbox.fails("backup.damaged", "backup", name, "--verify");
    sandbox.onMachine(
        server, "rm -rf /srv/rest/tracker/data; mv /srv/whole /srv/rest/tracker/data");
    sandbox.deployer("backup", name, "--verify");
    assertEquals(before, whitelist(sandbox, name));
    sandbox.deployer("test", name);
  }

  /** A server that is full, one that lets nobody in, and one that is not the one it was. */
  private static void otherServer(Sandbox sandbox, String name, String server) {
    String etc = "/opt/torrust/storage/backup/etc";
    sandbox.onMachine(name, "cp -a $1 /root/kept", etc);
    sandbox.onMachine(
        server,
        "mkdir /srv/full; mount -t tmpfs -o size=3m tmpfs /srv/full; chown saver /srv/full");
    sandbox.onMachine(name, "sed -i s:/srv/saved/:/srv/full/: $1/restic.conf", etc);
    sandbox.deployer("backup", name);
    sandbox.onMachine(server, "cat /dev/zero >/srv/full/rest 2>/dev/null || :");
    stackFails(sandbox, name, "backup.no_space", "backup");
    sandbox.onMachine(name, "cp -a /root/kept/. $1", etc);
    sandbox.onMachine(server, "mv /home/saver/.ssh/authorized_keys /root/");
    stackFails(sandbox, name, "backup.not_permitted", "backup");
    sandbox.onMachine(server, "mv /root/authorized_keys /home/saver/.ssh/");
    sandbox.onMachine(
        name,
        "ssh-keygen -q -t ed25519 -N '' -f /root/false; printf 'backup %s\\n' \"$(cut -d ' ' -f 1,2"
            + " /root/false.pub)\" >$1/known_hosts",
        etc);
    stackFails(sandbox, name, "backup.host_key", "backup");
    sandbox.onMachine(name, "cp -a /root/kept/. $1", etc);
    sandbox.deployer("backup", name);
  }

  /** Whoever has the tracker's container leaves links for root to follow. */
  private static void aCapturedTrackerLeadsNowhere(Sandbox sandbox, String name) {
    List<String> before = whitelist(sandbox, name);
    String outside =
        "sha256sum /etc/shadow /etc/passwd; stat -c '%n %u %g %a' /etc/shadow /etc/cron.d"
            + " /etc/cron.d/*";
    String untouched = sandbox.onMachine(name, outside);
    for (String attack :
        List.of(
            "mv database/$name database/kept; ln -s /etc/shadow database/$name",
            "mv database kept; ln -s /etc/cron.d database",
            "mv database/$name database/kept; mkfifo database/$name",
            "ln -s /etc/cron.d/new database/$name.restoring; ln -s /etc/shadow"
                + " database/$name-wal")) {
      asTracker(sandbox, name, attack);
      Sandbox.Outcome saved = sandbox.attempt("backup", name);
      Sandbox.Outcome restored = sandbox.attempt("restore", name, "--yes");
      assertEquals(untouched, sandbox.onMachine(name, outside), attack);
      assertTrue(saved.exitCode() == 0 || saved.err().contains("backup."), saved::err);
      System.out.println(
          attack + ": backup " + saved.exitCode() + ", restore " + restored.exitCode());
      asTracker(
          sandbox,
          name,
          "[ ! -d kept ] || { rm -f database; mv kept database; }; [ ! -e database/kept ] || { rm"
              + " -f database/$name; mv database/kept database/$name; }; rm -f database/$name-wal"
              + " database/$name.restoring");
      sandbox.deployer("run", name);
    }
    assertEquals(before, whitelist(sandbox, name));
  }

  private static void asTracker(Sandbox sandbox, String machine, String script) {
    sandbox.onMachine(
        machine,
        """
        cd /opt/torrust/storage/tracker/lib
        owner=$(stat -c %u:%g .)
        export name=$(sed -n 's/^database\t//p' /opt/torrust/bin/data.tsv)
        setpriv --reuid "${owner%%:*}" --regid "${owner#*:}" --clear-groups sh -euc "$1"
        """,
        script);
  }

  /** Runs the script of the machine, which has to fail with that code within its limit. */
  private static void stackFails(Sandbox sandbox, String machine, String code, String command) {
    String said =
        sandbox.onMachine(
            machine,
            "bash /opt/torrust/bin/stack $1 --limit 90 </dev/null 2>&1 && echo 'it succeeded' || :",
            command);
    assertTrue(said.contains("\"code\":\"" + code + "\""), () -> code + " is not in " + said);
  }

  /** Whatever is killed, the next run works. */
  private static void kills(Sandbox sandbox, String name, String id, List<String> saved) {
    Random random = new Random(SEED);
    for (int kill = 1; kill <= KILLS; kill++) {
      String command = kill % 2 == 0 ? "backup" : "restore " + id;
      double after = 0.2 + random.nextDouble() * 7;
      sandbox.onMachine(
          name,
          "bash /opt/torrust/bin/stack $1 >/tmp/killed.log 2>&1 </dev/null & pid=$!; sleep $2; kill"
              + " -9 $pid 2>/dev/null || :; [ $3 = 0 ] || docker kill $(docker ps --quiet --filter"
              + " name=restic --filter name=sqlite) >/dev/null 2>&1 || :",
          command,
          Double.toString(after),
          Integer.toString(kill % 3));
      // The restore first: a cut-off one has to be finished by itself.
      sandbox.onMachine(
          name,
          "bash /opt/torrust/bin/stack restore $1 >/tmp/again.log || { cat /tmp/again.log; exit 1;"
              + " }",
          id);
      assertEquals(saved, whitelist(sandbox, name), "after kill " + kill + " of " + command);
      sandbox.onMachine(
          name,
          "bash /opt/torrust/bin/stack backup >/tmp/again.log || { cat /tmp/again.log; exit 1; }");
    }
    sandbox.deployer("test", name);
  }

  /**
   * From an empty folder: the machine and the operator's computer are gone. What is there is the
   * repository with its password, an SSH key, and the page of the documentation.
   */
  private void disaster(String server, String name, Path file, List<String> saved)
      throws Exception {
    ObjectNode mine = (ObjectNode) JSON.readTree(file.toFile());
    mine.retain(List.of("provider", "ssh_credentials"));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Sandbox fresh = Sandbox.in(empty);
    fresh.removeMachine(name);
    long begin = System.nanoTime();
    Files.writeString(empty.resolve("mine.json"), mine.toString());
    Files.writeString(
        empty.resolve("saved.json"),
        fresh.onMachine(
            server,
            "docker run --rm --network host --env"
                + " RESTIC_REPOSITORY=rest:http://127.0.0.1:8000/tracker/ --env"
                + " RESTIC_PASSWORD=\"$1\" restic/restic:0.18.1 --no-cache --quiet dump --tag"
                + " environment=$2 latest /copy/environment.json",
            PASSWORD,
            name));
    assertEquals(
        0,
        new ProcessBuilder("sh", "-c", "jq -s '.[0] * .[1]' saved.json mine.json >environment.json")
            .directory(empty.toFile())
            .start()
            .waitFor());
    running(fresh, name, empty.resolve("environment.json"));
    long deployed = System.nanoTime();
    fresh.deployer("restore", name, "--yes");
    System.out.println(
        "from nothing to a running tracker with its data: "
            + (System.nanoTime() - begin) / 1_000_000_000
            + " s, the machine included; the restore "
            + (System.nanoTime() - deployed) / 1_000_000_000
            + " s of it");
    assertEquals(saved, whitelist(fresh, name));
    fresh.deployer("test", name);
  }

  private static void nothingIsReadable(
      Sandbox sandbox, String server, String place, List<String> hashes) {
    assertNotEquals("0", sandbox.onMachine(server, "find $1 -type f | wc -l", place).strip());
    for (String canary : List.of(PASSWORD, TOKEN, hashes.get(0), "CREATE TABLE", "tracker.toml")) {
      assertEquals(
          "",
          sandbox.onMachine(
              server,
              "grep --recursive --text --files-with-matches -e \"$2\" $1 || :",
              place,
              canary),
          canary);
    }
  }

  private static Path environment(Sandbox sandbox, String name, ObjectNode repository)
      throws IOException {
    Path file = sandbox.environmentFile("sandbox-sqlite3", name);
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    config.remove(List.of("prometheus", "grafana"));
    config.set("backup", repository);
    ((ObjectNode) config.at("/tracker/http_api")).put("admin_token", TOKEN);
    return Files.writeString(file, config.toString());
  }

  private static String running(Sandbox sandbox, String name, Path file) {
    String address = sandbox.machine(name, "--docker");
    sandbox.deployer("create", "environment", "--env-file", file.toString());
    sandbox.deployer("register", name, "--instance-ip", address);
    sandbox.deployer("deploy", name);
    return address;
  }

  private static void allow(Sandbox sandbox, String machine, String at, int from, int count) {
    IntStream.range(from, from + count)
        .forEach(
            number ->
                sandbox.onMachine(
                    machine,
                    "curl --fail --silent --show-error --request POST \"$1\"",
                    "http://"
                        + at
                        + ":1212/api/v1/whitelist/"
                        + "%040x".formatted(number)
                        + "?token="
                        + TOKEN));
  }

  private static List<String> whitelist(Sandbox sandbox, String machine) {
    return sandbox.onMachine(machine, WHITELIST).lines().filter(line -> !line.isBlank()).toList();
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  private static String name(String suffix) {
    return "backup-" + suffix + "-" + ProcessHandle.current().pid();
  }
}
