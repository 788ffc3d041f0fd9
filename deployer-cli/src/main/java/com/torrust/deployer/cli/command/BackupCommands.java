package com.torrust.deployer.cli.command;

import static com.torrust.deployer.cli.command.Action.command;
import static com.torrust.deployer.cli.command.Action.environment;

import com.torrust.deployer.cli.command.Confirmation.Question;
import com.torrust.deployer.cli.result.BackupResults;
import com.torrust.deployer.cli.syntax.Choice;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.ValueType;
import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The commands about backups. */
public final class BackupCommands {

  private BackupCommands() {}

  /** {@code backup}. */
  public static CommandSpec backup() {
    Input<String> environment = environment();
    Input<Boolean> verify =
        Input.flag(
            "Take none; fetch the latest one and prove that it holds what was saved.", "--verify");
    DryRun dryRun = new DryRun();
    return command(
        "backup",
        new Action(
            invocation -> {
              if (dryRun.isOn()) {
                return dryRun.show(
                    invocation, environment.value(), PlannedOperation.backup(), "backup");
              }
              Either<DeployError, EnvironmentName> named = Action.name(environment.value());
              return verify.isOn()
                  ? invocation.operate(
                      (deployer, settings) ->
                          named
                              .flatMap(
                                  name ->
                                      deployer.verifyBackup(name, BackupChoice.latest(), settings))
                              .map(proven -> BackupResults.verified(environment.value(), proven)))
                  : invocation.operate(
                      (deployer, settings) ->
                          named
                              .flatMap(name -> deployer.backup(name, settings))
                              .map(made -> BackupResults.saved(environment.value(), made)));
            },
            List.of(Choice.optional(verify, dryRun.option()))),
        environment,
        verify,
        dryRun.option());
  }

  /** {@code backups}. */
  public static CommandSpec backups() {
    Input<String> environment = environment();
    Input<String> from = from();
    return command(
        "backups",
        invocation ->
            invocation.operate(
                (deployer, settings) ->
                    Action.name(environment.value())
                        .flatMap(
                            name -> other(from).flatMap(of -> deployer.backups(name, of, settings)))
                        .map(found -> BackupResults.listed(environment.value(), found))),
        environment,
        from);
  }

  /** {@code restore}. */
  public static CommandSpec restore() {
    Input<String> environment = environment();
    Input<BackupId> backup =
        Input.following(
            ValueType.BACKUP_ID,
            "<BACKUP>",
            "Id of the backup, as 'backups' shows it, or of a copy that the machine keeps; unless"
                + " given the latest backup.");
    Input<String> into =
        Input.option(
            ValueType.TEXT,
            "<OTHER>",
            "Restore into this environment, which has the same repository; its own database"
                + " settings stay.",
            "--into");
    Input<Boolean> yes = Input.flag("Do not ask.", "-y", "--yes");
    DryRun dryRun = new DryRun();
    return command(
        "restore",
        invocation -> {
          String target = into.given().orElse(environment.value());
          Either<DeployError, EnvironmentName> named = Action.name(target);
          Either<DeployError, BackupChoice> chosen =
              into.given().isEmpty()
                  ? Either.right(new BackupChoice(backup.given(), Optional.empty()))
                  : Action.name(environment.value())
                      .map(of -> new BackupChoice(backup.given(), Optional.of(of)));
          if (dryRun.isOn()) {
            return dryRun.show(
                invocation,
                deployer ->
                    named.flatMap(
                        name ->
                            chosen.flatMap(
                                choice -> deployer.plan(name, PlannedOperation.restore(choice)))),
                plan -> words(environment.value(), backup, into));
          }
          Invocation.Operation restore =
              (deployer, settings) ->
                  named
                      .flatMap(
                          name ->
                              chosen.flatMap(choice -> deployer.restore(name, choice, settings)))
                      .map(BackupResults::restoration);
          return yes.isOn()
              ? invocation.operate(restore)
              : invocation.confirm(
                  deployer ->
                      named.flatMap(
                          name ->
                              deployer
                                  .show(name)
                                  .flatMap(
                                      view ->
                                          new Confirmation(invocation.console())
                                              .ask(
                                                  name,
                                                  Question.removing(
                                                      "restore",
                                                      "what was written to the tracker's database"
                                                          + " since that backup was taken (a copy"
                                                          + " stays on the machine)")))),
                  name -> restore);
        },
        environment,
        backup,
        into,
        yes,
        dryRun.option());
  }

  private static String words(String environment, Input<BackupId> backup, Input<String> into) {
    return "restore "
        + environment
        + backup.given().map(id -> " " + id).orElse("")
        + into.given().map(other -> " --into " + other).orElse("");
  }

  private static Input<String> from() {
    return Input.option(
        ValueType.TEXT,
        "<OTHER>",
        "List those of this environment, which are in the same repository.",
        "--from");
  }

  private static Either<DeployError, Optional<EnvironmentName>> other(Input<String> from) {
    return from.given().isEmpty()
        ? Either.right(Optional.empty())
        : Action.name(from.value()).map(Optional::of);
  }
}
