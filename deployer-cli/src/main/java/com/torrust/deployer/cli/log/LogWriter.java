package com.torrust.deployer.cli.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import com.torrust.deployer.cli.output.Version;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.event.KeyValuePair;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes a log by Logback, which knows nothing of any configuration file here. Thread-safe. */
final class LogWriter implements AutoCloseable {

  private static final String LARGEST = "5MB";
  private static final int KEPT = 3;
  private static final String APP = "deployer.app";

  private final LoggerContext context;

  private LogWriter(LoggerContext context) {
    this.context = context;
  }

  static LogWriter open(LogSettings settings, Supplier<Redactor> redactor, Consumer<String> stderr)
      throws IOException {
    OwnerLog.prepare(settings);
    LoggerContext context = new LoggerContext();
    // Only contexts that SLF4J made have one, and without it nothing is written, without a word.
    context.setMDCAdapter(new LogbackMDCAdapter());
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(file(context, settings, redactor));
    if (settings.output() == LogOutput.FILE_AND_STDERR) {
      root.addAppender(
          lines(context, new LogLayout(settings.stderrFormat(), context, redactor), stderr));
    }
    LogFilter.parse(settings.filter().orElse("info"))
        .levels()
        .forEach((name, level) -> context.getLogger(name).setLevel(level));
    context.start();
    DeferredLogging.open(context::getLogger);
    return new LogWriter(context);
  }

  private static RollingFileAppender<ILoggingEvent> file(
      LoggerContext context, LogSettings settings, Supplier<Redactor> redactor) {
    RollingFileAppender<ILoggingEvent> appender = new OwnerLog();
    appender.setContext(context);
    appender.setFile(settings.file().toString());
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(new LogLayout(settings.fileFormat(), context, redactor));
    encoder.start();
    appender.setEncoder(encoder);
    FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    // The pattern's only special characters are escaped in the folder, whose name is the user's.
    String folder = settings.folder().toString().replace("\\", "\\\\").replace("%", "\\%");
    rolling.setFileNamePattern(folder + "/log.%i.txt");
    rolling.setMinIndex(1);
    rolling.setMaxIndex(KEPT);
    rolling.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(FileSize.valueOf(LARGEST));
    size.start();
    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(size);
    appender.start();
    return appender;
  }

  private static AppenderBase<ILoggingEvent> lines(
      LoggerContext context, LogLayout layout, Consumer<String> stderr) {
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            stderr.accept(layout.doLayout(event).stripTrailing());
          }
        };
    appender.setContext(context);
    appender.start();
    return appender;
  }

  void began(List<String> arguments) {
    context
        .getLogger(APP)
        .atInfo()
        .addKeyValue("app", Version.PROGRAM)
        .addKeyValue("version", Version.number())
        .addKeyValue("command_line", String.join(" ", arguments))
        .addKeyValue("pid", ProcessHandle.current().pid())
        .log("application started");
  }

  void ended(int exitCode) {
    context.getLogger(APP).atInfo().addKeyValue("exit_code", exitCode).log("application finished");
  }

  void failed(DeployError error) {
    LoggingEventBuilder entry =
        context.getLogger(APP).atError().addKeyValue("code", error.code().value());
    for (Map.Entry<String, String> fact : error.facts().entrySet()) {
      entry = entry.addKeyValue(fact.getKey(), fact.getValue());
    }
    for (String cause : error.causes()) {
      entry = entry.addKeyValue("cause", cause);
    }
    entry.log(error.message());
  }

  void write(DeployEvent event) {
    LogEntry entry = LogEntry.of(event);
    LoggingEventBuilder line =
        context
            .getLogger(entry.logger())
            .atLevel(entry.level())
            .addKeyValue("operation", event.header().kind().text())
            .addKeyValue("environment", event.header().environment().value())
            .addKeyValue("operation_id", event.header().operation().value());
    for (KeyValuePair fact : entry.facts()) {
      line = line.addKeyValue(fact.key, fact.value);
    }
    line.log(entry.message());
  }

  @Override
  public void close() {
    DeferredLogging.close();
    context.stop();
  }
}
