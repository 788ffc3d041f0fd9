package com.torrust.deployer.json.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentSnapshot;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.ImmutableHistoryEntry;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.testkit.data.SampleStates;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a store of a third party writes and reads. */
class EnvironmentDocumentTest {

  private static final String PLACE = "table environments, key demo";

  static Stream<Environment> states() {
    return SampleStates.all("demo").stream();
  }

  private static Either<DeployError, EnvironmentDocument> decode(String document) {
    return EnvironmentDocument.decode(
        Samples.PROVIDERS, "demo", document.getBytes(StandardCharsets.UTF_8), PLACE);
  }

  private static String encoded(Environment environment) {
    return new String(
        EnvironmentDocument.encode(Samples.PROVIDERS, environment), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("states")
  void everyStateComesBackAsItWas(Environment state) {
    EnvironmentDocument read = decode(encoded(state)).get();

    assertEquals(EnvironmentSnapshot.of(state), EnvironmentSnapshot.of(read.environment()));
    assertFalse(read.isReference());
  }

  @Test
  void aRunningEnvironmentIsTheDocumentOfTheSample() throws IOException {
    Environment running =
        states().filter(state -> state.stateName() == StateName.RUNNING).findFirst().orElseThrow();

    assertEquals(sample("running.json"), encoded(running));
  }

  private static String sample(String name) throws IOException {
    try (InputStream file = EnvironmentDocumentTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatCannotBeUnderstoodIsRefusedWithItsPlace() throws IOException {
    String sample = sample("running.json");

    assertRefused("environment.corrupt", "", "it is not a JSON document: the text is empty");
    assertRefused(
        "environment.corrupt", sample.replace("\"demo\"", "\"other\""), "it belongs to 'other'");
    assertRefused(
        "environment.newer_format",
        sample.replace("\"format_version\": 1", "\"format_version\": 2"),
        "newer release");
  }

  private static void assertRefused(String code, String document, String reason) {
    DeployError error = decode(document).getLeft();

    assertEquals(code, error.code().value());
    assertEquals(PLACE, error.facts().get("path"));
    assertEquals("demo", error.facts().get("environment"));
    assertEquals(true, error.message().contains(reason), error.message());
  }

  @Test
  void theHistoryIsALineForEachEntryAndADamagedOneIsNothing() {
    HistoryEntry entry =
        ImmutableHistoryEntry.builder()
            .operation(new OperationId("1"))
            .kind(OperationKind.TEST)
            .holder(Samples.holder())
            .actor("alice@panel")
            .startedAt(Samples.THEN)
            .duration(Duration.ofMillis(1500))
            .outcome(HistoryEntry.Outcome.SUCCEEDED)
            .build();
    String line = HistoryDocument.encode(entry);

    assertEquals(1, line.lines().count());
    assertEquals(Optional.of(entry), HistoryDocument.decode(line));
    for (String damaged : List.of("", "{", "{}", line.substring(1), line.replace("PT", "PX"))) {
      assertEquals(Optional.empty(), HistoryDocument.decode(damaged), damaged);
    }
  }

  @Test
  void whoIsAtWorkComesBackAsItWas() {
    HolderDocument holder =
        HolderDocument.of(Samples.operation(OperationKind.PROVISION), "this boot");

    assertEquals(Optional.of(holder), HolderDocument.decode(holder.encode()));
    assertEquals(Optional.empty(), HolderDocument.decode("null"));
  }
}
