package com.torrust.deployer.adapters.ansible.internal;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Configurator.Report;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.RunFailure;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges a run of Ansible. An exit code of 0 proves nothing by itself: the recap has to show the
 * machine, without a failure.
 */
public final class PlayFailures {

  /**
   * What Ansible itself says, word for word, when sudo asks for a password after all. A message
   * that only mentions sudo, such as its complaint about a host name, is no such case: a task of
   * its own finds out first whether the account may become root.
   */
  private static final Pattern NO_SUDO =
      Pattern.compile("(?m)^(Missing|Incorrect) sudo password$|^sudo: a password is required$");

  private static final int LONGEST_SUMMARY = 500;

  /** Given to {@code flock} in the playbook. */
  private static final int LOCKED = 75;

  private static final int SIGNALLED = 128;

  /** What Ansible ends with when somebody else sent it SIGINT. */
  private static final int INTERRUPTED = 99;

  private static final Pattern OTHER_HOST_KEY =
      Pattern.compile("Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED");

  private PlayFailures() {}

  /** What the run did, or why the machine does not count as configured. */
  public static Either<DeployError, Report> judge(
      Either<RunFailure, CommandResult> ended, PlayRecord record) {
    return ended
        .mapLeft(failure -> stopped(failure, record))
        .flatMap(
            result ->
                result.exitCode() > SIGNALLED || result.exitCode() == INTERRUPTED
                    ? Either.left(killed("was ended by a signal", record))
                    : judge(result, record));
  }

  private static Either<DeployError, Report> judge(CommandResult result, PlayRecord record) {
    Optional<String> tooOld = record.version().filter(AnsibleTool::isTooOld);
    if (tooOld.isPresent()) {
      return Either.left(tooOld(tooOld.get(), record));
    }
    Optional<PlayEvent.Tally> tally = record.tally();
    boolean clean =
        tally.filter(found -> found.failed() == 0 && found.unreachable() == 0).isPresent();
    if (clean && result.succeeded()) {
      return Either.right(new Report(tally.get().ok(), tally.get().changed()));
    }
    return Either.left(
        record
            .wrong()
            .filter(wrong -> !clean)
            .map(
                wrong -> wrong.isUnreachable() ? unreachable(wrong, record) : failed(wrong, record))
            .orElseGet(() -> unproven(result, record)));
  }

  private static DeployError failed(PlayEvent.Ended wrong, PlayRecord record) {
    if (wrong.exitCode().orElse(0) == LOCKED) {
      return about(
              wrong,
              record,
              "machine.locked",
              ErrorKind.LOCK,
              "another command is at work on the machine")
          .addRemedies(Remedy.advice("wait for the other command, then run the same command again"))
          .build();
    }
    if (wrong.code().isEmpty() && NO_SUDO.matcher(wrong.message()).find()) {
      return about(
              wrong,
              record,
              "configure.no_sudo",
              ErrorKind.PREREQUISITE,
              "the account on the machine cannot become root without a password")
          .addRemedies(
              Remedy.advice(
                  "let the account use sudo without a password: add 'NOPASSWD: ALL' to its sudoers"
                      + " rule"))
          .build();
    }
    String code = wrong.code().map(ErrorCode::value).orElse("configure.task_failed");
    ErrorKind kind = code.equals("configure.no_sudo") ? ErrorKind.PREREQUISITE : ErrorKind.REMOTE;
    // What a task found out itself needs no mention of the task.
    String what = wrong.code().isPresent() ? "" : "task '" + wrong.task() + "' failed: ";
    return about(wrong, record, code, kind, what + summary(wrong.message()))
        .addAllRemedies(wrong.remedies().stream().map(Remedy::advice).toList())
        .addRemedies(Remedy.run("configure"))
        .build();
  }

  private static DeployError unreachable(PlayEvent.Ended wrong, PlayRecord record) {
    if (OTHER_HOST_KEY.matcher(wrong.message()).find()) {
      return about(
              wrong,
              record,
              "ssh.host_key_changed",
              ErrorKind.CONNECTIVITY,
              "the machine does not have the host key that was pinned at first contact")
          .addRemedies(
              Remedy.advice(
                  "find out why the key changed; if the machine was replaced, destroy the"
                      + " environment"))
          .build();
    }
    return about(
            wrong,
            record,
            "configure.unreachable",
            ErrorKind.CONNECTIVITY,
            "the machine could not be reached at task '"
                + wrong.task()
                + "': "
                + summary(wrong.message()))
        .addRemedies(
            Remedy.advice("check that the machine is running and lets you in by SSH"),
            Remedy.run("configure"))
        .build();
  }

