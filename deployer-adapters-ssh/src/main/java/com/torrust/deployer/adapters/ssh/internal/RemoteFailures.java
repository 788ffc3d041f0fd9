package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.adapters.ssh.internal.SshConnection.Reply;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.spi.RunFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns what went wrong on the far side into errors with something to do next. */
public final class RemoteFailures {

  /** Exit code of our own commands when the stack's script is not on the machine. */
  public static final int NOT_INSTALLED = 72;

  /** Exit code of the stack's script for what it does not know. */
  public static final int USAGE = 2;

  private static final Set<String> HEALTH =
      Set.of(
          "stack.unhealthy",
          "stack.crash_looping",
          "stack.check_failed",
          "stack.service_stopped",
          "stack.password_not_set",
          "stack.database_locked",
          "restore.unhealthy");
  private static final Set<String> TIMEOUT = Set.of("stack.timeout", "cloudinit.timeout");

  /** Reported elsewhere, or known better on this side: what we do, where, as whom and with what. */
  private static final Set<String> NO_FACTS =
      Set.of(
          "code",
          "message",
          "last_answer",
          "environment",
          "step",
          "operation",
          "operation_id",
          "host",
          "user",
          "key",
          "attempts",
          "tool",
          "trace",
          "holder");

  /** Services of ours are the only ones that become part of a command. */
  private static final Set<String> SERVICES =
      Arrays.stream(Component.values())
          .map(Component::service)
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern IMAGE = Pattern.compile("[a-z0-9][A-Za-z0-9._/:@-]{0,300}");

  private RemoteFailures() {}

  /** The release on the machine is of a time before there were copies. */
  public static DeployError tooOldForData(StackCommand command, Login login) {
    return DeployError.of(
        "backup.release_too_old",
        ErrorKind.REMOTE,
        "the release that is installed on '"
            + login.display()
            + "' does not know '"
            + command.name()
            + "'",
        Remedy.run("release"));
  }

  /** Somebody asked to stop. */
  public static DeployError cancelled(Cancellation cancellation) {
    return DeployError.because(
            "operation.cancelled",
            ErrorKind.CANCELLED,
            "stopped: " + cancellation.reason().orElse("somebody asked for it"))
        .addRemedies(Remedy.advice("run the same command again: it goes on where this one stopped"))
        .build();
  }

  /** The client itself did not end as it should. */
  public static DeployError of(RunFailure failure, Login login) {
    if (failure instanceof RunFailure.NotStarted notStarted) {
      return DeployError.because(
              "tool.missing",
              ErrorKind.PREREQUISITE,
              "cannot start the OpenSSH client ('"
                  + notStarted.program()
                  + "'): "
                  + notStarted.reason())
          .putFacts("tool", notStarted.program())
          .addRemedies(Remedy.advice("install the OpenSSH client (package 'openssh-client')"))
          .build();
    }
    List<String> tail =
        failure.tail().stream().filter(line -> !ClientRecord.isChatter(line)).toList();
    if (failure instanceof RunFailure.TimedOut late) {
      return DeployError.because(
              "ssh.command_timeout",
              ErrorKind.TIMEOUT,
              "what was begun on '"
                  + login.display()
                  + "' is not done after "
                  + late.after().toSeconds()
                  + " s")
          .putFacts("host", login.address().value())
          .outputTail(tail)
          .addRemedies(Remedy.advice("run the same command again: it goes on with what was begun"))
          .build();
    }
    if (failure instanceof RunFailure.Cancelled cancelled) {
      return DeployError.because(
              "operation.cancelled", ErrorKind.CANCELLED, "stopped: " + cancelled.reason())
          .putFacts("host", login.address().value())
          .outputTail(tail)
          .addRemedies(
              Remedy.advice("run the same command again: it goes on where this one stopped"))
          .build();
    }
    return DeployError.because(
            "ssh.client_failed", ErrorKind.CONNECTIVITY, "the OpenSSH client was killed")
        .putFacts("host", login.address().value())
        .outputTail(tail)
        .addRemedies(Remedy.advice("run the same command again"))
        .build();
  }

