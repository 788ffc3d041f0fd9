package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.CronSchedule;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.domain.release.InstallReport;
import com.torrust.deployer.domain.release.ReleaseBundle;
import io.vavr.control.Either;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody has taken the tracker's container over and leaves links, pipes and devices in its
 * folders, for root to follow. Everything is done as often as it is done in a life, and nothing
 * outside changes.
 */
@Tag("thorough")
class CompromisedTrackerIT {

  /**
   * What root must not be led to: programs and tables that it executes, keys that let people in.
   */
  private static final String OUTSIDE =
      """
      mkdir -p /root/.ssh
      for file in /usr/local/bin/victim /etc/cron.d/victim /root/.ssh/victim; do
        [ -e $file ] || { echo untouched >$file; chmod 600 $file; }
      done
      find /usr/local/bin /etc/cron.d /root/.ssh /etc/passwd /etc/shadow /etc/sudoers.d -printf '%p %u %g %m ' \
        \\( -type f -exec sha256sum {} \\; -o -printf '\\n' \\) | sort
      """;

  /** Runs as the tracker, from its own folder: the way there is closed to it. */
  private static final String AS_TRACKER =
      """
      cd /opt/torrust/storage/tracker/lib
      owner=$(stat -c %%u:%%g .)
      [ "${owner%%:*}" != 0 ]
      setpriv --reuid "${owner%%:*}" --regid "${owner#*:}" --clear-groups sh -c '
        name=$(ls -d database/*.db | head -n 1)
        name=${name#database/}
        %s
        true'
      """;

  private static final String BACKUP =
      "cd /opt/torrust && timeout 120 maintenance-backup.sh >/tmp/backup.log 2>&1 </dev/null; echo"
          + " $?";
  private static final String RESTORE =
      "cd /opt/torrust && timeout 120 maintenance-restore.sh /root/good.db.gz >/tmp/restore.log"
          + " 2>&1 </dev/null; echo $?";

  /** A copy of the data, and its way back. */
  private static final String COPY =
      "cd / && timeout 120 bash /opt/torrust/bin/stack copy >/tmp/copy.log 2>&1 </dev/null; echo"
          + " $?";

  private static final String PUT_BACK =
      "cd / && timeout 200 bash /opt/torrust/bin/stack restore $(ls /opt/torrust/.copies | grep"
          + " ^copy | head -n 1) >/tmp/restored.log 2>&1 </dev/null; echo $?";

  private static MachineLane lane;
  @TempDir static Path folder;

  @BeforeEach
  void prepare() {
    lane = MachineLane.orSkip();
  }

  @Test
  void nothingOutsideOfItsFoldersIsReadOrWritten() {
    Bench bench =
        Bench.in(folder, new LocalCommandRunnerProvider().create(), System.getenv())
            .keys(lane.privateKey(), lane.publicKey())
            .operation("op-compromised");
    Machine machine =
        right(
            bench
                .access()
                .reach(
                    Bench.machine(lane.address(), 22),
                    bench.credentials(lane.user()),
                    Readiness.BOOTED,
                    bench.context()));
    ReleaseBundle bundle =
        Releases.of(
            ImmutableEnvironmentConfig.copyOf(Releases.sqlite())
                .withBackup(new BackupConfig(CronSchedule.parse("0 3 * * *").get(), 7)));
    right(install(bench, machine, bundle));
    right(
        bench
            .operator()
            .start(machine, bench.credentials(lane.user()), bundle.id(), bench.context()));
    assertEquals("0", status(BACKUP), () -> lane.onMachine("cat", "/tmp/backup.log"));
    lane.onMachine("sh", "-c", "cp /opt/torrust/storage/backup/sqlite/*.db.gz /root/good.db.gz");
    assertEquals("0", status(RESTORE), () -> lane.onMachine("cat", "/tmp/restore.log"));
    assertEquals("0", status(COPY), () -> lane.onMachine("cat", "/tmp/copy.log"));
    assertEquals("0", status(PUT_BACK), () -> lane.onMachine("cat", "/tmp/restored.log"));
    String outside = lane.onMachine("sh", "-c", OUTSIDE);

    for (String attack :
        new String[] {
          "ln -sf /usr/local/bin/victim database/$name.restored; ln -sf /etc/cron.d/victim"
              + " database/$name.replaced",
          "ln -sf /root/.ssh/victim database/$name; ln -sf /etc/shadow database/$name-wal",
          "rm -f database/$name*; ln -s /dev/zero database/$name",
          "rm -f database/$name*; mkfifo database/$name database/$name-wal",
          "rm -rf database; ln -s /etc/cron.d database",
          "rm -rf database; ln -s /usr/local/bin/new database",
          "ln -sf /dev/zero ../etc/tracker.toml; ln -sf /etc/cron.d/victim"
              + " ../etc/.torrust-staged.tracker.toml",
          "rm -f ../etc/tracker.toml; mkfifo ../etc/tracker.toml"
        }) {
      lane.onMachine("sh", "-c", AS_TRACKER.formatted(attack));
      status(COPY);
      status(BACKUP);
      status(RESTORE);
      status(PUT_BACK);
      // Whether the tracker starts again is its own affair; that everything ends is ours.
      install(bench, machine, bundle);
      bench.operator().inspect(machine, bench.credentials(lane.user()), bench.context());
      assertEquals(outside, lane.onMachine("sh", "-c", OUTSIDE), attack);
      assertTrue(
          lane.onMachine(
                  "sh",
                  "-c",
                  "! zgrep -l -a root: /opt/torrust/storage/backup/sqlite/* && echo none")
              .contains("none"),
          "a backup holds a file of the machine: " + attack);
      repair();
    }
    bench.end();
  }

  private static Either<DeployError, InstallReport> install(
      Bench bench, Machine machine, ReleaseBundle bundle) {
    return bench
        .operator()
        .install(
            machine,
            bench.credentials(lane.user()),
            bundle,
            Releases.claim("demo"),
            bench.context());
  }

  /** The folder as it was, for the next attack. */
  private static void repair() {
    lane.onMachine(
        "sh",
        "-c",
        "cd /opt/torrust/storage/tracker/lib && owner=$(stat -c %u:%g .) && rm -rf database &&"
            + " mkdir database && gunzip -c /root/good.db.gz >database/tracker.db && chown -R"
            + " $owner database");
  }

  /** The exit status that a command prints, which is 124 when it did not end in time. */
  private static String status(String command) {
    String status = lane.onMachine("sh", "-c", command).strip();
    assertTrue(!status.equals("124"), command + " did not end in time");
    return status;
  }

  private static <T> T right(Either<DeployError, T> result) {
    return result.getOrElseThrow(error -> new AssertionError(error.toString()));
  }
}
