package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.CronSchedule;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.release.ReleaseBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real script meets a folder that has a past. */
class FolderOwnerIT {

  private static final ReleaseBundle SMALL = Releases.of(Releases.sqlite());
  private static final ReleaseBundle LARGE = Releases.of(Releases.mysql("secret password"));
  private static final ReleaseBundle OTHER_PASSWORD = Releases.of(Releases.mysql("another one"));
  private static final ReleaseBundle WITH_BACKUP =
      Releases.of(
          ImmutableEnvironmentConfig.copyOf(Releases.sqlite())
              .withBackup(new BackupConfig(CronSchedule.parse("0 3 * * *").get(), 7)));
  private static final String HOME = "/opt/torrust";
  private static final String MARK = HOME + "/.environment";
  private static final String CRON = "/etc/cron.d/tracker-backup";

  @TempDir Path folder;
  private StackScript machine;

  @BeforeEach
  void prepare() {
    machine = StackScript.orSkip(folder);
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(machine.path(path).getParent());
    Files.writeString(machine.path(path), text);
  }

  private Map<String, String> everything() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(machine.path("/"))) {
      for (Path each : paths.filter(Files::isRegularFile).toList()) {
        files.put(each.toString(), Files.readString(each));
      }
    }
    return files;
  }

  private void handMade() throws IOException {
    write(HOME + "/docker-compose.yml", "services: {}\n# mine: do not lose\n");
    write(HOME + "/.env", "MYSQL_ROOT_PASSWORD=the-only-copy\n");
    write(HOME + "/storage/tracker/etc/tracker.toml", "# hand-tuned\n[metadata]\n");
  }

  /** What a version before this one leaves: a release without a mark. */
  private void installedWithoutMark(ReleaseBundle bundle) throws IOException {
    assertTrue(machine.install(bundle).finished());
    Files.delete(machine.path(MARK));
  }

  @Test
  void marksAFolderThatIsFree() {
    assertTrue(machine.install(SMALL, "demo", "--version", "1.2.3").finished());
    String mark = machine.read(MARK);
    assertTrue(mark.startsWith("environment=demo\nid=id-of-demo\ndriver=mysql\nsince=20"), mark);
    assertTrue(mark.endsWith("\nversion=1.2.3\n"), mark);
    assertTrue(machine.install(LARGE).finished());
    assertEquals(mark, machine.read(MARK));
  }

  @Test
  void refusesAHandMadeStackAndLeavesItUntouched() throws IOException {
    handMade();
    Map<String, String> before = everything();
    StackScript.Answer answer = machine.install(SMALL);
    assertEquals("stack.foreign_data", answer.failure(), answer::noise);
    assertTrue(answer.noise().contains("docker-compose.yml"), answer::noise);
    assertEquals(before, everything());
  }

  @Test
  void adoptsAHandMadeStackAndKeepsACopyOfWhatItReplaces() throws IOException {
    handMade();
    write(HOME + "/storage/tracker/lib/database/tracker.db", "data");
    StackScript.Answer answer = machine.install(SMALL, "demo", "--adopt", "yes");
    assertTrue(answer.finished(), answer::noise);
    String copy = answer.last("adopted").orElseThrow().text("copy") + HOME;
    assertEquals("MYSQL_ROOT_PASSWORD=the-only-copy\n", machine.read(copy + "/.env"));
    assertTrue(machine.read(copy + "/docker-compose.yml").contains("do not lose"));
    assertTrue(machine.read(copy + "/storage/tracker/etc/tracker.toml").contains("hand-tuned"));
    assertEquals("data", machine.read(HOME + "/storage/tracker/lib/database/tracker.db"));
    assertTrue(machine.install(SMALL).finished());
  }

  @Test
  void refusesTheDataOfAnotherEnvironmentAndSaysWhoseItIs() throws IOException {
    machine.install(LARGE, "first");
    Map<String, String> before = everything();
    StackScript.Answer answer = machine.install(OTHER_PASSWORD, "second");
    assertEquals("stack.foreign_data", answer.failure(), answer::noise);
    assertEquals("first", answer.last("failed").orElseThrow().text("belongs_to"));
    assertEquals("mysql", answer.last("failed").orElseThrow().text("driver"));
    assertEquals(before, everything());
    assertTrue(machine.install(LARGE, "first").finished());
  }

  @Test
  void refusesToAdoptADatabaseThatWouldNeverLetTheTrackerIn() throws IOException {
    machine.install(LARGE, "first");
    write(HOME + "/storage/mysql/data/ibdata1", "pages");
    Map<String, String> before = everything();
    StackScript.Answer answer = machine.install(OTHER_PASSWORD, "second", "--adopt", "yes");
    assertEquals("stack.adoption_impossible", answer.failure(), answer::noise);
    assertEquals("MYSQL_PASSWORD", answer.last("failed").orElseThrow().text("member"));
    assertFalse(answer.noise().contains("secret password"), answer::noise);
    assertEquals(before, everything());
    assertTrue(machine.install(LARGE, "second", "--adopt", "yes").finished());
    assertEquals("stack.foreign_data", machine.install(LARGE, "first").failure());
  }

  @Test
  void takesUpWhatAVersionWithoutMarksInstalledForTheSameEnvironment() throws IOException {
    installedWithoutMark(SMALL);
    StackScript.Answer answer = machine.install(LARGE, "demo", "--known", SMALL.id().value());
    assertTrue(answer.finished(), answer::noise);
    assertTrue(machine.read(MARK).contains("id=id-of-demo\n"));
    assertTrue(answer.last("adopted").isEmpty(), answer::noise);
  }

  @Test
  void refusesWhatAVersionWithoutMarksInstalledForAnother() throws IOException {
    installedWithoutMark(LARGE);
    StackScript.Answer answer = machine.install(SMALL);
    assertEquals("stack.foreign_data", answer.failure(), answer::noise);
    assertEquals("mysql", answer.last("failed").orElseThrow().text("driver"));
    assertEquals(
        "stack.foreign_data",
        machine.install(SMALL, "demo", "--known", "0123456789abcdef").failure());
  }

  @Test
  void takesUpWhatAnOlderProgramReleasedWhenTheEnvironmentSaysThatItDid() throws IOException {
    handMade();
    StackScript.Answer answer = machine.install(SMALL, "demo", "--known", "any");
    assertTrue(answer.finished(), answer::noise);
  }

  @Test
  void takesAPreparedFolderForFree() throws IOException {
    Files.createDirectories(machine.path(HOME + "/lost+found"));
    Files.createDirectories(machine.path("/srv/data"));
    Files.createSymbolicLink(machine.path(HOME + "/storage"), machine.path("/srv/data"));
    StackScript.Answer answer = machine.install(SMALL);
    assertTrue(answer.finished(), answer::noise);
    assertTrue(Files.exists(machine.path("/srv/data/tracker/etc/tracker.toml")));
  }

  @Test
  void worksInAFolderThatIsALink() throws IOException {
    Files.delete(machine.path(HOME + "/.releases"));
    Files.delete(machine.path(HOME));
    Files.createDirectories(machine.path("/srv/bt/.releases"));
    Files.createSymbolicLink(machine.path(HOME), machine.path("/srv/bt"));
    assertTrue(machine.install(SMALL).finished());
    assertTrue(machine.install(LARGE).finished());
    assertTrue(Files.isSymbolicLink(machine.path(HOME)));
    assertTrue(Files.exists(machine.path("/srv/bt/docker-compose.yml")));
  }

  @Test
  void leavesFilesOfOthersOutsideOfItsFolderAlone() throws IOException {
    write(CRON, "0 4 * * * root /usr/local/bin/my-backup\n");
    StackScript.Answer answer = machine.install(SMALL);
    assertTrue(answer.finished(), answer::noise);
    assertTrue(machine.read(CRON).contains("my-backup"));

    answer = machine.install(WITH_BACKUP);
    assertEquals("stack.foreign_data", answer.failure(), answer::noise);
    assertTrue(answer.noise().contains(CRON), answer::noise);
    assertTrue(machine.read(CRON).contains("my-backup"));

    answer = machine.install(WITH_BACKUP, "demo", "--adopt", "yes");
    assertTrue(answer.finished(), answer::noise);
    String copy = answer.last("adopted").orElseThrow().text("copy");
    assertTrue(machine.read(copy + CRON).contains("my-backup"));
  }

  @ParameterizedTest
  @CsvSource({
    "Read-only file system, remote.read_only",
    "Disk quota exceeded, remote.quota_exceeded",
    "No space left on device (os error 28), remote.disk_full",
    "Operation not permitted, remote.not_permitted",
    "No such file or directory, remote.folder_missing",
    "File name too long, remote.write_failed",
  })
  void tellsTheCauseWhenAFileCannotBeWritten(String said, String code) {
    machine.install(SMALL);
    String before = machine.read(HOME + "/docker-compose.yml");
    machine.programs().failing("install", 1, "install: cannot create 'x': " + said);
    StackScript.Answer answer = machine.install(LARGE);
    assertEquals(code, answer.failure(), answer::noise);
    assertTrue(answer.last("failed").orElseThrow().text("said").contains(said), answer::noise);
    assertEquals(before, machine.read(HOME + "/docker-compose.yml"));
  }
}
