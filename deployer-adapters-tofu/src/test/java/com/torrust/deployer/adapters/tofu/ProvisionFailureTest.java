package com.torrust.deployer.adapters.tofu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.ProfileName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.ImmutableTimeouts;
import com.torrust.deployer.domain.provider.ImmutableLxdConfig;
import com.torrust.deployer.domain.provider.LxdConfig;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user learns when it does not work. */
class ProvisionFailureTest {

  @TempDir Path folder;

  private FakeLane lane;
  private final ScriptedCommandRunner tofu = new ScriptedCommandRunner();

  @BeforeEach
  void prepare() {
    lane = FakeLane.in(folder);
  }

  @AfterEach
  void close() {
    lane.close();
  }

  private Bench bench(String socket, String image, LxdConfig.InstanceType type) {
    return Bench.in(
        folder,
        "demo",
        ImmutableLxdConfig.builder()
            .profileName(ProfileName.parse("demo").get())
            .image(image)
            .instanceType(type)
            .build(),
        tofu,
        Map.of("PATH", "/usr/bin", "LXD_SOCKET", socket),
        ImmutableTimeouts.builder().provider(Duration.ofSeconds(5)).build(),
        FakeLane.AT_ONCE);
  }

  private Bench bench() {
    return bench(lane.lxd().socket().toString(), "debian", LxdConfig.InstanceType.CONTAINER);
  }

  private static DeployError refusal(Bench bench) {
    return bench.provisioner().check(bench.spec(), bench.context()).getLeft();
  }

  private static DeployError failure(Bench bench) {
    return bench.provisioner().provision(bench.spec(), bench.context()).getLeft();
  }

  private void version(String text) {
    tofu.on(
        "tofu",
        List.of("version"),
        ScriptedCommandRunner.printing(0, "{\"terraform_version\": \"" + text + "\"}"));
  }

  @Test
  void openTofuIsMissing() {
    DeployError error = refusal(bench());
    assertEquals("tool.missing", error.code().value());
    assertEquals(ErrorKind.PREREQUISITE, error.kind());
    assertEquals("tofu", error.facts().get("tool"));
    assertEquals(List.of(), lane.lxd().requests(), "nothing else is asked");
  }

  @Test
  void openTofuIsTooOld() {
    version("1.7.3");
    DeployError error = refusal(bench());
    assertEquals("tool.too_old", error.code().value());
    assertEquals("1.7.3", error.facts().get("actual"));
  }

  @Test
  void openTofuPrintsSomethingElse() {
    tofu.on("tofu", List.of("version"), ScriptedCommandRunner.printing(0, "hello"));
    DeployError error = refusal(bench());
    assertEquals("tool.failed", error.code().value());
    assertTrue(error.message().contains("it printed no version"));
  }

  @Test
  void lxdDoesNotAnswer() {
    version("1.12.6");
    DeployError error =
        refusal(bench("/tmp/no-such-socket", "debian", LxdConfig.InstanceType.CONTAINER));
    assertEquals("provider.unreachable", error.code().value());
    assertEquals("/tmp/no-such-socket", error.facts().get("path"));
  }

  @Test
  void lxdHasNoSuchImage() {
    version("1.12.6");
    String socket = lane.lxd().socket().toString();
    DeployError error = refusal(bench(socket, "debain", LxdConfig.InstanceType.CONTAINER));
    assertEquals("provider.image_missing", error.code().value());
    DeployError remote =
        refusal(bench(socket, "elsewhere:debian", LxdConfig.InstanceType.CONTAINER));
    assertTrue(
        remote.message().contains("'elsewhere' is none of the image servers"), remote::message);
    assertTrue(
        bench(socket, "ubuntu:24.04", LxdConfig.InstanceType.CONTAINER)
            .provisioner()
            .check(bench().spec(), bench().context())
            .isRight());
  }

  @Test
  void lxdCannotRunVirtualMachines() {
    version("1.12.6");
    DeployError error =
        refusal(
            bench(
                lane.lxd().socket().toString(), "debian", LxdConfig.InstanceType.VIRTUAL_MACHINE));
    assertEquals("provider.type_unavailable", error.code().value());
    assertEquals(ErrorKind.PREREQUISITE, error.kind());
  }

