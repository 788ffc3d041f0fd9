package com.torrust.deployer.cli.command;

import static com.torrust.deployer.cli.command.Action.asking;
import static com.torrust.deployer.cli.command.Action.command;
import static com.torrust.deployer.cli.command.Action.environment;

import com.torrust.deployer.cli.result.ReleaseResults;
import com.torrust.deployer.cli.syntax.Choice;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.ValueType;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** The commands about the releases that a machine keeps. */
public final class ReleaseCommands {

  private ReleaseCommands() {}

  /** {@code releases}. */
  public static CommandSpec releases() {
    return asking(
        "releases",
        (deployer, name) -> deployer.releases(name).map(kept -> ReleaseResults.listed(name, kept)));
  }

  /** {@code rollback}. */
  public static CommandSpec rollback() {
    Input<String> environment = environment();
    Input<ReleaseId> release =
        Input.following(
            ValueType.RELEASE_ID,
            "<RELEASE>",
            "Id of the release, as 'releases' shows it; unless given the one that ran before.");
    Input<PlanId> plan =
        Input.option(
            ValueType.PLAN_ID,
            "<ID>",
            "Do exactly what --dry-run showed under this id, or nothing when that has moved.",
            "--plan");
    Input<Boolean> noReturn = noReturn();
    DryRun dryRun = new DryRun();
    return command(
        "rollback",
        new Action(
            invocation -> {
              PlannedOperation planned = PlannedOperation.rollback(release.given());
              if (dryRun.isOn()) {
                return dryRun.show(
                    invocation,
                    deployer -> plan(deployer, environment.value(), planned),
                    made -> words(made, release.given()));
              }
              Function<Optional<PlanId>, Invocation.Operation> rollback =
                  approved ->
                      (deployer, settings) ->
                          Action.name(environment.value())
                              .flatMap(
                                  name ->
                                      deployer.rollback(
                                          name,
                                          release.given(),
                                          OperationCommands.approving(
                                              approved, returning(noReturn, settings))))
                              .map(ReleaseResults::rolledBack);
              boolean asks =
                  plan.given().isEmpty() && invocation.console().terminal().prompt().isPresent();
              return asks
                  ? invocation.confirm(
                      deployer ->
                          plan(deployer, environment.value(), planned)
                              .flatMap(made -> allowed(invocation, made)),
                      rollback)
                  : invocation.operate(rollback.apply(plan.given()));
            },
            List.of(Choice.optional(plan, dryRun.option()))),
        environment,
        release,
        plan,
        noReturn,
        dryRun.option());
  }

  /** The option that leaves an unhealthy release as it is. */
  static Input<Boolean> noReturn() {
    return Input.flag(
        "Leave a release that does not get healthy as it is, instead of putting the one before"
            + " back.",
        "--no-return");
  }

  static OperationOptions returning(Input<Boolean> noReturn, OperationOptions settings) {
    return ImmutableOperationOptions.builder()
        .from(settings)
        .returnsWhenUnhealthy(!noReturn.isOn())
        .build();
  }

  private static String words(Plan plan, Optional<ReleaseId> release) {
    return "rollback "
        + plan.environment()
        + release.map(id -> " " + id).orElse("")
        + " --plan "
        + plan.id();
  }

  private static Either<DeployError, Plan> plan(
      Deployer deployer, String environment, PlannedOperation planned) {
    return Action.name(environment).flatMap(name -> deployer.plan(name, planned));
  }

  private static Either<DeployError, Optional<PlanId>> allowed(Invocation invocation, Plan plan) {
    return new Confirmation(invocation.console())
        .approve(
            plan,
            "This takes something from clients:",
            "look at it with --dry-run, then give its id with --plan");
  }
}
