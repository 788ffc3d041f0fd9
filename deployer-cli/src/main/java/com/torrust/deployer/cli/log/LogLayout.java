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
final class LogLayout extends LayoutBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final LogFormat format;
  private final Supplier<Redactor> redactor;

  LogLayout(LogFormat format, LoggerContext context, Supplier<Redactor> redactor) {
    this.format = format;
    this.redactor = redactor;
    setContext(context);
    start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    return redactor
        .get()
        .redact(
            switch (format) {
              case COMPACT -> compact(event);
              case PRETTY -> pretty(event);
              case JSON -> json(event);
            });
  }

  private static String compact(ILoggingEvent event) {
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

  private static String pretty(ILoggingEvent event) {
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

  private static String json(ILoggingEvent event) {
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

  /** RFC 3339 in UTC with microseconds. */
  private static String time(ILoggingEvent event) {
    return TIME.format(
        Optional.ofNullable(event.getInstant())
            .orElseGet(() -> Instant.ofEpochMilli(event.getTimeStamp())));
  }

  private static List<KeyValuePair> facts(ILoggingEvent event) {
    return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
  }

  private static Optional<String> stackTrace(ILoggingEvent event) {
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
  private static String onOneLine(Object value) {
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
}
