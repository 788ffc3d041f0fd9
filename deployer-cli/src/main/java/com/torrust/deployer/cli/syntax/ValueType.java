package com.torrust.deployer.cli.syntax;

import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.plan.PlanId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How the text of a value is read.
 *
 * @param <T> type of the value
 * @param type the same for Picocli
 * @param converter reads the text; its exception says what is needed
 * @param words the texts that are allowed, for help and completion, if they can be listed
 */
public record ValueType<T>(
    Class<T> type, ITypeConverter<T> converter, Optional<List<String>> words) {

  /** Any text. */
  public static final ValueType<String> TEXT = of(String.class, text -> text);

  /** A path; an empty one would be the current folder, mostly because a variable is not set. */
  public static final ValueType<Path> PATH = of(Path.class, ValueType::path);

  /** An IPv4 or IPv6 address. */
  public static final ValueType<HostAddress> ADDRESS = of(HostAddress.class, ValueType::address);

  /** Whole seconds, at most a week. */
  public static final ValueType<Duration> SECONDS = of(Duration.class, ValueType::seconds);

  /** The fingerprint of a host key. */
  public static final ValueType<String> FINGERPRINT = of(String.class, ValueType::fingerprint);

  /** The id of a plan. */
  public static final ValueType<PlanId> PLAN_ID = of(PlanId.class, ValueType::planId);

  /** The id of a release. */
  public static final ValueType<ReleaseId> RELEASE_ID = of(ReleaseId.class, ValueType::releaseId);

  /** The id of a backup. */
  public static final ValueType<BackupId> BACKUP_ID = of(BackupId.class, ValueType::backupId);

  /** Stands for bytes that are no character in this locale: what they were is lost. */
  private static final char UNDECODABLE = '\ufffd';

  private static final String OTHER_CHARACTERS =
      "it holds characters that cannot be read or written in this locale; names in UTF-8 need one"
          + " such as LC_ALL=C.UTF-8";

  /** A value without a list of words. */
  public static <T> ValueType<T> of(Class<T> type, ITypeConverter<T> converter) {
    return new ValueType<>(type, converter, Optional.empty());
  }

  /** One of these words. */
  public static ValueType<String> oneOf(List<String> words) {
    return new ValueType<>(
        String.class,
        word -> {
          if (!words.contains(word)) {
            throw new TypeConversionException("it is none of the words");
          }
          return word;
        },
        Optional.of(words));
  }

  /** One of the constants of an enum. */
  public static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    return new ValueType<>(
        type,
        word ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("it is none of the words")),
        Optional.of(Arrays.stream(type.getEnumConstants()).map(ValueType::word).toList()));
  }

  /** The same value; words are only proposed. */
  public ValueType<T> proposing(List<String> proposed) {
    return new ValueType<>(type, converter, Optional.of(proposed));
  }

  /** A whole number from 1 on. */
  public static ValueType<Integer> upTo(int most) {
    return of(
        Integer.class, text -> (int) number(text, 1, most, "a whole number from 1 to " + most));
  }

  /** The spelling of a constant on the command line. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("a path is needed, and this is empty");
    }
    if (text.indexOf(UNDECODABLE) >= 0) {
      throw new TypeConversionException(OTHER_CHARACTERS);
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new TypeConversionException(
          text.indexOf('\0') >= 0 ? invalid.getReason() : OTHER_CHARACTERS);
    }
  }

  private static HostAddress address(String text) {
    return HostAddress.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "an IPv4 or IPv6 address without port is needed, such as 203.0.113.10 or"
                        + " 2001:db8::10"));
  }

  private static Duration seconds(String text) {
    long most = Duration.ofDays(7).toSeconds();
    return Duration.ofSeconds(number(text, 0, most, "a whole number of seconds, at most a week,"));
  }

  private static long number(String text, long least, long most, String needed) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException none) {
      // Refused in the same words below.
    }
    throw new TypeConversionException(needed + " is needed");
  }

  private static PlanId planId(String text) {
    return PlanId.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "the id of a plan is needed: 16 hexadecimal digits, as 'plan' prints it"));
  }

  private static ReleaseId releaseId(String text) {
    return ReleaseId.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "an id is 16 hexadecimal digits, as 'releases' shows it"));
  }

  private static BackupId backupId(String text) {
    return BackupId.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "an id is 8 to 64 hexadecimal digits, or copy- and a time, as 'backups' shows"
                        + " it"));
  }

  private static String fingerprint(String text) {
    if (text.matches("SHA256:[A-Za-z0-9+/]{43}")) {
      return text;
    }
    throw new TypeConversionException(
        "SHA256: and 43 characters of Base64 are needed, such as 'ssh-keygen -l' prints");
  }
}
