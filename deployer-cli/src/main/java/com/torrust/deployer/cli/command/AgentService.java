package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.command.Confirmation.Question;
import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.cli.output.Version;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.mcp.AgentServer;
import com.torrust.deployer.mcp.gate.AgentFolder;
import com.torrust.deployer.mcp.gate.Approval;
import com.torrust.deployer.mcp.gate.Approvals;
import com.torrust.deployer.mcp.gate.Capability;
import com.torrust.deployer.mcp.gate.Permissions;
import io.vavr.control.Either;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the commands for agents do. */
final class AgentService {

  private AgentService() {}

  /** Serves one agent over the standard streams. */
  static int serve(Invocation invocation, List<String> allowed, String environments) {
    Permissions permissions =
        new Permissions(
            allowed.stream()
                .map(Capability::find)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet()),
            environments);
    return invocation.serve(
        (deployer, in, out) ->
            new AgentServer(
                    invocation.workingDirectory(),
                    permissions,
                    Version.number(),
                    () -> Reference.text(Reference.COMMANDS),
                    InstantSource.system())
                .serve(deployer, in, out));
  }

  /** Asks a person whether an agent may carry out a plan. */
  static int approve(Invocation invocation, PlanId plan) {
    return invocation.answer(
        deployer ->
            approve(
                    new Approvals(
                        AgentFolder.in(invocation.workingDirectory()), InstantSource.system()),
                    plan,
                    invocation.console())
                .map(AgentService::approved));
  }

  private static Either<DeployError, Approval> approve(
      Approvals approvals, PlanId plan, Console console) {
    return approvals
        .find(plan)
        .flatMap(
            known ->
                known
                    .<Either<DeployError, Approval>>map(Either::right)
                    .orElseGet(() -> Either.left(unknown(plan))))
        .filterOrElse(known -> !approvals.isUsed(plan), known -> used(plan))
        .flatMap(pending -> agreed(pending, console))
        .flatMap(
            pending -> approvals.approve(pending, "terminal, " + System.getProperty("user.name")));
  }

  private static Either<DeployError, Approval> agreed(Approval pending, Console console) {
    return EnvironmentName.parse(pending.environment())
        .mapLeft(violation -> unknown(pending.plan()))
        .flatMap(
            name ->
                new Confirmation(console)
                    .ask(
                        name,
                        new Question(
                            "An agent asks to do this:",
                            pending.summary(),
                            "approve it in a terminal; there is no other way")))
        .map(name -> pending);
  }

  private static DeployError unknown(PlanId plan) {
    return DeployError.of(
        "approval.unknown",
        ErrorKind.NOT_FOUND,
        "no agent was shown plan " + plan + " in this working directory",
        Remedy.advice("compare the id, and give the working directory of the agent's server"));
  }

  private static DeployError used(PlanId plan) {
    return DeployError.of(
        "approval.used",
        ErrorKind.CONFIRMATION,
        "plan " + plan + " was carried out once already",
        Remedy.advice("let the agent make a new plan"));
  }

  private static Result approved(Approval approval) {
    String until = approval.expiresAt().map(Object::toString).orElse("");
    return Result.of(
        Document.result()
            .put("environment_name", approval.environment())
            .put("plan", approval.plan().value())
            .put("operation", approval.operation())
            .put("expires_at", until),
        () ->
            Text.titled("Approved for one use until " + until)
                .fact("Plan", approval.plan())
                .fact("Environment", approval.environment())
                .fact("Operation", approval.operation()));
  }
}
