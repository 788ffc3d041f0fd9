package com.torrust.deployer.application.internal.ports;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.RunFolder;
import com.torrust.deployer.domain.spi.Stdin;
import com.torrust.deployer.domain.spi.SurvivingRun;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The runner of programs, looked for when the first program is started: many adapters start none.
 */
public record LazyCommands(Supplier<CommandRunner> runner) implements CommandRunner {

  @Override
  public Either<RunFailure, CommandResult> run(
      Command command, Stdin stdin, LineListener listener, Cancellation cancellation) {
    return runner.get().run(command, stdin, listener, cancellation);
  }

  @Override
  public Either<RunFailure, SurvivingRun> start(Command command, RunFolder folder) {
    return runner.get().start(command, folder);
  }

  @Override
  public Optional<SurvivingRun> reattach(RunFolder folder, Set<Secret> secrets) {
    return runner.get().reattach(folder, secrets);
  }

  @Override
  public void forget(RunFolder folder) {
    runner.get().forget(folder);
  }
}
