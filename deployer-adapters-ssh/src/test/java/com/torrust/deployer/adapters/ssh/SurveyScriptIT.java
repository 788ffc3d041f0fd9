package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.hash.Hashing;
import com.torrust.deployer.adapters.ssh.internal.RemoteEvent;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.ReleaseBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script looks at a tree of files that a release was installed in. */
class SurveyScriptIT {

  private static final ReleaseBundle RELEASE = Releases.of(Releases.mysql("secret password"));
  private static final String COMPOSE = "/opt/torrust/docker-compose.yml";
  private static final String ENV = "/opt/torrust/.env";

  @TempDir Path folder;
  private StackScript machine;

  @BeforeEach
  void install() {
    machine = StackScript.orSkip(folder);
    assertTrue(machine.install(RELEASE).finished());
  }

  private static RemoteEvent file(StackScript.Answer answer, String path) {
    int number =
        IntStream.range(0, RELEASE.files().size())
            .filter(each -> RELEASE.files().get(each).path().equals(path))
            .findFirst()
            .orElseThrow();
    return answer.events().stream()
        .filter(event -> event.name().equals("file") && event.number("number") == number)
        .findFirst()
        .orElseThrow(() -> new AssertionError(answer.noise()));
  }

  @Test
  void findsEveryFileAsItWasRenderedAndWritesNothing() {
    Map<String, String> before = machine.tree();

    StackScript.Answer answer = machine.survey(RELEASE);

    assertTrue(answer.finished(), answer::noise);
    assertEquals(before, machine.tree());
    for (HostFile wanted : RELEASE.files()) {
      RemoteEvent found = file(answer, wanted.path());
      assertEquals("yes", found.text("kept"), wanted.path());
      if (!wanted.path().equals(ENV)) {
        assertEquals(
            Hashing.sha256().hashString(wanted.text(), StandardCharsets.UTF_8).toString(),
            found.text("content"),
            wanted.path());
      }
    }
    assertEquals(RELEASE.id().value(), answer.last("finished").orElseThrow().text("release"));
  }

  @Test
  void tellsWhatStandsInThePlaceOfAFileAndFollowsNoLink() throws IOException {
    Files.delete(machine.path(COMPOSE));
    Files.createSymbolicLink(machine.path(COMPOSE), Path.of("/dev/zero"));
    Files.delete(machine.path(ENV));

    StackScript.Answer answer = machine.survey(RELEASE);

    assertTrue(answer.finished(), answer::noise);
    assertEquals("link", file(answer, COMPOSE).text("content"));
    assertEquals("missing", file(answer, ENV).text("content"));
  }

  @Test
  void tellsOfAChangeInWhatTheMachineCompletesByItself() throws IOException {
    Files.writeString(
        machine.path(ENV), machine.read(ENV).replaceFirst("USER_ID='[0-9]*'", "USER_ID='1'"));

    RemoteEvent found = file(machine.survey(RELEASE), ENV);

    assertEquals("no", found.text("kept"));
  }

  @Test
  void runsNothingThatStandsInAFileOfTheMachine() throws IOException {
    Path trap = folder.resolve("trap");
    String evil = "$(touch " + trap + ")`touch " + trap + "`";
    Files.writeString(machine.path("/opt/torrust/.releases/current"), evil + "\n");
    Files.createDirectories(machine.path("/opt/torrust/.turn/left"));
    for (String record : List.of("settings", "containers", "images")) {
      Files.writeString(
          machine.path("/opt/torrust/.turn/left/" + record),
          evil + "\t" + evil + "\t" + evil + "\n");
    }
    Files.writeString(machine.path(COMPOSE), "name: " + evil + "\n");

    StackScript.Answer answer = machine.survey(RELEASE);

    assertTrue(Files.notExists(trap), answer::noise);
  }
}
