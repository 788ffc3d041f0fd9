package com.torrust.deployer.adapters.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.ExecuteStreamHandler;
import org.apache.commons.exec.Executor;

/**
 * Starts one program through Commons Exec. Differs from its executor in that nothing of our
 * environment is inherited and that output can go to a file, which Commons Exec allows only here.
 * Neither its watchdog nor an interrupt is ever used to stop a program: both close the pipes, and
 * the program then dies of its own last words.
 */
final class Launcher extends DefaultExecutor {

  /** Where a program's standard streams go. */
  @FunctionalInterface
  interface Plumbing {
    void connect(ProcessBuilder builder);
  }

  private final Plumbing plumbing;
  private final CompletableFuture<Process> started = new CompletableFuture<>();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  @SuppressWarnings("deprecation") // A subclass cannot go through the builder.
  private Launcher(Plumbing plumbing, ExecuteStreamHandler streams, Path workingDirectory) {
    this.plumbing = plumbing;
    setStreamHandler(streams);
    setWorkingDirectory(workingDirectory.toFile());
    setExitValues(null);
  }

  /**
   * A program that was started.
   *
   * @param process the process; only to be signalled through its handle
   * @param exitCode comes when the program has ended and its output has been read
   */
  record Launched(Process process, CompletableFuture<Integer> exitCode) {}

  /** Starts a program and returns as soon as it runs. */
  static Launched launch(
      List<String> commandLine,
      Map<String, String> environment,
      Path workingDirectory,
      Plumbing plumbing,
      ExecuteStreamHandler streams)
      throws IOException {
    CommandLine line = new CommandLine(commandLine.get(0));
    commandLine.stream().skip(1).forEach(argument -> line.addArgument(argument, false));
    Launcher launcher = new Launcher(plumbing, streams, workingDirectory);
    launcher.execute(line, environment, launcher.new Result());
    return new Launched(launcher.awaitStart(), launcher.ended);
  }

  private Process awaitStart() throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return started.get();
        } catch (InterruptedException remember) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause().getMessage(), failed.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  protected Process launch(CommandLine command, Map<String, String> environment, Path directory)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.toStrings()).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    plumbing.connect(builder);
    Process process = builder.start();
    started.complete(process);
    return process;
  }

  /**
   * A program that outlives us must not keep this process alive, nor must one that does not end.
   */
  @Override
  protected Thread createThread(Runnable runnable, String name) {
    Thread thread = new Thread(runnable, "deployer-command");
    thread.setDaemon(true);
    return thread;
  }

  private final class Result implements ExecuteResultHandler {

    @Override
    public void onProcessComplete(int exitValue) {
      ended.complete(exitValue);
    }

    @Override
    public void onProcessFailed(ExecuteException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      if (!started.completeExceptionally(cause)) {
        ended.complete(exitCode(failure));
      }
    }

    /** The program did run: trouble with its streams at the end does not change how it ended. */
    private int exitCode(ExecuteException failure) {
      return failure.getExitValue() == Executor.INVALID_EXITVALUE
          ? started.join().exitValue()
          : failure.getExitValue();
    }
  }
}
