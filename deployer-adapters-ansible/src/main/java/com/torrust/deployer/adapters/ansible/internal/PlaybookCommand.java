package com.torrust.deployer.adapters.ansible.internal;

import com.google.common.hash.Hashing;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineConsents;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.ImmutableCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The command line of the playbook and its environment. Settings and inventory are named outright:
 * Ansible skips a settings file in a folder that others may write to, then finds no machine and
 * calls that a success. Starts nothing.
 */
public final class PlaybookCommand {

  /** Name of the program, looked up on the {@code PATH}. */
  static final String PROGRAM = "ansible-playbook";

  private static final List<String> PASSED_ON =
      List.of("PATH", "HOME", "USER", "TMPDIR", "SSH_AUTH_SOCK");

  private PlaybookCommand() {}

  /**
   * The call for a machine.
   *
   * @param variables what was given to us
   * @param again whether the machine is not as the last play left it, so that everything is put in
   *     force again
   */
  public static Command of(
      Playbook playbook,
      Machine machine,
      OperationContext context,
      Map<String, String> variables,
      boolean again) {
    return ImmutableCommand.builder()
        .program(PROGRAM)
        .addArguments("--inventory", playbook.inventory().toString())
        // As JSON, because Ansible cuts the other form at blanks.
        .addArguments("--extra-vars", variables(machine, context.consents(), again))
        .addArguments(playbook.entry().toString())
        .workingDirectory(playbook.folder())
        .environment(environment(playbook, context, variables))
        .secrets(context.secrets())
        .limit(context.timeouts().configure())
        // SIGTERM leaves a worker and its connection behind.
        .stopSignal(Command.StopSignal.INTERRUPT)
        .grace(context.timeouts().grace())
        .build();
  }

  /** A digest of everything that decides what a play does to a machine. */
  public static String inputs(Playbook playbook, Machine machine, OperationContext context) {
    return Hashing.sha256()
        .hashString(
            playbook.inputs() + "\n" + variables(machine, context.consents(), false),
            StandardCharsets.UTF_8)
        .toString();
  }

  private static String variables(Machine machine, MachineConsents consents, boolean again) {
    return "{\"registered\": "
        + !machine.isManaged()
        + ", \"firewall\": \""
        + consents.firewall().map(MachineConsents.Firewall::text).orElse("")
        + "\", \"restart_docker\": "
        + consents.dockerRestart()
        + (again ? ", \"again\": true}" : "}");
  }

  private static Map<String, String> environment(
      Playbook playbook, OperationContext context, Map<String, String> given) {
    Map<String, String> environment = new TreeMap<>();
    PASSED_ON.forEach(
        name ->
            Optional.ofNullable(given.get(name)).ifPresent(value -> environment.put(name, value)));
    // Ansible works in UTF-8 only.
    environment.put(
        "LC_ALL",
        given.getOrDefault("LC_ALL", "").endsWith("UTF-8") ? given.get("LC_ALL") : "C.UTF-8");
    environment.put("ANSIBLE_CONFIG", playbook.settings().toString());
    environment.put("ANSIBLE_HOME", context.folders().runs().resolve("ansible-home").toString());
    environment.put("ANSIBLE_CALLBACK_PLUGINS", playbook.plugins().toString());
    environment.put("ANSIBLE_STDOUT_CALLBACK", "deployer_events");
    environment.put("ANSIBLE_NOCOLOR", "1");
    environment.put("DEPLOYER_INPUTS", playbook.inputs());
    // The folder is ours to write, not Python's.
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    return environment;
  }
}
