package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators rely on once the tracker runs: numbers on the dashboards, and backups. */
@Tag("long")
class OperationIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Path DASHBOARD =
      Path.of(
          "../deployer-templates/src/main/resources/META-INF/templates/grafana/provisioning/dashboards/torrust/stats.json");

  /** Every printable character of ASCII, and some of other scripts. */
  private static final String SECRET =
      IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining())
          + " äß€密п";

  /** Asks Prometheus until it answers with a value, any when none is given. */
  private static final String QUERY =
      """
      for attempt in $(seq 90); do
        answer=$(curl -sG http://127.0.0.1:9090/api/v1/query --data-urlencode "query=$1")
        case $answer in *"$2\\"]"*) echo "$answer"; exit 0 ;; esac
        sleep 1
      done
      echo "$1: $answer"
      exit 1
      """;

  /** What the database keeps. */
  private static final String COUNT =
      """
      cd /opt/torrust
      query="SELECT CONCAT_WS(', ', CONCAT(COUNT(*), ' torrents'), CONCAT(SUM(completed), ' completed')) FROM torrents"
      if [ -e storage/tracker/lib/database/tracker.db ]; then
        python3 - <<'END'
      import sqlite3
      database = sqlite3.connect("storage/tracker/lib/database/tracker.db")
      count, completed = database.execute("SELECT COUNT(*), SUM(completed) FROM torrents").fetchone()
      print(f"{count} torrents" + (f", {completed} completed" if count else ""))
      END
      else
        docker compose exec -T mysql sh -c \
          'MYSQL_PWD=$MYSQL_PASSWORD mysql -N --user="$MYSQL_USER" "$MYSQL_DATABASE" --execute="$1"' sh "$query"
      fi
      """;

  private static final String BACKUP =
      "cd /opt/torrust && /usr/local/bin/maintenance-backup.sh >&2 && ls storage/backup/*/*.gz";
  private static final String RESTORE =
      "cd /opt/torrust && /usr/local/bin/maintenance-restore.sh \"$1\" >&2";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sandbox-sqlite3", "sandbox-mysql"})
  void theDashboardsShowTheAnnouncesAndABackupGoesIntoAFreshEnvironment(String example)
      throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = "operate-" + ProcessHandle.current().pid();
    String fresh = "fresh-" + ProcessHandle.current().pid();
    try {
      String address = deployed(sandbox, example, name);
      announceThreePeers(address);

      // Two have the whole torrent, one of them since just now; the third is on its way.
      sandbox.onMachine(name, QUERY, "seeders{job=\"tracker_stats\"}", ",\"2");
      sandbox.onMachine(name, QUERY, "leechers{job=\"tracker_stats\"}", ",\"1");
      sandbox.onMachine(name, QUERY, "torrents{job=\"tracker_stats\"}", ",\"1");
      sandbox.onMachine(name, QUERY, "completed{job=\"tracker_stats\"}", ",\"1");
      sandbox.onMachine(name, QUERY, "tcp4_announces_handled{job=\"tracker_stats\"}", ",\"4");
      int answered = askForEveryPanel(sandbox, name);

      String backup = databaseBackup(sandbox.onMachine(name, BACKUP));
      deployed(sandbox, example, fresh);
      assertEquals("0 torrents", sandbox.onMachine(fresh, COUNT).strip());
      sandbox.copy(name, fresh, "/opt/torrust/" + backup);
      sandbox.onMachine(fresh, RESTORE, backup);
      assertEquals("1 torrents, 1 completed", sandbox.onMachine(name, COUNT).strip());
      assertEquals("1 torrents, 1 completed", sandbox.onMachine(fresh, COUNT).strip());
      sandbox.onMachine(fresh, QUERY, "up{job=\"tracker_stats\"}", ",\"1");
      System.out.println(
          example + ": " + answered + " queries of panels answered; backup restored");
    } finally {
      sandbox.removeMachine(name);
      sandbox.removeMachine(fresh);
    }
  }

  private static String deployed(Sandbox sandbox, String example, String name) throws IOException {
    String address = sandbox.machine(name, "--docker");
    Path file = sandbox.environmentFile(example, name);
    String secret = JSON.writeValueAsString(SECRET);
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"sandbox-database-password\"", secret)
            .replace("\"SandboxAccessToken\"", secret)
            .replace("\"sandbox-admin-password\"", secret)
            .replace("\"tracker\": {", "\"backup\": {},\n  \"tracker\": {")
            .replaceFirst(",\\s*\"backup\": \\{\\s*\"schedule\"[^}]*\\}", ""));
    sandbox.deployer("create", "environment", "--env-file", file.toString());
    sandbox.deployer("register", name, "--instance-ip", address);
    sandbox.deployer("deploy", name);
    assertTrue(sandbox.deployer("test", name).contains("\"pass\""));
    return address;
  }

  private static void announceThreePeers(String address) throws Exception {
    announce(address, 1, "event=started&left=0");
    announce(address, 2, "event=started&left=9");
    announce(address, 2, "event=completed&left=0");
    announce(address, 3, "event=started&left=9");
  }

  private static void announce(String address, int peer, String progress) throws Exception {
    URI uri =
        URI.create(
            "http://%s:7070/announce?info_hash=%s&peer_id=-XX0001-00000000000%d&port=%d&uploaded=0&downloaded=0&%s"
                .formatted(address, "%5A".repeat(20), peer, 40_000 + peer, progress));
    String answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
            .body();
    assertTrue(answer.contains("8:interval"), answer);
  }

  /** A panel without data says in its description that the release does not measure it. */
  private static int askForEveryPanel(Sandbox sandbox, String name) throws IOException {
    int answered = 0;
    int unmeasured = 0;
    for (JsonNode panel : JSON.readTree(DASHBOARD.toFile()).path("panels")) {
      if (panel.path("description").asText().contains("does not measure it")) {
        unmeasured++;
        continue;
      }
      for (JsonNode target : panel.path("targets")) {
        sandbox.onMachine(name, QUERY, target.path("expr").asText(), "");
        answered++;
      }
    }
    assertEquals(8, unmeasured);
    return answered;
  }

  private static String databaseBackup(String files) {
    return files
        .lines()
        .filter(file -> file.endsWith(".db.gz") || file.endsWith(".sql.gz"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no backup of the database: " + files));
  }
}
