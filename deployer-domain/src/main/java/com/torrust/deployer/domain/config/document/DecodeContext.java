package com.torrust.deployer.domain.config.document;

import com.google.common.collect.Comparators;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Severity;
import com.torrust.deployer.domain.error.ImmutableFinding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** One pass over one document: how strict it is and what it found. Not thread-safe. */
final class DecodeContext {

  /**
   * Not by {@link Comparator#comparing}: its serializable lambda is made anew at every start, as no
   * archive of classes holds it.
   */
  private static final Comparator<Placed> DOCUMENT_ORDER =
      (one, other) -> Placed.PLACES.compare(one.order(), other.order());

  private final boolean isStrict;
  private final Optional<RandomGenerator> random;
  private final KeyFiles keyFiles;
  private final Optional<Path> folder;
  private final Map<String, Secret> given;

  /** How many of each severity are kept; whoever has so many corrects the first ones first. */
  private static final int MOST = 100;

  private final List<Placed> placed = new ArrayList<>();
  private int errors;
  private int warnings;

  private DecodeContext(
      boolean isStrict,
      Optional<RandomGenerator> random,
      KeyFiles keyFiles,
      Optional<Path> folder,
      Map<String, Secret> given) {
    this.isStrict = isStrict;
    this.random = random;
    this.keyFiles = keyFiles;
    this.folder = folder;
    this.given = given;
  }

  /**
   * Every rule holds; what the document leaves to us is drawn from {@code random}, and what is
   * relative in it is relative to {@code folder}.
   */
  static DecodeContext ofNew(RandomGenerator random, KeyFiles keyFiles, Optional<Path> folder) {
    return new DecodeContext(true, Optional.of(random), keyFiles, folder, Map.of());
  }

  /** Only the shape must hold: rules may be younger than the document. */
  static DecodeContext ofStored() {
    return ofStored(Map.of());
  }

  /** The same, with these secrets in the place of references, by JSON pointer. */
  static DecodeContext ofStored(Map<String, Secret> secrets) {
    return new DecodeContext(false, Optional.empty(), KeyFiles.unseen(), Optional.empty(), secrets);
  }

  /** Every rule holds, and nothing is left to us: a value that a program built is complete. */
  static DecodeContext ofValue() {
    return ofValue(Map.of());
  }

  /** The same, with these secrets in the place of references, by JSON pointer. */
  static DecodeContext ofValue(Map<String, Secret> secrets) {
    return new DecodeContext(true, Optional.empty(), KeyFiles.unseen(), Optional.empty(), secrets);
  }

  boolean isStrict() {
    return isStrict;
  }

  Optional<RandomGenerator> random() {
    return random;
  }

  KeyFiles keyFiles() {
    return keyFiles;
  }

  /** What relative paths are relative to. */
  Optional<Path> folder() {
    return folder;
  }

  /** What stands for the reference at a pointer, if that is known. */
  Optional<Secret> given(String pointer) {
    return Optional.ofNullable(given.get(pointer));
  }

  void report(Location location, Violation violation) {
    report(violation.severity(), location, () -> violation);
  }

  /** The same for an error that is costly to word: it is worded only if it is kept. */
  void report(Location location, Supplier<Violation> error) {
    report(Severity.ERROR, location, error);
  }

  private void report(Severity severity, Location location, Supplier<Violation> violation) {
    int number = severity == Severity.ERROR ? ++errors : ++warnings;
    if (number <= MOST) {
      placed.add(
          new Placed(
              location.order(), violation.get().at(location.pointer(), location.position())));
    }
  }

  boolean hasErrors() {
    return errors > 0;
  }

  /** How many errors there are, kept or not. */
  int errors() {
    return errors;
  }

  /**
   * In document order; findings about one location in the order of their rules. Beyond a hundred
   * errors or warnings the last finding says how many more there are.
   */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    placed.stream().sorted(DOCUMENT_ORDER).map(Placed::finding).forEach(findings::add);
    if (errors > MOST) {
      findings.add(more(Severity.ERROR, errors - MOST, "errors"));
    }
    if (warnings > MOST) {
      findings.add(more(Severity.WARNING, warnings - MOST, "warnings"));
    }
    return List.copyOf(findings);
  }

  private static Finding more(Severity severity, int count, String what) {
    return ImmutableFinding.builder()
        .severity(severity)
        .rule("X5")
        .code(new ErrorCode("config.more_findings"))
        .pointer("")
        .message("and " + count + " more " + what)
        .remedy("correct those above, then check the file again")
        .build();
  }

  private record Placed(List<Integer> order, Finding finding) {

    static final Comparator<Iterable<Integer>> PLACES =
        Comparators.lexicographical(Comparator.<Integer>naturalOrder());
  }
}
