package com.torrust.deployer.cli.command;

import static com.torrust.deployer.cli.command.Action.command;
import static com.torrust.deployer.cli.command.Action.environment;

import com.torrust.deployer.cli.result.RotateResults;
import com.torrust.deployer.cli.syntax.Choice;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.ValueType;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.config.document.RotatableSecret;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The command that gives secrets other values. */
public final class RotateCommand {

  private RotateCommand() {}

  /** {@code rotate}. */
  public static CommandSpec rotate() {
    Input<String> environment = environment();
    Input<String[]> secrets =
        Input.allFollowing(
            names(),
            "<SECRET>",
            "Path of a secret in the configuration, such as tracker.http_api.admin_token; unless"
                + " given all that the environment has.");
    Input<PlanId> plan =
        Input.option(
            ValueType.PLAN_ID,
            "<ID>",
            "Do exactly what --dry-run showed under this id, or nothing when that has moved.",
            "--plan");
    Input<Boolean> noReturn = ReleaseCommands.noReturn();
    DryRun dryRun = new DryRun();
    return command(
        "rotate",
        new Action(
            invocation -> {
              List<String> asked = secrets.given().map(List::of).orElse(List.of());
              return dryRun.isOn()
                  ? dryRun.show(
                      invocation,
                      deployer ->
                          Action.name(environment.value())
                              .flatMap(name -> deployer.plan(name, PlannedOperation.rotate(asked))),
                      made -> words(made, asked))
                  : invocation.operate(
                      (deployer, settings) ->
                          Action.name(environment.value())
                              .flatMap(
                                  name ->
                                      deployer.rotate(
                                          name,
                                          asked,
                                          OperationCommands.approving(
                                              plan.given(),
                                              ReleaseCommands.returning(noReturn, settings))))
                              .map(
                                  result ->
                                      RotateResults.rotated(
                                          result, invocation.workingDirectory())));
            },
            List.of(Choice.optional(plan, dryRun.option()))),
        environment,
        secrets,
        plan,
        noReturn,
        dryRun.option());
  }

  /** No provider has one: what its connection needs is changed in the configuration. */
  private static List<String> names() {
    return RotatableSecret.all(Providers.of(List.of())).stream()
        .map(RotatableSecret::name)
        .toList();
  }

  private static String words(Plan plan, List<String> asked) {
    return "rotate "
        + plan.environment()
        + (asked.isEmpty() ? "" : " " + String.join(" ", asked))
        + " --plan "
        + plan.id();
  }
}
