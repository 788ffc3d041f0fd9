package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.release.ReleaseBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Passwords of a database that has data already are set in the running server before the services
 * of a release start, whatever was cut off before. The server is played by a Docker that knows two
 * accounts.
 */
@Tag("thorough")
class PasswordScriptIT {

  private static final String FIRST = "first-password";
  private static final String SECOND = "se'co\\nd \"pass\" $word; -- `id` %n äß€";

  /** Lets in whoever has the right password, sets others for root alone, and starts nothing. */
  private static final String SERVER =
      """
      case $1 in
        ps)
          case $* in
            *working_dir*) printf 'm1|torrust-demo|False|mysql-1|%%s\\n' '%1$s' ;;
          esac
          ;;
        inspect)
          case $* in
            *StartedAt*)
              echo "mysql|torrust-demo|m1|running|healthy|0|2026-01-01|0|mysql:8|127.0.0.1 " ;;
          esac
          ;;
        exec)
          while [ "$#" -gt 1 ]; do shift; done
          IFS= read -r given
          IFS= read -r statement
          case $1 in root) account=root ;; *) account=user ;; esac
          IFS= read -r known <"$own.$account"
          if [ "$given" != "$known" ]; then
            echo "ERROR 1045 (28000): Access denied for user '$1'@'localhost'" >&2
            exit 1
          fi
          case $statement in
            *ALTER*)
              [ "$account" = root ] || exit 1
              /bin/sed -n "s/.*'@'%%' IDENTIFIED BY '\\(.*\\)'; ALTER USER 'root'.*/\\1/; s/\\\\\\\\\\(.\\)/\\1/g; p" >"$own.new" <<END
      $statement
      END
              /bin/cp "$own.new" "$own.user"
              /bin/sed -n "s/.*'root'@'localhost' IDENTIFIED BY '\\(.*\\)';\\$/\\1/; s/\\\\\\\\\\(.\\)/\\1/g; p" >"$own.new" <<END
      $statement
      END
              /bin/cp "$own.new" "$own.root"
              ;;
          esac
          ;;
        compose)
          case $* in *" up "*) echo 'nothing is started here' >&2; exit 1 ;; esac
          ;;
      esac
      exit 0
      """;

  @TempDir private Path folder;
  private StackScript machine;

  @BeforeEach
  void aServerWithTheFirstPasswords() throws IOException {
    machine = StackScript.orSkip(folder);
    machine.install(release(FIRST));
    Files.writeString(machine.path("/opt/torrust/storage/mysql/data/ibdata1"), "data");
    play(machine);
    has(machine, FIRST);
  }

  private static ReleaseBundle release(String password) {
    return Releases.of(Releases.mysql(password));
  }

  private static void play(StackScript machine) throws IOException {
    Files.delete(machine.programs().folder().resolve("docker"));
    machine.programs().script("docker", SERVER.formatted(machine.path("/opt/torrust")));
  }

  private static void has(StackScript machine, String password) throws IOException {
    Path programs = machine.programs().folder();
    Files.writeString(programs.resolve("docker.user"), password + "\n");
    Files.writeString(programs.resolve("docker.root"), "Root-" + password + "\n");
  }

  private static void accepts(StackScript machine, String password, String where)
      throws IOException {
    Path programs = machine.programs().folder();
    assertEquals(password + "\n", Files.readString(programs.resolve("docker.user")), where);
    assertEquals(
        "Root-" + password + "\n", Files.readString(programs.resolve("docker.root")), where);
  }

  private static StackScript.Answer start(StackScript machine, String password) {
    return machine.call("start", "--release", release(password).id().value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", SECOND, "\\", "'", "\\'", "ends with \\", " x ", "''", "#", "%"})
  void areSetBeforeAnythingStarts(String password) throws IOException {
    machine.install(release(password));

    StackScript.Answer answer = start(machine, password);

    assertEquals("stack.start_failed", answer.failure(), answer::noise);
    assertTrue(answer.last("password_set").isPresent(), answer::noise);
    accepts(machine, password, answer.noise());
    String seen = String.join("\n", machine.programs().calls("docker")) + answer.noise();
    assertFalse(password.length() > 3 && seen.contains(password), seen);
    assertFalse(seen.contains(FIRST), seen);
  }

  @Test
  void areLeftAloneWhileNoReleaseSaysOtherwise() {
    StackScript.Answer answer = start(machine, FIRST);

    assertEquals("stack.start_failed", answer.failure(), answer::noise);
    assertTrue(
        machine.programs().calls("docker").stream().noneMatch(call -> call.startsWith("exec")),
        answer::noise);
  }

  @Test
  void areThoseOfAReleaseThatIsPutBack() throws IOException {
    machine.install(release(SECOND));
    start(machine, SECOND);

    machine.call("use", release(FIRST).id().value());
    StackScript.Answer answer = start(machine, FIRST);

    accepts(machine, FIRST, answer.noise());
  }

  @Test
  void areFoundAmongThoseOfTheReleasesThatAreKept() throws IOException {
    machine.install(release("never started"));
    machine.install(release("neither"));
    machine.install(release(SECOND));

    StackScript.Answer answer = start(machine, SECOND);

    accepts(machine, SECOND, answer.noise());
  }

  @Test
  void nothingIsTouchedWhereNobodyKnowsWhatOpensTheDatabase() throws IOException {
    machine.install(release(SECOND));
    has(machine, "changed by hand");

    StackScript.Answer answer = start(machine, SECOND);

    assertEquals("stack.database_locked", answer.failure(), answer::noise);
    accepts(machine, "changed by hand", answer.noise());
    assertTrue(
        machine.programs().calls("docker").stream().noneMatch(call -> call.contains(" up ")),
        answer::noise);
  }

  @Test
  void aKillAtAnyPointIsFinishedByTheSameCommandOrTakenBackByTheReleaseBefore() throws IOException {
    killedEvery(331);
  }

  @Test
  @Tag("long")
  void aKillAtManyPointsIsFinishedOrTakenBack() throws IOException {
    killedEvery(83);
  }

  /**
   * Kills a start at every so many commands, beginning somewhere else each time.
   *
   * @param stride so many commands lie between two kills
   */
  private void killedEvery(int stride) throws IOException {
    machine.install(release(SECOND));
    String wanted = release(SECOND).id().value();
    int kills = 0;
    for (int command = 1 + new Random().nextInt(stride); ; command += stride) {
      StackScript victim = machine.copy(Files.createDirectory(folder.resolve("kill-" + command)));
      play(victim);
      String where = "killed before command " + command;
      if (victim.callKilledAt(command, "start", "--release", wanted).status() != 137) {
        break;
      }
      kills++;
      if (kills % 2 == 0) {
        victim.call("use", release(FIRST).id().value());
        StackScript.Answer back = start(victim, FIRST);
        accepts(victim, FIRST, where + ", put back: " + back.noise());
      }
      StackScript.Answer installed = victim.call("use", wanted);
      StackScript.Answer again = start(victim, SECOND);
      accepts(victim, SECOND, where + ": " + installed.noise() + again.noise());
    }
    System.out.println("kills while passwords are set: " + kills);
    assertTrue(kills > 5, "only " + kills + " kills");
  }
}
