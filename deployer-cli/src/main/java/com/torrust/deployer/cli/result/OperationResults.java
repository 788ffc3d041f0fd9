package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.Provisioned;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.preflight.MachineFinding.Severity;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import com.torrust.deployer.json.result.ResultDocuments;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.DestroyResult;
import com.torrust.deployer.sdk.operation.Leftover;
import com.torrust.deployer.sdk.operation.PurgeResult;
import com.torrust.deployer.sdk.operation.RegisterResult;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Results of the operations that change an environment. */
public final class OperationResults {

  private static final String RUNS = "The tracker runs and every service answered";

  private OperationResults() {}

  /** {@code create environment}, in a folder as given. */
  public static Result created(Created created, List<Finding> warnings, Path workingDirectory) {
    String name = created.name().value();
    return Result.of(
        ResultDocuments.created(created, warnings, workingDirectory),
        () ->
            Text.titled("Environment created")
                .fact("Name", created.name())
                .fact("Machine", created.config().instanceName())
                .fact("Provider", created.config().provider().displayName())
                .fact(
                    "SSH",
                    created.config().sshCredentials().username()
                        + ", port "
                        + created.config().sshCredentials().port())
                .fact("Services", Parts.services(created.config()))
                .fact("Data", workingDirectory.resolve("data").resolve(name))
                .fact("Build", workingDirectory.resolve("build").resolve(name)));
  }

  /** {@code provision}. */
  public static Result provisioned(Provisioned environment) {
    return Result.of(
        ResultDocuments.provisioned(environment),
        () -> Parts.login(Text.titled("Machine provisioned"), environment, environment.machine()));
  }

  /** {@code register}. */
  public static Result registered(RegisterResult result) {
    return Result.of(
        ResultDocuments.registered(result),
        () ->
            Parts.login(
                    Text.titled("Machine registered; it will never be destroyed"),
                    result.environment(),
                    result.environment().machine())
                .table(Parts.findings(result.report()))
                .facts("Advice", Parts.remedies(result.report(), Severity.WARNING)));
  }

  /** {@code configure} and {@code release}. */
  public static Result phase(Environment environment) {
    return Result.of(
        ResultDocuments.phase(environment),
        () ->
            Parts.environment(environment, "Environment " + environment.stateName().text())
                .fact("Release", environment.installedRelease()));
  }

  /** {@code run}. */
  public static Result running(Running environment) {
    return Result.of(
        ResultDocuments.running(environment),
        () -> running(Text.titled(RUNS), environment, environment.machine()));
  }

  private static Text running(Text text, Environment environment, Machine machine) {
    Parts.endpoints(text, ServiceEndpoints.of(environment.config(), machine));
    return Parts.dns(text, environment, machine);
  }

  /** {@code deploy}. */
  public static Result deployed(DeployResult result) {
    return Result.of(ResultDocuments.deployed(result), () -> text(result));
  }

  static Text text(DeployResult result) {
    Environment environment = result.environment();
    boolean runs = environment instanceof Running;
    String phases =
        result.phases().stream().map(OperationKind::text).collect(Collectors.joining(", "));
    Text text =
        Text.titled(
                runs
                    ? RUNS
                    : "Environment " + environment.name() + " is " + environment.stateName().text())
            .fact("Phases", phases.isEmpty() ? "nothing was missing" : phases);
    environment
        .knownMachine()
        .ifPresent(
            machine -> {
              if (runs) {
                running(text, environment, machine);
              } else {
                Parts.dns(text, environment, machine);
              }
            });
    return text;
  }

  /** {@code destroy}. */
  public static Result destroyed(DestroyResult destroyed) {
    return Result.of(
        ResultDocuments.destroyed(destroyed),
        () ->
            Parts.environment(destroyed.environment(), "Environment destroyed")
                .facts("Removed", destroyed.removed())
                .fact("Untouched", destroyed.untouched().map(OperationResults::untouched))
                .facts(
                    "Left on it",
                    destroyed.leftovers().stream().map(OperationResults::leftover).toList())
                .fact("Kept", "traces, logs and history on this computer"));
  }

  private static String untouched(Machine machine) {
    return "the registered machine " + machine.address() + " and all that runs on it";
  }

  private static String leftover(Leftover leftover) {
    return leftover.what()
        + leftover.removal().map(command -> "; to remove: sudo sh -c '" + command + "'").orElse("");
  }

  /** {@code purge}. */
  public static Result purged(PurgeResult purged) {
    return Result.of(
        ResultDocuments.purged(purged),
        () ->
            Text.titled("Environment " + purged.environment() + " purged; its name is free")
                .facts("Removed", purged.removed()));
  }
}
