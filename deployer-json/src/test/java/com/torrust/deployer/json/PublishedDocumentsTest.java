package com.torrust.deployer.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.ImmutableHistoryEntry;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.ImmutableFinding;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.EventHeader;
import com.torrust.deployer.domain.plan.Effect;
import com.torrust.deployer.domain.plan.ImmutablePlan;
import com.torrust.deployer.domain.plan.Obstacle;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlannedPhase;
import com.torrust.deployer.domain.plan.ServiceEffect;
import com.torrust.deployer.domain.preflight.MachineReport;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.json.result.ResultDocuments;
import com.torrust.deployer.sdk.operation.DoctorReport;
import com.torrust.deployer.sdk.operation.PurgeResult;
import com.torrust.deployer.testkit.data.SampleFacts;
import com.torrust.deployer.testkit.data.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written here is what the published schemas promise, judged by a validator of others. */
class PublishedDocumentsTest {

  private static final String BASE =
      "https://torrust.github.io/torrust-tracker-deployer-java/schemas/1/";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas()));
  private static final EventHeader HEADER =
      new EventHeader(
          1, Samples.THEN, new OperationId("deploy-1"), OperationKind.DEPLOY, Samples.name("demo"));
  private static final StepId STEP = new StepId("release.install");

  private static Map<String, String> schemas() {
    Map<String, String> schemas = new HashMap<>();
    Schemas.NAMES.forEach(
        name -> schemas.put(BASE + name + ".json", Schemas.find(name).orElseThrow()));
    return schemas;
  }

  private static void assertValid(String schema, Document document) {
    for (String text : List.of(document.text(), document.line())) {
      List<Error> errors =
          REGISTRY
              .getSchema(SchemaLocation.of(BASE + schema + ".json"))
              .validate(text, InputFormat.JSON);
      assertEquals(List.of(), errors, text);
    }
  }

  static Stream<DeployEvent> events() {
    return Stream.of(
        new DeployEvent.OperationStarted(HEADER),
        new DeployEvent.StepsPlanned(
            HEADER, List.of(new DeployEvent.PlannedStep(STEP, "Install the release"))),
        new DeployEvent.StepStarted(HEADER, STEP, "Install the release", 1, 2),
        new DeployEvent.StepFinished(
            HEADER, STEP, DeployEvent.Outcome.SUCCEEDED, Duration.ofMillis(7), ""),
        new DeployEvent.Retried(
            HEADER, STEP, 1, Duration.ofSeconds(1), Duration.ofSeconds(2), "no answer"),
        new DeployEvent.ResourceChanged(HEADER, "lxd_instance.this", "created"),
        new DeployEvent.TaskFinished(HEADER, "Install Docker", "changed"),
        new DeployEvent.HealthChanged(HEADER, "tracker", "starting", "healthy"),
        new DeployEvent.Warned(HEADER, "config.weak_secret", "a secret is short"),
        new DeployEvent.LogLine(HEADER, "tofu", "Apply complete"),
        new DeployEvent.StateChanged(HEADER, StateName.RELEASING, StateName.RELEASED),
        new DeployEvent.OperationFinished(
            HEADER, DeployEvent.Outcome.FAILED, Duration.ofSeconds(3), Optional.of(error())));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventIsADocumentOfTheSchema(DeployEvent event) {
    assertValid("event", EventDocument.of(event));
  }

  private static DeployError error() {
    return DeployError.because("config.invalid", ErrorKind.CONFIGURATION, "2 findings")
        .putFacts("environment", "demo")
        .addCauses("a cause with \u001b[31mcolours")
        .addFindings(finding())
        .addRemedies(
            Remedy.run("show"), Remedy.run("create environment"), Remedy.advice("look at it"))
        .addOutputTail("the last line")
        .addSideEffects("lxd instance 'demo'")
        .trace("trace-1")
        .build();
  }

  private static Finding finding() {
    return ImmutableFinding.builder()
        .severity(Finding.Severity.ERROR)
        .rule("R1")
        .code(new ErrorCode("config.unknown_member"))
        .pointer("/tracker/core")
        .message("nothing reads this")
        .remedy("remove it")
        .position(new Finding.Position(3, 5))
        .build();
  }

  @Test
  void anErrorIsADocumentWithWholeCommandsAndWithoutControlCharacters() {
    Document document = ErrorDocument.of(error(), Optional.of(Path.of("data/logs/log.txt")));

    assertValid("error", document);
    assertEquals(
        List.of(
            "torrust-tracker-deployer show demo",
            "torrust-tracker-deployer create environment --env-file FILE",
            "look at it"),
        ErrorDocument.hints(error()));
    assertTrue(document.line().contains("\\u001B") || document.line().contains("\\u001b"));
  }

  @Test
  void whatAMachineIsLikeIsADocumentOfItsFactsAloneWithNullForWhatIsNotKnown() {
    CheckResult check =
        new CheckResult(
            "tool.tofu",
            "OpenTofu",
            CheckResult.Status.PASS,
            "1.10",
            Duration.ZERO,
            Optional.empty());
    Document document =
        ResultDocuments.doctor(
            new DoctorReport(
                List.of(),
                Optional.of(new MachineReport(SampleFacts.suitable(), List.of())),
                List.of(check)),
            Optional.of(Samples.name("demo")));

    assertValid("doctor", document);
    assertTrue(document.line().contains("\"memory_mib\":"), document::line);
  }

  private static Plan plan() {
    return ImmutablePlan.builder()
        .environment(Samples.name("demo"))
        .state(StateName.RUNNING)
        .addMembers("/tracker/udp_trackers")
        .addObstacles(
            new Obstacle(
                new ErrorCode("change.database_fixed"), "/tracker/core/database", "why", "how"))
        .addPhases(
            new PlannedPhase(
                OperationKind.RUN,
                Effect.CHANGE,
                "every service is proven",
                List.of(new ServiceEffect("tracker", Effect.RESTART, "it is defined anew"))))
        .addLosses("clients lose udp_tracker on port 6969")
        .build();
  }

  @Test
  void resultsAreDocumentsOfTheSchemaOfTheirCommand() {
    HistoryEntry entry =
        ImmutableHistoryEntry.builder()
            .operation(new OperationId("1"))
            .kind(OperationKind.TEST)
            .holder(Samples.holder())
            .startedAt(Samples.THEN)
            .duration(Duration.ofSeconds(1))
            .outcome(HistoryEntry.Outcome.SUCCEEDED)
            .build();

    assertValid(
        "create-environment",
        ResultDocuments.created(Samples.created("demo"), List.of(finding()), Path.of(".")));
    assertValid("create-template", ResultDocuments.template(Path.of("a b.json"), "lxd"));
    assertValid("history", ResultDocuments.history(Samples.name("demo"), List.of(entry)));
    assertValid(
        "logs", ResultDocuments.logs(Samples.name("demo"), Optional.empty(), List.of("a line")));
    assertValid("plan", ResultDocuments.planned(plan()));
    assertValid(
        "purge", ResultDocuments.purged(new PurgeResult(Samples.name("demo"), List.of("data"))));
    assertValid(
        "validate",
        ResultDocuments.validated(Path.of("demo.json"), Optional.empty(), List.of(finding())));
    assertValid("errors", ResultDocuments.errors(ErrorCatalogue.embedded().entries()));
  }

  @Test
  void theCatalogueExplainsACode() {
    ErrorCatalogue.Entry held = ErrorCatalogue.embedded().find("lock.held").orElseThrow();

    assertEquals(List.of(ErrorKind.LOCK), held.kinds());
    assertEquals(List.of(8), held.exitCodes());
    assertEquals(Optional.empty(), ErrorCatalogue.embedded().find("lock.nonsense"));
  }
}
