package com.torrust.deployer.adapters.ansible;

import com.torrust.deployer.adapters.ansible.internal.PlayFailures;
import com.torrust.deployer.adapters.ansible.internal.PlayRecord;
import com.torrust.deployer.adapters.ansible.internal.Playbook;
import com.torrust.deployer.adapters.ansible.internal.PlaybookCommand;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.RunFolder;
import com.torrust.deployer.domain.spi.SurvivingRun;
import io.vavr.control.Either;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the playbook so that it survives us. One that an earlier process of ours left at work is
 * waited for: a second one beside it would do the same things at the same time. Thread-safe; two
 * calls for one environment at once are kept apart by its lease.
 */
final class AnsibleConfigurator implements Configurator {

  private static final String RUN = "configure";

  private final CommandRunner runner;
  private final Map<String, String> variables;

  AnsibleConfigurator(CommandRunner runner, Map<String, String> variables) {
    this.runner = runner;
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
              Command command = PlaybookCommand.of(playbook, machine, context, variables);
              RunFolder folder = new RunFolder(context.folders().runs().resolve(RUN));
              return awaitEarlier(folder, playbook, context)
                  .map(Either::<DeployError, Report>right)
                  .orElseGet(() -> run(command, folder, context));
            });
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
      Command command, RunFolder folder, OperationContext context) {
    PlayRecord record = new PlayRecord(context.progress());
    Either<RunFailure, CommandResult> ended =
        runner
            .start(command, folder)
            .flatMap(run -> run.follow(record, command.limit(), context.cancellation()));
    runner.forget(folder);
    return PlayFailures.judge(ended, record);
  }
}
