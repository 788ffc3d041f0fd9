package com.torrust.deployer.adapters.ansible.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineConsents;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentFolders;
import com.torrust.deployer.domain.port.Finalizers;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.RecordingProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlaybookCommandTest {

  private static final Path HOME = Path.of("/w w/data/demo");
  private static final Playbook PLAYBOOK =
      new Playbook(Path.of("/w w/build/demo/ansible"), "0123abcd");

  @Test
  void namesInventoryAndPlaybookOutright() {
    assertEquals(
        List.of(
            "--inventory",
            "/w w/build/demo/ansible/inventory.yml",
            "--extra-vars",
            "{\"registered\": false, \"firewall\": \"\", \"restart_docker\": false}",
            "/w w/build/demo/ansible/configure.yml"),
        command(Machine.Origin.PROVISIONED, Map.of()).arguments());
  }

  @Test
  void saysThatARegisteredMachineHasAnOwner() {
    assertEquals(
        "{\"registered\": true, \"firewall\": \"\", \"restart_docker\": false}",
        command(Machine.Origin.REGISTERED, Map.of()).arguments().get(3));
  }

  @Test
  void passesOnWhatTheOperatorAllows() {
    Machine machine =
        ImmutableMachine.copyOf(Samples.machine(Samples.name("demo")))
            .withOrigin(Machine.Origin.REGISTERED);
    OperationContext allowing =
        ImmutableOperationContext.builder()
            .from(context())
            .consents(new MachineConsents(Optional.of(MachineConsents.Firewall.MANAGE), true))
            .build();
    assertEquals(
        "{\"registered\": true, \"firewall\": \"manage\", \"restart_docker\": true}",
        PlaybookCommand.of(PLAYBOOK, machine, allowing, Map.of(), false).arguments().get(3));
  }

  @Test
  void passesOnOnlyWhatAnsibleNeeds() {
    Map<String, String> environment =
        command(
                Machine.Origin.PROVISIONED,
                Map.of(
                    "PATH", "/usr/bin",
                    "HOME", "/home/alice",
                    "SSH_AUTH_SOCK", "/run/agent",
                    "ANSIBLE_CONFIG", "/home/alice/ansible.cfg",
                    "ANSIBLE_HOST_KEY_CHECKING", "False",
                    "HCLOUD_TOKEN", "secret",
                    "LC_ALL", "de_DE@euro"))
            .environment();
    assertEquals(
        Map.ofEntries(
            Map.entry("PATH", "/usr/bin"),
            Map.entry("HOME", "/home/alice"),
            Map.entry("SSH_AUTH_SOCK", "/run/agent"),
            Map.entry("LC_ALL", "C.UTF-8"),
            Map.entry("ANSIBLE_CONFIG", "/w w/build/demo/ansible/ansible.cfg"),
            Map.entry("ANSIBLE_HOME", "/w w/data/demo/runs/ansible-home"),
            Map.entry("ANSIBLE_CALLBACK_PLUGINS", "/w w/build/demo/ansible/callback_plugins"),
            Map.entry("ANSIBLE_STDOUT_CALLBACK", "deployer_events"),
            Map.entry("ANSIBLE_NOCOLOR", "1"),
            Map.entry("DEPLOYER_INPUTS", "0123abcd"),
            Map.entry("PYTHONDONTWRITEBYTECODE", "1")),
        environment);
  }

  @Test
  void keepsALanguageThatIsWrittenInUtf8() {
    assertEquals(
        "en_US.UTF-8",
        command(Machine.Origin.PROVISIONED, Map.of("LC_ALL", "en_US.UTF-8"))
            .environment()
            .get("LC_ALL"));
  }

  @Test
  void isStoppedAsAnsibleWantsIt() {
    Command command = command(Machine.Origin.PROVISIONED, Map.of());
    assertEquals(Command.StopSignal.INTERRUPT, command.stopSignal());
    assertEquals(Timeouts.standard().configure(), command.limit());
    assertEquals(Timeouts.standard().grace(), command.grace());
  }

  @Test
  void tellsNoSecretToAnybody() {
    Command command =
        command(Machine.Origin.PROVISIONED, Map.of("HCLOUD_TOKEN", "SampleToken-demo"));
    assertFalse((command.display() + command.environment()).contains("SampleToken-demo"));
    assertEquals(context().secrets(), command.secrets());
  }

  private static Command command(Machine.Origin origin, Map<String, String> variables) {
    Machine machine =
        ImmutableMachine.copyOf(Samples.machine(Samples.name("demo"))).withOrigin(origin);
    return PlaybookCommand.of(PLAYBOOK, machine, context(), variables, false);
  }

  private static OperationContext context() {
    return ImmutableOperationContext.builder()
        .environment(Samples.name("demo"))
        .operation(new OperationId("configure-1"))
        .progress(new RecordingProgress())
        .cancellation(Cancellation.create())
        .timeouts(Timeouts.standard())
        .folders(
            new EnvironmentFolders(
                PLAYBOOK.folder().getParent(),
                HOME.resolve("tofu"),
                HOME.resolve("runs"),
                Path.of("/run/s")))
        .addSecrets(Secret.of("SampleToken-demo"))
        .finalizers(new Finalizers())
        .build();
  }
}
