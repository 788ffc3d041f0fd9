package com.torrust.deployer.adapters.local.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.ImmutableHistoryEntry;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.testkit.data.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** What stands beside the state is for people: damage there is passed over and stops nobody. */
class DamagedNotesProperties {

  private Path folder;

  @BeforeProperty
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("damaged-notes");
    try (EnvironmentLease lease = acquire()) {
      lease.save(Samples.created("demo"));
    }
  }

  @AfterProperty
  void removeFolder() throws IOException {
    OwnerFiles.removeFolder(folder);
  }

  private EnvironmentLease acquire() {
    return StateFiles.store(folder)
        .acquire(
            Samples.name("demo"),
            Samples.operation(OperationKind.TEST),
            Duration.ZERO,
            Cancellation.create())
        .get();
  }

  private static HistoryEntry entry() {
    return ImmutableHistoryEntry.builder()
        .operation(new OperationId("1"))
        .kind(OperationKind.TEST)
        .holder(Samples.holder())
        .startedAt(Samples.THEN)
        .duration(Duration.ofSeconds(1))
        .outcome(HistoryEntry.Outcome.SUCCEEDED)
        .build();
  }

  @Provide
  Arbitrary<byte[]> texts() {
    Arbitrary<String> words =
        Arbitraries.of(
            "{",
            "}",
            "\"holder\": {\"user\": \"x\", \"host\": \"y\", \"pid\": 1, \"process_start\":"
                + " \"2026-01-01T00:00:00Z\"}",
            "\"pid\": -1",
            "\"boot\": \"\"",
            "\"operation\": \"test\"",
            "\"since\": \"2026-01-01T00:00:00Z\"",
            ",",
            "\"operation_id\": \"7\"",
            "\n",
            "null");
    return Arbitraries.oneOf(words, words, Arbitraries.strings().ofMaxLength(20))
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts).getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 150)
  void aDamagedHolderIsNobody(@ForAll("texts") byte[] text) throws IOException {
    Files.write(StoreLayout.below(folder).holder("demo"), text);
    assertEquals(Optional.empty(), StateFiles.store(folder).holder(Samples.name("demo")));
    try (EnvironmentLease lease = acquire()) {
      assertEquals(Optional.of(Samples.holder()), StateFiles.store(folder).holder(lease.name()));
      Files.write(StoreLayout.below(folder).lock("demo"), text);
    }
  }

  @Property(tries = 150)
  void aDamagedHistoryLosesNoNewEntry(@ForAll("texts") byte[] text) throws IOException {
    Path history = StoreLayout.below(folder).history("demo");
    OwnerFiles.makeFolder(history.getParent());
    Files.write(history, text);
    try (EnvironmentLease lease = acquire()) {
      assertTrue(lease.record(entry()).isRight());
    }
    List<HistoryEntry> entries = StateFiles.store(folder).history(Samples.name("demo")).get();
    assertEquals(entry(), entries.get(entries.size() - 1));
  }
}