  /** The script said why it failed. */
  public static DeployError of(RemoteEvent failed, RemoteReport report, Login login) {
    String code = code(failed);
    ImmutableDeployError.Builder error =
        DeployError.because(
                code, kind(code), failed.text("message") + " (on '" + login.display() + "')")
            .putFacts("host", login.address().value())
            .outputTail(report.log())
            .remedies(remedies(code, failed, login));
    facts(failed).forEach(error::putFacts);
    Optional.of(failed.text("last_answer"))
        .filter(answer -> !answer.isBlank())
        .ifPresent(answer -> error.addCauses("last answer: " + answer.strip()));
    report.checks().stream()
        .filter(check -> check.failed())
        .forEach(check -> error.addCauses(check.subject() + ": " + check.detail()));
    return error.build();
  }

  /** The command ended without a word that we know. */
  public static DeployError unanswered(Reply reply, RemoteReport report, Login login) {
    if (!report.isUnderstood()) {
      return error(
          "remote.script_unknown",
          ErrorKind.REMOTE,
          "the script on '" + login.display() + "' was made by another version of this program",
          reply,
          login,
          Remedy.run("release"));
    }
    if (report.isBegun()) {
      return error(
          "remote.answer_incomplete",
          ErrorKind.REMOTE,
          "the script on '"
              + login.display()
              + "' ended with status "
              + status(reply)
              + " before it was done",
          reply,
          login,
          Remedy.advice("run the same command again: it finishes what was begun"));
    }
    if (!reply.root()) {
      return error(
          "ssh.no_sudo",
          ErrorKind.CONNECTIVITY,
          "'"
              + login.user()
              + "' cannot become root without a password on '"
              + login.address()
              + "'",
          reply,
          login,
          noSudo(login));
    }
    return error(
        "remote.command_failed",
        ErrorKind.REMOTE,
        "a command on '"
            + login.display()
            + "' ended with status "
            + status(reply)
            + " and no answer",
        reply,
        login,
        Remedy.advice("look at the last lines of its output"));
  }

  /** A script that was to run as root did not begin. */
  public static DeployError scriptNotBegun(Reply reply, Login login) {
    return reply.root()
        ? error(
            "remote.command_failed",
            ErrorKind.REMOTE,
            "a script on '" + login.display() + "' did not begin",
            reply,
            login,
            Remedy.advice("look at the last lines of its output"))
        : error(
            "ssh.no_sudo",
            ErrorKind.CONNECTIVITY,
            "'"
                + login.user()
                + "' cannot become root without a password on '"
                + login.address()
                + "'",
            reply,
            login,
            noSudo(login));
  }

  /** The look at the machine did not come to its end. */
  public static DeployError lookIncomplete(Reply reply, LookAnswers answers, Login login) {
    String how =
        !answers.isBegun()
            ? "the account's shell or its start-up files ran something else"
            : answers
                .end()
                .map(
                    status ->
                        status.equals("124")
                            ? "it took longer than " + LookScript.LIMIT.toSeconds() + " s"
                            : "it ended with status " + status)
                .orElse("the connection broke off");
    return error(
        "remote.look_incomplete",
        ErrorKind.REMOTE,
        "cannot look at '" + login.display() + "': " + how,
        reply,
        login,
        Remedy.advice("try it by hand: " + login.byHand() + " /bin/sh -c id"));
  }

  /** The script ended well without saying which backup it is about. */
  public static DeployError toldNoBackup(String command, Machine machine) {
    return DeployError.because(
            "remote.answer_incomplete",
            ErrorKind.REMOTE,
            "'" + command + "' ended well on '" + machine.address() + "' and named no backup")
        .putFacts("host", machine.address().value())
        .addRemedies(Remedy.run("backups"))
        .build();
  }

  /** Nothing of ours is on the machine. */
  public static DeployError notInstalled(Login login) {
    return DeployError.because(
            "stack.not_installed",
            ErrorKind.REMOTE,
            "no release is installed on '" + login.display() + "'")
        .putFacts("host", login.address().value())
        .addRemedies(Remedy.run("release"))
        .build();
  }

