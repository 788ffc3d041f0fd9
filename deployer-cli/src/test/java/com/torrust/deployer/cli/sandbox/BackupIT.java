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
      kills(sandbox, first, id, saved);

      ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
      ((ObjectNode) config.path("environment")).put("name", second);
      ((ObjectNode) config.at("/tracker/core/database")).put("database_name", "other.db");
      Path other = Files.writeString(folder.resolve(second + ".json"), config.toString());
      running(sandbox, second, other);
      sandbox.deployer("restore", first, "--into", second, "--yes");
      assertEquals(saved, whitelist(sandbox, second));
      disaster(first, file, saved);
    } finally {
      List.of(first, second, server).forEach(sandbox::removeMachine);
    }
  }

  @Test
  void mysqlComesBackOverSftp() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = name("m");
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
      List<String> saved = whitelist(sandbox, name);
      assertEquals(5, saved.size(), saved::toString);

      String id = json(sandbox.deployer("backup", name)).at("/backup/backup_id").asText();
      allow(sandbox, name, at, 6, 3);
      sandbox.deployer("backup", name, "--verify");
      sandbox.deployer("restore", name, id, "--yes");

      assertEquals(saved, whitelist(sandbox, name));
      nothingIsReadable(sandbox, server, "/srv/saved", saved);
      sandbox.deployer("test", name);
    } finally {
      List.of(name, server).forEach(sandbox::removeMachine);
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

  /** From an empty folder: the machine and the operator's computer are gone. */
  private void disaster(String name, Path file, List<String> saved) throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Sandbox fresh = Sandbox.in(empty);
    Path copied = Files.copy(file, empty.resolve("environment.json"));
    fresh.removeMachine(name);
    long begin = System.nanoTime();
    running(fresh, name, copied);
    fresh.deployer("restore", name, "--yes");
    System.out.println(
        "from nothing to a running tracker with its data: "
            + (System.nanoTime() - begin) / 1_000_000_000
            + " s, the machine included");
    assertEquals(saved, whitelist(fresh, name));
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
