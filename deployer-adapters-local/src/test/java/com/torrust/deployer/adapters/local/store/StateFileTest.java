package com.torrust.deployer.adapters.local.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.ImmutableHistoryEntry;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.domain.port.EnvironmentStore;
import com.torrust.deployer.testkit.data.SampleStates;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StateFileTest {

  @TempDir Path folder;

  private EnvironmentLease lease(String name) {
    return StateFiles.store(folder)
        .acquire(
            Samples.name(name),
            Samples.operation(OperationKind.CREATE),
            Duration.ZERO,
            Cancellation.create())
        .getOrElseThrow(error -> new AssertionError(error.message()));
  }

  private <E extends Environment> E save(E environment) {
    try (EnvironmentLease lease = lease(environment.name().value())) {
      return lease.save(environment).getOrElseThrow(error -> new AssertionError(error.message()));
    }
  }

  private Either<DeployError, Optional<Environment>> find(String name) {
    return StateFiles.store(folder).find(Samples.name(name));
  }

  private Path state(String name) {
    return folder.resolve("data").resolve(name).resolve("environment.json");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @ParameterizedTest
  @EnumSource(StateName.class)
  void isWrittenAsPublished(StateName wanted) throws IOException {
    Environment environment =
        SampleStates.all("demo").stream()
            .filter(state -> state.stateName() == wanted)
            .findFirst()
            .orElseThrow();
    save(environment);
    String holder = "\"pid\": [0-9]+,\n\\s+\"process_start\": \"[^\"]+\"";
    String written = Files.readString(state("demo")).replaceAll(holder, "\"pid\": 4711");
    assertEquals(StateFiles.resource("/state/" + wanted.text() + ".json"), written);
  }

  static List<String> configs() {
    return StateFiles.CONFIGS;
  }

  @ParameterizedTest
  @MethodSource("configs")
  void bringsBackEveryConfigurationInEveryState(String name) {
    EnvironmentConfig config =
        StateFiles.config(StateFiles.resource("/conformance/configs/" + name + ".json"));
    for (Environment state : SampleStates.all(config)) {
      try (EnvironmentLease lease = lease(config.name().value())) {
        lease.remove();
        Environment saved = lease.save(state).get();
        assertEquals(Optional.of(saved), lease.load().get());
      }
    }
  }

  @Test
  void belongsToItsOwnerAlone() throws IOException {
    save(Samples.created("demo"));
    try (EnvironmentLease lease = lease("demo")) {
      lease.trace("1-create", List.of("line")).get();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (Path path : files.toList()) {
        assertEquals(
            Files.isDirectory(path) ? "rwx------" : "rw-------", mode(path), path.toString());
      }
    }
  }

  @Test
  void isClosedToOthersWhenItWasOpen() throws IOException {
    save(Samples.created("demo"));
    Files.setPosixFilePermissions(state("demo"), PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(
        state("demo").getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertTrue(find("demo").isRight());
    assertEquals("rw-------", mode(state("demo")));
    save((Created) find("demo").get().orElseThrow());
    assertEquals("rwx------", mode(state("demo").getParent()));
  }

  @Test
  void mayHaveMembersThatThisReleaseDoesNotKnow() throws IOException {
    Created saved = save(Samples.created("demo"));
    String text = Files.readString(state("demo"));
    Files.writeString(state("demo"), text.replaceFirst("\\{", "{\n  \"later\": {\"any\": [1]},"));
    assertEquals(Optional.of(saved), find("demo").get());
  }

  @Test
  void isLeftAloneWhenANewerReleaseWroteIt() throws IOException {
    Created saved = save(Samples.created("demo"));
    for (String version : List.of("2", "17", "99999999999999999999")) {
      String newer =
          Files.readString(state("demo"))
              .replaceFirst("\"format_version\": \\d+", "\"format_version\": " + version);
      assertUntouched(saved, newer, "environment.newer_format");
    }
  }

  @Test
  void isLeftAloneWhenItCannotBeUnderstood() throws IOException {
    Created saved = save(Samples.created("demo"));
    String good = Files.readString(state("demo"));
    List<String> damaged =
        List.of(
            "",
            "\0\0\0\0",
            "null",
            "[]",
            "{}",
            good.substring(0, good.length() / 2),
            good + "}",
            good.replace("\"created\"", "\"finished\""),
            good.replace("\"revision\": 1", "\"revision\": \"one\""),
            good.replace("\"format_version\": 1", "\"format_version\": 0"),
            good.replace("\"format_version\": 1", "\"format_version\": 1.0"),
            good.replace("\"name\": \"demo\"", "\"name\": \"other\""),
            good.replace("\"state\": \"created\"", "\"state\": \"running\""),
            good.replaceFirst("\"created_at\": \"[^\"]*\"", "\"created_at\": \"yesterday\""),
            "{\"Created\": null}",
            "{\"Created\": {\"context\": {}, \"state\": null}}",
            "{\"Finished\": {\"context\": {}, \"state\": null}}");
    for (String text : damaged) {
      assertUntouched(saved, text, "environment.corrupt");
    }
  }

  private void assertUntouched(Created saved, String text, String code) throws IOException {
    String before = Files.readString(state("demo"));
    Files.writeString(state("demo"), text);
    assertTrue(find("demo").isLeft(), text);
    DeployError error = find("demo").getLeft();
    assertEquals(code, error.code().value(), text);
    assertEquals(ErrorKind.CORRUPT_STATE, error.kind());
    assertEquals(state("demo").toString(), error.facts().get("path"));
    assertFalse(error.remedies().isEmpty());
    try (EnvironmentLease lease = lease("demo")) {
      assertEquals(code, lease.load().getLeft().code().value());
      assertEquals(code, lease.save(saved).getLeft().code().value());
    }
    assertEquals(text, Files.readString(state("demo")));
    EnvironmentStore.Stored listed = StateFiles.store(folder).list().get().get(0);
    assertEquals("demo", listed.name());
    assertEquals(code, listed.environment().getLeft().code().value());
    assertEquals(
        listed.environment().getLeft(),
        StateFiles.store(folder).summaries().get().get(0).environment().getLeft());
    Files.writeString(state("demo"), before);
  }

  @Test
  void isTheOldOneWhenANewOneCannotBeWritten() throws IOException {
    Created saved = save(Samples.created("demo"));
    String before = Files.readString(state("demo"));
    // Whoever owns the disk, a folder in the way of the temporary file cannot be written over.
    Path inTheWay = Files.createDirectories(folder.resolve("data/demo/environment.json.part/x"));
    try (EnvironmentLease lease = lease("demo")) {
      DeployError error = lease.save(saved).getLeft();
      assertEquals("environment.not_saved", error.code().value());
      assertEquals(ErrorKind.FILESYSTEM, error.kind());
      assertEquals(before, Files.readString(state("demo")));
      Files.delete(inTheWay);
      assertTrue(lease.save(saved).isRight());
    }
  }

  @Test
  void isUnreadableWhenItIsNoFile() throws IOException {
    Files.createDirectories(state("demo"));
    DeployError error = find("demo").getLeft();
    assertEquals("environment.unreadable", error.code().value());
    assertEquals(ErrorKind.FILESYSTEM, error.kind());
  }

  @Test
  void cannotBeLockedWhereTheDataFolderIsAFile() throws IOException {
    Files.writeString(folder.resolve("data"), "in the way");
    DeployError error =
        StateFiles.store(folder)
            .acquire(
                Samples.name("demo"),
                Samples.operation(OperationKind.CREATE),
                Duration.ZERO,
                Cancellation.create())
            .getLeft();
    assertEquals("lock.unusable", error.code().value());
    assertEquals(ErrorKind.FILESYSTEM, error.kind());
    assertTrue(error.message().contains("a file stands where a folder should be"), error.message());
    assertEquals(
        "environment.unreadable", StateFiles.store(folder).list().getLeft().code().value());
  }

  @Test
  void isListedOnlyWhereThereIsOne() throws IOException {
    save(Samples.created("demo"));
    Files.createDirectories(folder.resolve("data/logs"));
    Files.createDirectories(folder.resolve("data/empty/tofu"));
    Files.writeString(folder.resolve("data/stray.txt"), "");
    assertEquals(
        List.of("demo"),
        StateFiles.store(folder).list().get().stream().map(EnvironmentStore.Stored::name).toList());
  }

  @Test
  void goesLastSoThatARemovalThatWasCutOffCanBeRepeated() throws IOException {
    save(Samples.created("demo"));
    Files.createDirectories(folder.resolve("data/demo/tofu"));
    Files.writeString(folder.resolve("data/demo/tofu/terraform.tfstate"), "{}");
    Path target = Files.writeString(folder.resolve("precious"), "kept");
    Files.createSymbolicLink(folder.resolve("data/demo/link"), target);
    try (EnvironmentLease lease = lease("demo")) {
      OwnerFiles.removeFolder(folder.resolve("data/demo/tofu"));
      assertTrue(find("demo").get().isPresent());
      assertEquals(List.of("data/demo"), lease.remove().get());
    }
    assertFalse(Files.exists(folder.resolve("data/demo")));
    assertEquals("kept", Files.readString(target));
  }

  @Test
  void hasAHistoryThatATornLineDoesNotSpoil() throws IOException {
    Path history = folder.resolve("data/history/demo.jsonl");
    try (EnvironmentLease lease = lease("demo")) {
      lease.record(entry("first")).get();
      String whole = Files.readString(history);
      Files.writeString(history, whole + whole.substring(0, whole.length() / 2));
      lease.record(entry("second")).get();
    }
    assertEquals(
        List.of(entry("first"), entry("second")),
        StateFiles.store(folder).history(Samples.name("demo")).get());
    assertEquals(3, Files.readAllLines(history).size());
  }

  private static HistoryEntry entry(String id) {
    return ImmutableHistoryEntry.builder()
        .operation(new OperationId(id))
        .kind(OperationKind.CREATE)
        .holder(Samples.holder())
        .startedAt(Samples.THEN)
        .duration(Duration.ofSeconds(1))
        .outcome(HistoryEntry.Outcome.SUCCEEDED)
        .build();
  }
}