  private static DeployError error(
      String code, ErrorKind kind, String message, Reply reply, Login login, Remedy remedy) {
    return DeployError.because(code, kind, message)
        .putFacts("host", login.address().value())
        .putFacts("exit_code", status(reply))
        .outputTail(reply.said())
        .addRemedies(remedy)
        .build();
  }

  /** The program's own status, or the client's where it is not known. */
  private static String status(Reply reply) {
    return String.valueOf(reply.status().orElse(reply.exitCode()));
  }

  /** A damaged answer may name anything. */
  private static String code(RemoteEvent failed) {
    return ErrorCode.parse(failed.text("code"))
        .map(ErrorCode::value)
        .orElse("remote.command_failed");
  }

  private static ErrorKind kind(String code) {
    if (HEALTH.contains(code)) {
      return ErrorKind.HEALTH;
    }
    if (TIMEOUT.contains(code)) {
      return ErrorKind.TIMEOUT;
    }
    return switch (code) {
      case "machine.locked" -> ErrorKind.LOCK;
      case "operation.cancelled" -> ErrorKind.CANCELLED;
      case "ssh.no_sudo" -> ErrorKind.CONNECTIVITY;
      default -> ErrorKind.REMOTE;
    };
  }

  private static Map<String, String> facts(RemoteEvent failed) {
    Map<String, String> facts = new TreeMap<>(failed.values());
    facts.keySet().removeAll(NO_FACTS);
    facts.values().removeIf(String::isEmpty);
    if (!RemoteReport.isService(facts.getOrDefault("service", ""))) {
      facts.remove("service");
    }
    if (facts.containsKey("owner")) {
      facts.put("holder", facts.remove("owner"));
    }
    return facts;
  }

