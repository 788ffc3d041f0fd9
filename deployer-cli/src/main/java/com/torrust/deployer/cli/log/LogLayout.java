package com.torrust.deployer.cli.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.json.Document;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.event.KeyValuePair;

/**
 * One entry as text, without any secret. Never holds colours, and in one-line formats no line feed
 * but the last.
 */
abstract class LogLayout extends LayoutBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Supplier<Redactor> redactor;

  private LogLayout(Supplier<Redactor> redactor) {
    this.redactor = redactor;
  }

  /** The entry as text that may still hold secrets. */
  abstract String lines(ILoggingEvent event);

  @Override
  public String doLayout(ILoggingEvent event) {
    return redactor.get().redact(lines(event));
  }

  static LogLayout of(LogFormat format, LoggerContext context, Supplier<Redactor> redactor) {
    LogLayout layout =
        switch (format) {
          case COMPACT -> new Compact(redactor);
          case PRETTY -> new Pretty(redactor);
          case JSON -> new Json(redactor);
        };
    layout.setContext(context);
    layout.start();
    return layout;
  }

  /** RFC 3339 in UTC with microseconds. */
  static String time(ILoggingEvent event) {
    return TIME.format(
        Optional.ofNullable(event.getInstant())
            .orElseGet(() -> Instant.ofEpochMilli(event.getTimeStamp())));
  }

  static List<KeyValuePair> facts(ILoggingEvent event) {
    return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
  }

  static Optional<String> stackTrace(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return Optional.ofNullable(thrown)
        .map(ThrowableProxyUtil::asString)
        .map(
            trace ->
                trace
                    .stripTrailing()
                    .lines()
                    .map(line -> PlainText.line(line.replace("\t", "    ")))
                    .collect(Collectors.joining("\n")));
  }

  /** A text without anything that could fake another entry or move a cursor. */
  static String onOneLine(Object value) {
    String text = String.valueOf(value);
    if (PlainText.isPlain(text)) {
      return text;
    }
    StringBuilder line = new StringBuilder();
    for (char character : text.toCharArray()) {
      line.append(
          character == '\n'
              ? "\\n"
              : PlainText.isPlain(character)
                  ? String.valueOf(character)
                  : String.format(Locale.ROOT, "\\u%04x", (int) character));
    }
    return line.toString();
  }

  private static final class Compact extends LogLayout {

    Compact(Supplier<Redactor> redactor) {
      super(redactor);
    }

    @Override
    String lines(ILoggingEvent event) {
      StringBuilder line =
          new StringBuilder(time(event))
              .append(String.format(Locale.ROOT, " %5s ", event.getLevel()))
              .append(event.getLoggerName())
              .append(": ")
              .append(onOneLine(event.getFormattedMessage()));
      facts(event)
          .forEach(
              fact -> line.append(' ').append(fact.key).append('=').append(onOneLine(fact.value)));
      stackTrace(event).ifPresent(trace -> line.append(" exception=").append(onOneLine(trace)));
      return line.append('\n').toString();
    }
  }

  private static final class Pretty extends LogLayout {

    Pretty(Supplier<Redactor> redactor) {
      super(redactor);
    }

    @Override
    String lines(ILoggingEvent event) {
      StringBuilder lines =
          new StringBuilder(time(event))
              .append(
                  String.format(Locale.ROOT, " %5s %s%n", event.getLevel(), event.getLoggerName()))
              .append("    ")
              .append(onOneLine(event.getFormattedMessage()))
              .append('\n');
      facts(event)
          .forEach(
              fact ->
                  lines
                      .append("    ")
                      .append(fact.key)
                      .append(": ")
                      .append(onOneLine(fact.value))
                      .append('\n'));
      stackTrace(event).ifPresent(trace -> lines.append(trace.indent(4)));
      return lines.append('\n').toString();
    }
  }

  private static final class Json extends LogLayout {

    Json(Supplier<Redactor> redactor) {
      super(redactor);
    }

    @Override
    String lines(ILoggingEvent event) {
      Document fields = Document.object().put("message", event.getFormattedMessage());
      facts(event).forEach(fact -> fields.put(fact.key, String.valueOf(fact.value)));
      stackTrace(event).ifPresent(trace -> fields.put("exception", trace));
      return Document.object()
              .put("timestamp", time(event))
              .put("level", event.getLevel().toString())
              .put("fields", fields)
              .put("target", event.getLoggerName())
              .line()
          + "\n";
    }
  }
}
