package com.torrust.deployer.domain.config;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.torrust.deployer.domain.error.Excerpt;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Schedules of five fields, as the cron of Debian and Ubuntu reads them. */
final class CronGrammar {

  private static final CharMatcher ALLOWED =
      CharMatcher.inRange('0', '9').or(CharMatcher.anyOf("*-/, "));

  private static final List<Field> FIELDS =
      List.of(
          new Field("minute", 0, 59),
          new Field("hour", 0, 23),
          new Field("day of the month", 1, 31),
          new Field("month", 1, 12),
          new Field("weekday", 0, 7));

  private CronGrammar() {}

  static Either<Violation, String> check(String text) {
    if (text.isBlank()) {
      return Either.left(ConfigRules.SCHEDULE_EMPTY.broken());
    }
    int foreign = ALLOWED.negate().indexIn(text);
    if (foreign >= 0) {
      String character = Character.toString(text.codePointAt(foreign));
      return NameRules.broken(ConfigRules.SCHEDULE_CHARACTERS, text, Excerpt.of(character));
    }
    List<String> written = Splitter.on(' ').omitEmptyStrings().splitToList(text);
    if (written.size() != FIELDS.size()) {
      return NameRules.broken(ConfigRules.SCHEDULE_FIELDS, text, written.size());
    }
    for (int index = 0; index < FIELDS.size(); index++) {
      Optional<String> reason = FIELDS.get(index).reasonAgainst(written.get(index));
      if (reason.isPresent()) {
        return NameRules.broken(
            ConfigRules.SCHEDULE_FIELD,
            text,
            FIELDS.get(index).name,
            Excerpt.of(written.get(index)),
            reason.get());
      }
    }
    return Either.right(text);
  }

  private record Field(String name, int lowest, int highest) {

    /** A star or a range may have a step; a single number may not, although some crons take it. */
    private static final Pattern ITEM =
        Pattern.compile("(?:\\*|0*(?<from>[0-9]+)(?:-0*(?<to>[0-9]+))?)(?:/0*(?<step>[0-9]+))?");

    Optional<String> reasonAgainst(String text) {
      return Splitter.on(',')
          .splitToStream(text)
          .map(this::reasonAgainstItem)
          .flatMap(Optional::stream)
          .findFirst();
    }

    private Optional<String> reasonAgainstItem(String item) {
      Matcher matcher = ITEM.matcher(item);
      if (!matcher.matches()) {
        return Optional.of("is not a star, number, range, step or list of these");
      }
      Optional<Integer> from = number(matcher.group("from"));
      Optional<Integer> to = number(matcher.group("to"));
      Optional<Integer> step = number(matcher.group("step"));
      if (from.filter(this::isOutside).isPresent() || to.filter(this::isOutside).isPresent()) {
        return Optional.of("is outside " + lowest + "-" + highest);
      }
      if (to.isPresent() && to.get() < from.orElse(lowest)) {
        return Optional.of("is a range that ends before it begins");
      }
      if (step.isPresent() && step.get() == 0) {
        return Optional.of("has the step 0");
      }
      return step.isPresent() && from.isPresent() && to.isEmpty()
          ? Optional.of("has a step behind a single number")
          : Optional.empty();
    }

    private boolean isOutside(int number) {
      return number < lowest || number > highest;
    }

    /** A number of any length; those that fit no field are all alike. */
    private static Optional<Integer> number(String digits) {
      return Optional.ofNullable(digits)
          .map(text -> text.length() < 9 ? Integer.parseInt(text) : Integer.MAX_VALUE);
    }
  }
}
