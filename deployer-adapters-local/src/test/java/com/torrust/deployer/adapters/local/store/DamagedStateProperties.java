package com.torrust.deployer.adapters.local.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentSummary;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.json.state.EnvironmentDocument;
import com.torrust.deployer.testkit.data.SampleStates;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * State files of every kind with random damage: what comes out is a value, and what is on disk
 * stays.
 */
class DamagedStateProperties {

  /** How many files each try damages: {@code -Ddeployer.test.damage=10} for a long night. */
  private static final int FILES = Integer.getInteger("deployer.test.damage", 1);

  private static final String STRUCTURE = "{}[]\",:0-9tnf\\";
  private static final String NAME = "sqlite-monitoring";

  private static final EnvironmentConfig CONFIG = StateFiles.config(StateFiles.reference("config"));

  private final List<byte[]> originals = new ArrayList<>();
  private Path folder;

  @BeforeProperty
  void collectOriginals() throws IOException {
    folder = Files.createTempDirectory("damaged-state");
    StateFiles.REFERENCE_STATES.forEach(
        state -> originals.add(StateFiles.reference(state).getBytes(StandardCharsets.UTF_8)));
    FileEnvironmentStore store = StateFiles.store(folder);
    for (Environment state : SampleStates.all(CONFIG)) {
      try (EnvironmentLease lease = acquire(store)) {
        lease.remove();
        lease.save(state);
      }
      originals.add(Files.readAllBytes(file()));
    }
  }

  @AfterProperty
  void removeFolder() throws IOException {
    OwnerFiles.removeFolder(folder);
  }

  private static EnvironmentLease acquire(FileEnvironmentStore store) {
    return store
        .acquire(
            Samples.name(NAME),
            Samples.operation(OperationKind.PROVISION),
            Duration.ZERO,
            Cancellation.create())
        .get();
  }

  private Path file() {
    return StoreLayout.below(folder).state(NAME);
  }

  @Property(tries = 30_000, edgeCases = EdgeCasesMode.NONE)
  void areUnderstoodOrRefusedByAnErrorThatSaysWhy(@ForAll long seed) {
    for (int count = 0; count < FILES; count++) {
      Either<DeployError, Environment> found =
          new StateFile(StoreLayout.below(folder), Samples.PROVIDERS, NAME)
              .understand(damaged(seed + count))
              .map(EnvironmentDocument::environment);
      if (found.isRight()) {
        assertEquals(NAME, found.get().name().value());
      } else {
        DeployError error = found.getLeft();
        assertEquals(ErrorKind.CORRUPT_STATE, error.kind(), error.message());
        assertTrue(
            List.of("environment.corrupt", "environment.newer_format")
                .contains(error.code().value()));
      }
    }
  }

  /** Damage in what no list shows is all that a summary does not see. */
  @Property(tries = 30_000, edgeCases = EdgeCasesMode.NONE)
  void areSummarizedAsTheyAreUnderstood(@ForAll long seed) {
    byte[] damaged = damaged(seed);
    Either<DeployError, Environment> whole =
        EnvironmentDocument.decode(Samples.PROVIDERS, NAME, damaged, "here")
            .map(EnvironmentDocument::environment);
    Either<DeployError, EnvironmentSummary> summary =
        EnvironmentDocument.summarize(Samples.PROVIDERS, NAME, damaged, "here");
    if (summary.isLeft() || whole.isRight()) {
      assertEquals(whole.map(EnvironmentSummary::of), summary);
    } else {
      String unseen = whole.getLeft().message();
      assertTrue(
          Stream.of("config", "releases", "half of a character").anyMatch(unseen::contains),
          unseen);
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void areNeverWrittenOver(@ForAll long seed) throws IOException {
    byte[] damaged = damaged(seed);
    Files.write(file(), damaged);
    try (EnvironmentLease lease = acquire(StateFiles.store(folder))) {
      Either<DeployError, Optional<Environment>> found = lease.load();
      assertEquals(found.isRight(), StateFiles.store(folder).find(Samples.name(NAME)).isRight());
      if (found.isLeft()) {
        for (long revision = 0; revision < 2; revision++) {
          assertEquals(
              ErrorKind.CORRUPT_STATE,
              lease
                  .save(Environment.atRevision(SampleStates.all(CONFIG).get(0), revision))
                  .getLeft()
                  .kind());
        }
      }
      assertArrayEquals(damaged, Files.readAllBytes(file()));
    }
  }

  private byte[] damaged(long seed) {
    Random random = new Random(seed);
    return damage(originals.get(random.nextInt(originals.size())), random);
  }

  /** One to four of the things that happen to files. */
  private static byte[] damage(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int count = 1 + random.nextInt(4); count > 0; count--) {
      bytes = damageOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] damageOnce(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(40));
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> splice(bytes, at, end, new byte[0]);
      case 2 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
      case 3 -> splice(bytes, at, end, new byte[end - at]);
      case 4 -> splice(bytes, at, at + 1, new byte[] {(byte) random.nextInt()});
      case 5 -> replaceValue(bytes, random);
      default ->
          splice(
              bytes,
              at,
              at + 1,
              new byte[] {(byte) STRUCTURE.charAt(random.nextInt(STRUCTURE.length()))});
    };
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] instead) {
    byte[] result = new byte[from + instead.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(instead, 0, result, from, instead.length);
    System.arraycopy(bytes, to, result, from + instead.length, bytes.length - to);
    return result;
  }

  /** Damage that keeps the document well-formed gets further. */
  private static byte[] replaceValue(byte[] bytes, Random random) {
    List<String> values =
        List.of(
            "null",
            "true",
            "\"\"",
            "\"x\"",
            "0",
            "-1",
            "65536",
            "1e400",
            "[]",
            "{}",
            "\"2026-13-45T99:00:00Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "99999999999999999999",
            "\"\\u0000\"");
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String[] lines = text.split("\n", -1);
    int line = random.nextInt(lines.length);
    String value = values.get(random.nextInt(values.size()));
    lines[line] =
        lines[line].replaceFirst(
            "(\": )(\"[^\"]*\"|[0-9a-z]+)", "$1" + value.replace("\\", "\\\\"));
    return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
  }
}