  private static ImmutableDeployError.Builder about(
      PlayEvent.Ended wrong, PlayRecord record, String code, ErrorKind kind, String message) {
    return with(record, DeployError.because(code, kind, message))
        .putFacts("host", wrong.host())
        .putFacts("module_message", wrong.message());
  }

  /** Ansible reported no failure, and yet the machine is not proven. */
  private static DeployError unproven(CommandResult result, PlayRecord record) {
    if (record.version().isEmpty()) {
      return with(
              record,
              DeployError.because(
                  "tool.failed",
                  ErrorKind.PREREQUISITE,
                  "Ansible ended with code "
                      + result.exitCode()
                      + " before it did anything"
                      + lastWords(record)))
          .putFacts("expected", AnsibleTool.OLDEST + " or newer")
          .addRemedies(
              Remedy.advice("run 'ansible-playbook --version' and mend what it complains about"))
          .build();
    }
    return with(
            record,
            DeployError.because(
                "configure.not_proven",
                ErrorKind.REMOTE,
                "Ansible ended with code "
                    + result.exitCode()
                    + " and its recap "
                    + (record.tally().isPresent()
                        ? "tells of no task that failed"
                        : "does not show the machine")))
        .putFacts("host", Playbook.HOST)
        .addRemedies(Remedy.run("configure"))
        .build();
  }

  private static DeployError tooOld(String version, PlayRecord record) {
    return with(
            record,
            DeployError.because(
                "tool.too_old",
                ErrorKind.PREREQUISITE,
                "ansible-core is "
                    + version
                    + ", but "
                    + AnsibleTool.OLDEST
                    + " or newer is needed"))
        .putFacts("expected", AnsibleTool.OLDEST + " or newer")
        .putFacts("actual", version)
        .addRemedies(AnsibleTool.install())
        .build();
  }

  private static DeployError stopped(RunFailure failure, PlayRecord record) {
    if (failure instanceof RunFailure.NotStarted notStarted) {
      return with(
              record,
              DeployError.because(
                  "tool.missing",
                  ErrorKind.PREREQUISITE,
                  "cannot start Ansible ('"
                      + PlaybookCommand.PROGRAM
                      + "'): "
                      + notStarted.reason()))
          .putFacts("expected", AnsibleTool.OLDEST + " or newer")
          .addRemedies(AnsibleTool.install())
          .build();
    }
    if (failure instanceof RunFailure.TimedOut late) {
      return with(
              record,
              DeployError.because(
                  "configure.timeout",
                  ErrorKind.TIMEOUT,
                  "the machine was not configured within "
                      + late.after().toSeconds()
                      + " s; Ansible was stopped"
                      + where(record)))
          .addRemedies(Remedy.run("configure"))
          .build();
    }
    if (failure instanceof RunFailure.Cancelled cancelled) {
      return with(
              record,
              DeployError.because(
                  "operation.cancelled",
                  ErrorKind.CANCELLED,
                  "Ansible was stopped" + where(record) + ": " + cancelled.reason()))
          .addRemedies(Remedy.run("configure"))
          .build();
    }
    return killed("left no exit code: it was killed, or this computer restarted", record);
  }

  private static DeployError killed(String how, PlayRecord record) {
    return with(
            record,
            DeployError.because("tool.killed", ErrorKind.REMOTE, "Ansible " + how + where(record)))
        .addRemedies(Remedy.run("configure"))
        .build();
  }

  private static String where(PlayRecord record) {
    return record.task().map(task -> " at task '" + task + "'").orElse("");
  }

  private static ImmutableDeployError.Builder with(
      PlayRecord record, ImmutableDeployError.Builder error) {
    record.task().ifPresent(task -> error.putFacts("task", task));
    return error.putFacts("tool", PlaybookCommand.PROGRAM).addAllOutputTail(record.tail());
  }

  private static String lastWords(PlayRecord record) {
    return record.tail().isEmpty() ? "" : ": " + record.tail().get(record.tail().size() - 1);
  }

  /**
   * A message in one line. Programs say at either end why they gave up, so of a long message both
   * ends are shown; the whole of it is a fact of the error.
   */
  private static String summary(String message) {
    List<String> lines =
        message.lines().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
    if (lines.isEmpty()) {
      return "no reason given";
    }
    String all = String.join("; ", lines);
    if (all.length() <= LONGEST_SUMMARY) {
      return all;
    }
    String first = shortened(lines.get(0));
    return lines.size() == 1 ? first : first + " … " + shortened(lines.get(lines.size() - 1));
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST_SUMMARY / 2
        ? line
        : line.substring(0, LONGEST_SUMMARY / 2) + "…";
  }
}
