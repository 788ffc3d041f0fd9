package com.torrust.deployer.adapters.local.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.SecretStore.Value;
import com.torrust.deployer.domain.port.SecretStore.Wanted;
import com.torrust.deployer.domain.secret.SecretReference;
import com.torrust.deployer.domain.secret.SecretReference.ContentOf;
import com.torrust.deployer.domain.secret.SecretReference.Generated;
import com.torrust.deployer.domain.secret.SecretReference.OutputOf;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and programs of this computer. */
class LocalSecretStoreTest {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final String MEMBER = "/tracker/http_api/admin_token";

  @TempDir private Path folder;

  private LocalSecretStore store(Duration limit) {
    Map<String, String> variables = Map.of("PATH", "/usr/bin:/bin", "GIVEN", "of the variable");
    return new LocalSecretStore(
        variables,
        new SecretCommand(new LocalCommandRunnerProvider().create(), variables, folder, limit),
        new KeptSecrets(folder.resolve("data")));
  }

  private Either<DeployError, Optional<Value>> look(SecretReference reference) {
    return store(SecretCommand.LIMIT)
        .look(new Wanted(DEMO, MEMBER, reference), Cancellation.create());
  }

  private Either<DeployError, Optional<Value>> shell(String script) {
    return look(new OutputOf(List.of("sh", "-c", script)));
  }

  private static String text(Either<DeployError, Optional<Value>> answer) {
    return answer.get().orElseThrow().text();
  }

  private String code(Either<DeployError, Optional<Value>> answer) {
    DeployError error = answer.getLeft();
    assertEquals(MEMBER, error.facts().get("member"));
    assertTrue(error.facts().containsKey("reference"), error.toString());
    return error.code().value();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "text\n", "text\r\n"})
  void takesOneLineEndOffAFile(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), content);

    assertEquals("text", text(look(new ContentOf(file))));
  }

  @Test
  void takesOneLineEndOffTheOutputOfAProgram() {
    assertEquals("text", text(shell("printf text")));
    assertEquals("text", text(shell("echo text")));
    assertEquals("text\n", text(shell("printf 'text\\n\\n'")));
    assertEquals("", text(shell("true")));
  }

  @Test
  void givesProgramsTheVariablesOfTheDeployerAndNothingToRead() {
    assertEquals("of the variable", text(shell("printf %s \"$GIVEN\"; cat")));
  }

  @Test
  void namesTheFileThatCannotBeRead() throws IOException {
    assertEquals("secret.file_unreadable", code(look(new ContentOf(folder.resolve("none")))));
    assertEquals("secret.file_unreadable", code(look(new ContentOf(folder))));
    DeployError error = look(new ContentOf(folder.resolve("none"))).getLeft();
    assertTrue(error.message().contains("ENOENT"), error.message());
  }

  @Test
  void refusesWhatIsNoTextAndWhatIsTooLong() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Path longest = Files.write(folder.resolve("long"), new byte[SecretTrouble.LONGEST + 1]);

    assertEquals("secret.not_text", code(look(new ContentOf(binary))));
    assertEquals("secret.too_long", code(look(new ContentOf(longest))));
    assertEquals("secret.not_text", code(shell("printf '\\377\\376'")));
  }

  @Test
  void stopsAProgramThatPrintsTooMuch() {
    assertEquals("secret.too_long", code(shell("yes 0123456789 | head -c 10000000")));
    assertEquals("secret.too_long", code(shell("tr '\\0' x </dev/zero | head -c 10000000")));
    assertEquals("secret.too_long", code(shell("yes")), "without an end");
  }

  @Test
  void stopsAProgramThatHangs() {
    DeployError error =
        store(Duration.ofMillis(200))
            .look(
                new Wanted(DEMO, MEMBER, new OutputOf(List.of("sleep", "600"))),
                Cancellation.create())
            .getLeft();

    assertEquals("secret.command_timeout", error.code().value());
  }

  @Test
  void stopsAProgramWhenSomebodyAsksTo() {
    Cancellation cancellation = Cancellation.create();
    cancellation.request("the test");

    DeployError error =
        store(SecretCommand.LIMIT)
            .look(new Wanted(DEMO, MEMBER, new OutputOf(List.of("sleep", "600"))), cancellation)
            .getLeft();

    assertEquals("operation.cancelled", error.code().value());
  }

  @Test
  void tellsHowAProgramFailedAndItsLastWordsWithoutWhatItPrinted() {
    Either<DeployError, Optional<Value>> answer =
        shell("echo half-a-secret; echo 'no key for half-a-secret' >&2; exit 7");

    assertEquals("secret.command_failed", code(answer));
    assertEquals("7", answer.getLeft().facts().get("exit_code"));
    assertEquals(List.of("no key for [redacted]"), answer.getLeft().outputTail());
  }

  @Test
  void tellsThatAProgramIsNotThere() {
    Either<DeployError, Optional<Value>> answer = look(new OutputOf(List.of("no-such-program")));

    assertEquals("secret.command_failed", code(answer));
    assertTrue(answer.getLeft().facts().get("reason").contains("not found"));
  }

  @Test
  void keepsWhatItDrawsForTheOwnerAlone() throws IOException {
    LocalSecretStore store = store(SecretCommand.LIMIT);
    Value drawn =
        store.take(new Wanted(DEMO, MEMBER, new Generated(40)), Cancellation.create()).get();
    store.fingerprint(DEMO, MEMBER, drawn, true).get();
    Path kept = folder.resolve("data/demo/secrets");

    assertTrue(drawn.text().matches("[A-Za-z0-9]{40}"));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    try (Stream<Path> files = Files.list(kept)) {
      List<Path> all = files.sorted().toList();
      assertEquals(
          List.of("fingerprints.key", "tracker.http_api.admin_token"),
          all.stream().map(file -> file.getFileName().toString()).toList());
      for (Path file : all) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    assertEquals(
        drawn.text() + "\n",
        Files.readString(kept.resolve("tracker.http_api.admin_token"), StandardCharsets.UTF_8));
  }

  @Test
  void goesOnWithARotationThatAKillCutBetweenItsTwoFiles() throws IOException {
    LocalSecretStore store = store(SecretCommand.LIMIT);
    Generated reference = new Generated(40);
    Value first = store.take(new Wanted(DEMO, MEMBER, reference), Cancellation.create()).get();
    Path kept = folder.resolve("data/demo/secrets/tracker.http_api.admin_token");
    Files.copy(kept, kept.resolveSibling(kept.getFileName() + ".earlier"));

    Value second = store.regenerate(DEMO, MEMBER, reference).get();

    assertNotEquals(first, second);
    assertEquals(Optional.of(first), store.earlier(DEMO, MEMBER).get());
  }

  @Test
  void warnsOfAFileThatOthersCanRead() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    LocalSecretStore store = store(SecretCommand.LIMIT);

    assertEquals(1, store.warnings(new ContentOf(file)).size());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertEquals(List.of(), store.warnings(new ContentOf(file)));
  }
}