  @Test
  void theNameIsSomebodyElses() {
    version("1.12.6");
    lane.lxd().begin("demo", Map.of("user.torrust-tracker-deployer", "demo.99999999"));
    DeployError error = refusal(bench());
    assertEquals("provider.name_taken", error.code().value());
    assertEquals("demo.99999999", error.facts().get("holder"));
  }

  @Test
  void openTofuFailsAndItsErrorIsKept() {
    version("1.12.6");
    tofu.on("tofu", List.of("init"), ScriptedCommandRunner.printing(0))
        .on(
            "tofu",
            List.of("plan"),
            ScriptedCommandRunner.printing(
                1,
                "{\"@message\":\"Error:"
                    + " Bad\",\"type\":\"diagnostic\",\"diagnostic\":{\"severity\":\"error\",\"summary\":\"Bad\",\"detail\":\"worse\",\"address\":\"lxd_instance.machine\"}}"));
    DeployError error = failure(bench());
    assertEquals("provision.tool_failed", error.code().value());
    assertEquals("1", error.facts().get("exit_code"));
    assertEquals("lxd_instance.machine", error.facts().get("resource"));
    assertEquals(List.of("Bad: worse"), error.causes());
    assertEquals(List.of("Bad: worse"), error.outputTail());
    assertEquals(
        1,
        tofu.lines().stream().filter(line -> line.startsWith("tofu plan")).count(),
        "plug-ins were new, so that new ones would not help");
  }

  @Test
  void whatWasMadeBeforeTheFailureIsNamed() {
    Bench first = lane.bench("demo");
    lane.lxd()
        .makeProfile("demo", Map.of("user.torrust-tracker-deployer", first.spec().label().value()));
    version("1.12.6");
    tofu.on(
        "tofu",
        List.of("init"),
        ScriptedCommandRunner.failing(
            new RunFailure.TimedOut(Duration.ofSeconds(9), false, List.of())));
    DeployError error = failure(bench());
    assertEquals("tool.timed_out", error.code().value());
    assertEquals(List.of("lxd profile 'demo'"), error.sideEffects());
  }

  @Test
  void aPlanThatFailsWithOldPlugInsIsTriedWithNewOnes() {
    Bench bench = lane.bench("demo");
    assertTrue(bench.provisioner().provision(bench.spec(), bench.context()).isRight());
    tofu.on("tofu", List.of("plan"), ScriptedCommandRunner.printing(1))
        .on("tofu", List.of("init"), ScriptedCommandRunner.printing(0));
    version("1.12.6-dev");
    failure(
        Bench.in(
            folder.resolve("demo"),
            "demo",
            bench.spec().provider(),
            tofu,
            Map.of("LXD_SOCKET", lane.lxd().socket().toString()),
            ImmutableTimeouts.builder().provider(Duration.ofSeconds(5)).build(),
            FakeLane.AT_ONCE));
    assertEquals(
        List.of(
            "tofu version -json",
            "tofu plan -json -input=false -detailed-exitcode -var-file=variables.tfvars"
                + " -out=next.tfplan",
            "tofu init -json -input=false -upgrade",
            "tofu plan -json -input=false -detailed-exitcode -var-file=variables.tfvars"
                + " -out=next.tfplan"),
        tofu.lines());
  }

  @Test
  void asFewProgramsAsPossible() {
    Bench bench = lane.bench("demo");
    bench.provisioner().provision(bench.spec(), bench.context());
    assertEquals(
        List.of("version", "init", "plan", "show", "apply"),
        lane.tofu().runner().calls().stream()
            .map(call -> call.command().arguments().get(0))
            .toList());
    bench.provisioner().provision(bench.spec(), bench.context());
    assertEquals(
        List.of("version", "plan"),
        lane.tofu().runner().calls().stream()
            .skip(5)
            .map(call -> call.command().arguments().get(0))
            .toList());
  }
}
