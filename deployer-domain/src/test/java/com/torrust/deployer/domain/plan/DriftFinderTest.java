package com.torrust.deployer.domain.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.hash.Hashing;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.HostOwner;
import com.torrust.deployer.domain.release.ImmutableReleaseBundle;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.release.StackStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts as changed on a machine. */
class DriftFinderTest {

  private static final String COMPOSE = "/opt/torrust/docker-compose.yml";
  private static final String CRON = "/etc/cron.d/tracker-backup";
  private static final String ENV = "/opt/torrust/.env";

  private static final ReleaseBundle BUNDLE =
      ImmutableReleaseBundle.builder()
          .addFiles(
              new HostFile(COMPOSE, "services: {}\n", HostOwner.ROOT, "0640"),
              new HostFile(CRON, "0 3 * * * root backup\n", HostOwner.ROOT, "0644"),
              new HostFile(ENV, "A='1'\n", HostOwner.ROOT, "0600"))
          .putImages("tracker", "torrust/tracker:3.0.0")
          .putDefinitions("tracker", "digest")
          .build();

  private static final ServiceStatus RUNNING = service("running", "torrust/tracker:3.0.0");

  private static ServiceStatus service(String state, String image) {
    return new ServiceStatus("tracker", state, Optional.empty(), 0, image);
  }

  private static FoundFile found(String text, boolean asKept, String mode) {
    return new FoundFile(
        Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString(), asKept, mode);
  }

  private static MachineSurvey survey(Map<String, FoundFile> files, ServiceStatus... services) {
    return new MachineSurvey(
        new StackStatus(Optional.of(BUNDLE.id()), List.of(services), List.of()),
        files,
        List.of(),
        List.of());
  }

  private static List<String> drift(MachineSurvey survey) {
    return DriftFinder.find(Optional.of(BUNDLE.id()), Optional.of(BUNDLE), true, survey).stream()
        .map(
            drift ->
                drift.kind().text()
                    + " "
                    + drift.subject()
                    + " "
                    + drift.found()
                    + " -> "
                    + drift.repairedBy().text())
        .toList();
  }

  @Test
  void isNothingWhereEverythingIsAsItWasInstalled() {
    assertEquals(
        List.of(),
        drift(
            survey(
                Map.of(
                    COMPOSE, found("services: {}\n", true, "640"),
                    CRON, found("0 3 * * * root backup\n", true, "644"),
                    ENV, found("A='1'\n", true, "600")),
                RUNNING)));
  }

  @Test
  void isAFileThatIsAnotherOneOrIsMissing() {
    String other =
        Hashing.sha256().hashString("services: {a: b}\n", StandardCharsets.UTF_8).toString();

    assertEquals(
        List.of(
            "file " + COMPOSE + " " + other.substring(0, 12) + " -> release",
            "schedule " + CRON + " missing -> release"),
        drift(
            survey(
                Map.of(
                    COMPOSE,
                    found("services: {a: b}\n", false, "640"),
                    CRON,
                    new FoundFile("missing", true, "")),
                RUNNING)));
  }

  @Test
  void isWhatTheMachineCompletesByItself() {
    assertEquals(
        List.of("file " + ENV + " changed where the machine completes it -> release"),
        drift(survey(Map.of(ENV, found("A='1'\n", false, "600")), RUNNING)));
  }

  @Test
  void isAFileThatWasOpenedForOthersAndNotOneThatWasClosed() {
    assertEquals(
        List.of("file " + ENV + " mode 0644 -> release"),
        drift(
            survey(
                Map.of(
                    ENV, found("A='1'\n", true, "644"),
                    CRON, found("0 3 * * * root backup\n", true, "600")),
                RUNNING)));
  }

  @Test
  void isAContainerThatWasStoppedOrRemovedAndNotOneThatCrashes() {
    assertEquals(
        List.of("container tracker exited -> run"),
        drift(survey(Map.of(), service("exited", "torrust/tracker:3.0.0"))));
    assertEquals(List.of("container tracker removed -> run"), drift(survey(Map.of())));
    assertEquals(
        List.of(), drift(survey(Map.of(), service("restarting", "torrust/tracker:3.0.0"))));
  }

  @Test
  void isAnotherReleaseThanTheInstalledOne() {
    ReleaseId other = new ReleaseId("0123456789abcdef");

    List<Drift> drift =
        DriftFinder.find(Optional.of(other), Optional.empty(), true, survey(Map.of(), RUNNING));

    assertEquals(
        List.of(
            new Drift(
                Drift.Kind.RELEASE,
                "release",
                other.value(),
                BUNDLE.id().value(),
                OperationKind.RELEASE)),
        drift);
  }

  @Test
  void isNotWhatAMachineSaysAboutNoFileOfOurs() {
    assertEquals(
        List.of(), drift(survey(Map.of("/etc/passwd", found("root\n", false, "777")), RUNNING)));
  }
}
