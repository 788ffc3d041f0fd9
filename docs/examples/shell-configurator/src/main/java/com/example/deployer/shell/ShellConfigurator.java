package com.example.deployer.shell;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.port.RemoteShell.Ended;
import com.torrust.deployer.domain.port.RemoteShell.Script;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Configures machines by one script, which says a line for each of its tasks. Thread-safe. */
final class ShellConfigurator implements Configurator {

  private static final String TASK = "task ";
  private static final String CHANGED = " changed";

  private final RemoteShell shell;

  ShellConfigurator(RemoteShell shell) {
    this.shell = shell;
  }

  @Override
  public Either<DeployError, Report> configure(
      EnvironmentConfig config, Machine machine, OperationContext context) {
    List<String> tasks = new ArrayList<>();
    // The account's name obeys a grammar without blanks and quotes.
    String script = "set -- " + config.sshCredentials().username() + "\n" + text();
    return shell
        .run(
            machine,
            config.sshCredentials(),
            Script.of(script, context.timeouts().configure()),
            line -> hear(line, tasks, context),
            context)
        .flatMap(ended -> ended.succeeded() ? Either.right(report(tasks)) : failed(ended, tasks));
  }

  private static void hear(String line, List<String> tasks, OperationContext context) {
    if (line.startsWith(TASK)) {
      tasks.add(line);
      String[] words = line.split(" ");
      context.progress().task(words[1], words[words.length - 1]);
    }
  }

  private static Report report(List<String> tasks) {
    return new Report(
        tasks.size(), (int) tasks.stream().filter(task -> task.endsWith(CHANGED)).count());
  }

  private static Either<DeployError, Report> failed(Ended ended, List<String> tasks) {
    return Either.left(
        DeployError.because(
                "shell.task_failed",
                ErrorKind.REMOTE,
                "the script ended with status "
                    + ended.status()
                    + " after "
                    + tasks.size()
                    + " tasks")
            .outputTail(ended.errors())
            .addAllSideEffects(tasks.stream().filter(task -> task.endsWith(CHANGED)).toList())
            .addRemedies(Remedy.run("configure"))
            .build());
  }

  private static String text() {
    try (InputStream file = ShellConfigurator.class.getResourceAsStream("configure.sh")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      throw new UncheckedIOException("configure.sh is missing from the jar", damaged);
    }
  }
}