  private static List<Remedy> remedies(String code, RemoteEvent failed, Login login) {
    return switch (code) {
      case "remote.docker_missing", "remote.docker_down" -> List.of(Remedy.run("configure"));
      case "remote.disk_full", "remote.no_inodes", "remote.quota_exceeded" -> List.of(freeSpace());
      case "remote.read_only" ->
          List.of(
              Remedy.advice(
                  "find out why, see: "
                      + byHand(login, "dmesg")
                      + "; the kernel makes a file system read-only after an error of its disk"),
              Remedy.run("release"));
      case "remote.folder_missing" ->
          List.of(
              Remedy.advice("make the folder, or mount the disk that it is on"),
              Remedy.run("release"));
      case "stack.foreign_data" ->
          List.of(
              Remedy.advice("to go on with that data, add --adopt: replaced files are kept"),
              Remedy.advice(
                  "to begin anew, move the folder away: "
                      + byHand(
                          login, "mv " + ReleaseBundle.ROOT + " " + ReleaseBundle.ROOT + ".old")
                      + " (stop what runs from it first)"),
              Remedy.advice("or choose another machine: one machine takes one environment"));
      case "stack.adoption_impossible" ->
          List.of(
              Remedy.advice("put the database's own values into the configuration"),
              Remedy.advice(
                  "to begin anew, move the folder away: "
                      + byHand(
                          login, "mv " + ReleaseBundle.ROOT + " " + ReleaseBundle.ROOT + ".old")));
      case "stack.project_taken" ->
          List.of(
              Remedy.advice(
                  "rename the other Compose project, or make this environment with another name"));
      case "machine.locked" ->
          List.of(
              Remedy.advice(
                  "wait for the other command to end, or wait longer for it, and run the same"
                      + " command again"));
      case "stack.not_installed", "stack.release_mismatch", "remote.release_damaged" ->
          List.of(Remedy.run("release"));
      case "backup.release_too_old" -> List.of(Remedy.run("release"));
      case "backup.no_repository" ->
          List.of(
              Remedy.advice(
                  "add 'repository' and 'password' to the section 'backup' and deploy the file"));
      case "backup.wrong_password" ->
          List.of(
              Remedy.advice(
                  "write the password that the repository was made with into 'backup.password',"
                      + " and deploy the file"));
      case "backup.not_permitted" ->
          List.of(
              Remedy.advice(
                  "look at 'username', 'secret' and 'ssh_private_key' in the section 'backup', and"
                      + " deploy the file"));
      case "backup.host_key" ->
          List.of(
              Remedy.advice(
                  "find out why; if the server was made anew, write its key into"
                      + " 'backup.host_key' and deploy the file"));
      case "backup.unreachable" ->
          List.of(
              Remedy.advice("look whether the machine reaches the server of the repository"),
              Remedy.advice("run the same command again: what was sent already is not sent again"));
      case "backup.no_space" ->
          List.of(Remedy.advice("make room at the place of the repository, or keep fewer backups"));
      case "backup.locked" ->
          List.of(
              Remedy.advice(
                  "wait for the other one to end; a lock that is left over goes after 30 minutes"));
      case "backup.damaged" ->
          List.of(
              Remedy.run("backups"),
              Remedy.advice("take another backup, or one of the repository's own copies"));
      case "backup.repository_missing" ->
          List.of(Remedy.advice("look at 'backup.repository'; the first backup makes one"));
      case "backup.unknown", "restore.newer_schema", "restore.other_driver" ->
          List.of(Remedy.run("backups"));
      case "restore.unfinished" ->
          List.of(Remedy.advice("run 'restore' with the same backup again: it is finished then"));
      case "restore.unhealthy" -> List.of(Remedy.run("status"), Remedy.run("backups"));
      case "restore.not_returned" ->
          List.of(
              Remedy.advice(
                  "look at the log: "
                      + byHand(login, "bash " + ReleaseBundle.ROOT + "/bin/stack logs tracker")),
              Remedy.advice("run 'restore' with another backup once the cause is gone"));
      case "stack.release_unknown" ->
          List.of(
              Remedy.advice(
                  "the machine keeps the last five releases; deploy the configuration that this"
                      + " one was made from"));
      case "stack.database_locked" ->
          List.of(
              Remedy.advice(
                  "put the passwords that the database has into the configuration and deploy it;"
                      + " after that others can be set"));
      case "stack.image_missing" ->
          List.of(
              Remedy.advice(
                  "check that the machine reaches the registry and that "
                      + image(failed.text("image"))
                      + " exists"));
      case "stack.image_platform" ->
          List.of(
              Remedy.advice(
                  "name an image that is made for this machine in the section 'images', or use a"
                      + " machine of another kind"));
      case "stack.port_in_use" ->
          List.of(
              Remedy.advice(
                  "stop the program that uses the port, see: " + byHand(login, "ss -Hltnup")),
              Remedy.run("run"));
      case "stack.port_kept_by_docker" ->
          List.of(
              Remedy.advice(
                  "restart Docker when the containers of others may end for a moment: "
                      + byHand(login, "systemctl restart docker")),
              Remedy.run("run"));
      case "ssh.no_sudo" -> List.of(noSudo(login));
      case "operation.cancelled" ->
          List.of(Remedy.advice("run the same command again: it goes on where this one stopped"));
      case "cloudinit.timeout", "cloudinit.failed" ->
          List.of(
              Remedy.advice(
                  "look at the log: "
                      + byHand(login, "tail -n 50 /var/log/cloud-init-output.log")));
      default ->
          !SERVICES.contains(failed.text("service"))
              ? List.of(
                  Remedy.advice(
                      "look at the machine: "
                          + byHand(login, "bash " + ReleaseBundle.ROOT + "/bin/stack inspect")))
              : List.of(
                  Remedy.advice(
                      "look at the log: "
                          + byHand(
                              login,
                              "bash "
                                  + ReleaseBundle.ROOT
                                  + "/bin/stack logs "
                                  + failed.text("service"))),
                  Remedy.run("run"));
    };
  }

  /** A name only if it is one: an advice is read, copied and pasted. */
  private static String image(String name) {
    return IMAGE.matcher(name).matches() ? "the image '" + name + "'" : "the image";
  }

  private static String byHand(Login login, String command) {
    return login.byHand() + " sudo " + command;
  }

  private static Remedy noSudo(Login login) {
    return Remedy.advice(
        "allow it: echo '"
            + login.user()
            + " ALL=(ALL) NOPASSWD:ALL' in a file below /etc/sudoers.d");
  }

  private static Remedy freeSpace() {
    return Remedy.advice("free some space on the machine, then run the same command again");
  }
}
