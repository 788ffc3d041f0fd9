package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.PlanResults;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import io.vavr.control.Either;
import java.util.function.Function;

/** The option by which a command shows what it would do and does nothing, not even ask. */
final class DryRun {

  private final Input<Boolean> option =
      Input.flag("Show what would be done, as 'plan' does, and do nothing.", "--dry-run");

  Input<Boolean> option() {
    return option;
  }

  boolean isOn() {
    return option.isOn();
  }

  /** Shows the plan of an operation on a stored environment. */
  int show(Invocation invocation, String environment, PlannedOperation operation, String command) {
    return show(
        invocation,
        deployer -> Action.name(environment).flatMap(name -> deployer.plan(name, operation)),
        plan -> command + " " + plan.environment());
  }

  /**
   * Shows a plan.
   *
   * @param command what carries it out
   */
  int show(
      Invocation invocation,
      Function<Deployer, Either<DeployError, Plan>> plan,
      Function<Plan, String> command) {
    return invocation.answer(
        deployer ->
            plan.apply(deployer).map(made -> PlanResults.planned(made, command.apply(made))));
  }
}
