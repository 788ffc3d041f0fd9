package com.torrust.deployer.adapters.tofu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.plan.ProviderSurvey;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.release.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at a provider by OpenTofu. */
class SurveyTest {

  @TempDir Path folder;
  private FakeLane lane;
  private Bench bench;

  @BeforeEach
  void provision() {
    lane = FakeLane.in(folder);
    bench = lane.bench("demo");
    assertTrue(bench.provisioner().provision(bench.spec(), bench.context()).isRight());
  }

  @AfterEach
  void close() {
    lane.close();
  }

  private Artifacts rendered() throws IOException {
    List<Artifact> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(bench.folders().build().resolve("tofu/lxd"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.add(
            Artifact.plain(
                new ArtifactGroup("tofu"),
                "tofu/lxd/" + file.getFileName(),
                Files.readString(file)));
      }
    }
    return new Artifacts(files);
  }

  private ProviderSurvey survey() throws IOException {
    return bench
        .provisioner()
        .survey(bench.spec(), rendered(), bench.context())
        .getOrElseThrow(error -> new AssertionError(error.message()));
  }

  private Map<String, String> tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        tree.put(
            file.toString(),
            Files.getLastModifiedTime(file) + " " + List.of(Files.readAllBytes(file).length));
      }
    }
    return tree;
  }

  @Test
  void findsNothingWhereNothingWasChangedAndWritesNothing() throws IOException {
    Map<String, String> before = tree();

    ProviderSurvey survey = survey();

    assertEquals(List.of(), survey.drift());
    assertFalse(survey.isMachineGone());
    assertEquals(before, tree());
  }

  @Test
  void findsWhatIsGoneAndCanBeMadeAgain() throws IOException {
    lane.lxd().removeProfile("demo");

    assertEquals(
        List.of(
            new Drift(
                Drift.Kind.RESOURCE,
                "lxd_profile.machine",
                "there",
                "gone",
                OperationKind.PROVISION)),
        survey().drift());
    assertFalse(survey().isMachineGone());
  }

  @Test
  void findsThatTheMachineIsGone() throws IOException {
    lane.lxd().remove("demo");
    Map<String, String> before = tree();

    assertTrue(survey().isMachineGone());
    assertEquals(before, tree());
  }

  @Test
  void saysWhatItCannotCompareWithoutAState() throws IOException {
    Files.delete(bench.folders().tofu().resolve("terraform.tfstate"));

    ProviderSurvey survey = survey();

    assertEquals(List.of(), survey.drift());
    assertEquals(1, survey.unseen().size());
  }
}
