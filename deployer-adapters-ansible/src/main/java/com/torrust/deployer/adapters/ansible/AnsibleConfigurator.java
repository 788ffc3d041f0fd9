package com.torrust.deployer.adapters.ansible;

import com.torrust.deployer.adapters.ansible.internal.Condition;
import com.torrust.deployer.adapters.ansible.internal.ConditionLook;
import com.torrust.deployer.adapters.ansible.internal.LeftCondition;
import com.torrust.deployer.adapters.ansible.internal.PlayFailures;
import com.torrust.deployer.adapters.ansible.internal.PlayRecord;
import com.torrust.deployer.adapters.ansible.internal.Playbook;
import com.torrust.deployer.adapters.ansible.internal.PlaybookCommand;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.RunFolder;
import com.torrust.deployer.domain.spi.SurvivingRun;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks first whether the machine is as the last play left it; then nothing runs. Else it runs the
 * playbook so that it survives us. One that an earlier process of ours left at work is waited for:
 * a second one beside it would do the same things at the same time. Thread-safe; two calls for one
 * environment at once are kept apart by its lease.
 */
final class AnsibleConfigurator implements Configurator {

  private static final String RUN = "configure";
  private static final String SOURCE = "ansible";

  private final CommandRunner runner;
  private final ConditionLook look;
  private final Map<String, String> variables;

  AnsibleConfigurator(CommandRunner runner, RemoteShell shell, Map<String, String> variables) {
    this.runner = runner;
    this.look = new ConditionLook(shell);
    this.variables = variables;
  }

  /**
   * {@inheritDoc}
   *
   * <p>On the left {@code tool.missing}, {@code tool.too_old}, {@code tool.failed} or {@code
   * tool.killed} about Ansible itself; {@code configure.unreachable}, {@code configure.no_sudo},
   * {@code machine.locked}, {@code configure.timeout}, {@code operation.cancelled}; {@code
   * configure.task_failed} or, where a task knows better, a code of its own such as {@code
   * configure.unsupported_system}; {@code configure.input_missing} when nothing was rendered. The
   * same call again goes on with what is not yet done.
   */
  @Override
  public Either<DeployError, Report> configure(
      EnvironmentConfig config, Machine machine, OperationContext context) {
    return Playbook.in(context.folders().build())
        .flatMap(
            playbook -> {
              RunFolder folder = new RunFolder(context.folders().runs().resolve(RUN));
              return awaitEarlier(folder, playbook, context)
                  .map(Either::<DeployError, Report>right)
                  .orElseGet(() -> bring(playbook, config, machine, folder, context));
            });
  }

  private Either<DeployError, Report> bring(
      Playbook playbook,
      EnvironmentConfig config,
      Machine machine,
      RunFolder folder,
      OperationContext context) {
    String inputs = PlaybookCommand.inputs(playbook, machine, context);
    Optional<LeftCondition> left = LeftCondition.read(context);
    // On a machine that no play of ours has left there is nothing to compare with.
    Optional<Condition> found = left.flatMap(any -> look.ask(playbook, config, machine, context));
    if (left.isPresent() && found.isPresent() && left.get().holds(inputs, found.get())) {
      return Either.right(nothingToDo(left.get(), context));
    }
    List<String> differences =
        left.flatMap(before -> found.map(before.condition()::differences)).orElse(List.of());
    if (!differences.isEmpty()) {
      context
          .progress()
          .line(SOURCE, "changed since it was configured: " + String.join(", ", differences));
    }
    Command command =
        PlaybookCommand.of(playbook, machine, context, variables, !differences.isEmpty());
    PlayRecord record = new PlayRecord(context.progress());
    return LeftCondition.forget(context)
        .flatMap(forgotten -> run(command, folder, record, context))
        .peek(
            report ->
                look.ask(playbook, config, machine, context)
                    .map(now -> new LeftCondition(inputs, now, record.lastingWarnings()))
                    .ifPresent(now -> now.write(context)));
  }

  private static Report nothingToDo(LeftCondition left, OperationContext context) {
    left.warnings().forEach(warning -> context.progress().warn(warning.code(), warning.message()));
    context.progress().line(SOURCE, "the machine is as it was left; nothing to do");
    return new Report(0, 0);
  }

  /** What an earlier run that was still at work came to, if it did all that is asked for now. */
  private Optional<Report> awaitEarlier(
      RunFolder folder, Playbook playbook, OperationContext context) {
    Optional<SurvivingRun> earlier = runner.reattach(folder, context.secrets());
    Optional<Report> report =
        earlier.filter(SurvivingRun::isRunning).flatMap(run -> await(run, playbook, context));
    if (!context.cancellation().isRequested()) {
      earlier.ifPresent(ended -> runner.forget(folder));
    }
    return report;
  }

  private Optional<Report> await(SurvivingRun run, Playbook playbook, OperationContext context) {
    context
        .progress()
        .warn(
            "configure.still_running",
            "waiting for Ansible, which an earlier command left at work");
    PlayRecord record = new PlayRecord(context.progress());
    Either<RunFailure, CommandResult> ended =
        run.follow(record, context.timeouts().configure(), context.cancellation());
    return record.hasInputs(playbook.inputs())
        ? PlayFailures.judge(ended, record).toJavaOptional()
        : Optional.empty();
  }

  private Either<DeployError, Report> run(
      Command command, RunFolder folder, PlayRecord record, OperationContext context) {
    Either<RunFailure, CommandResult> ended =
        runner
            .start(command, folder)
            .flatMap(run -> run.follow(record, command.limit(), context.cancellation()));
    runner.forget(folder);
    return PlayFailures.judge(ended, record);
  }
}
