package com.torrust.deployer.cli.log;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.event.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The log of one run. Nothing is made on disk before there is something to write; a file that
 * cannot be written is reported once and costs nothing but itself. Events arrive redacted; what
 * libraries and exceptions say is redacted here. For the owner's eyes only. Thread-safe.
 */
public final class LogFile implements DeployListener, AutoCloseable {

  private final LogSettings settings;
  private final Console console;
  private final List<String> arguments;
  private final Supplier<Redactor> redactor;
  private Optional<LogWriter> writer = Optional.empty();
  private boolean tried;

  /**
   * The log of a run with these arguments; opened at its first event.
   *
   * @param redactor asked for each entry: a run learns its secrets as it goes
   */
  public LogFile(
      LogSettings settings, Console console, List<String> arguments, Supplier<Redactor> redactor) {
    this.settings = settings;
    this.console = console;
    this.arguments = List.copyOf(arguments);
    this.redactor = redactor;
  }

  /** Opens it at once. */
  public synchronized LogFile opened() {
    if (!tried) {
      tried = true;
      try {
        writer = Optional.of(LogWriter.open(settings, redactor, console::error));
        writer.get().began(arguments);
      } catch (IOException unwritable) {
        console.warn(
            "no log is written: '"
                + settings.file()
                + "' cannot be opened ("
                + unwritable.getMessage()
                + ")");
      }
    }
    return this;
  }

  @Override
  public void on(DeployEvent event) {
    opened();
    writer.ifPresent(open -> open.write(event));
  }

  /** Records how the run failed, if there is a log. */
  public void failed(DeployError error) {
    writer.ifPresent(open -> open.failed(error));
  }

  /** The file, if it was written. */
  public Optional<Path> path() {
    return writer.map(open -> settings.file());
  }

  /** Records the end of the run and closes the file. */
  public void end(int exitCode) {
    writer.ifPresent(open -> open.ended(exitCode));
    close();
  }

  @Override
  public synchronized void close() {
    writer.ifPresent(LogWriter::close);
    writer = Optional.empty();
  }
}
