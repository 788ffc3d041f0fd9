package com.torrust.deployer.adapters.ansible.internal;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.port.RemoteShell.Script;
import com.torrust.deployer.domain.release.StackNames;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a machine for its condition by the playbook's own script, which changes nothing: one round
 * over the connection that the operation shares. Thread-safe.
 */
public final class ConditionLook {

  static final String SCRIPT = "look.sh";

  private static final Pattern PIECE = Pattern.compile("([a-z]{1,20}) ([0-9a-f]{64})");

  /** Some times what the script says; the machine does not decide how much is kept. */
  private static final int MOST_PIECES = 50;

  /** Whatever hangs on the machine is found by Ansible, which has more time. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final RemoteShell shell;

  /** Asks through this shell. */
  public ConditionLook(RemoteShell shell) {
    this.shell = shell;
  }

  /**
   * The condition, or nothing when the machine did not say it to the end: whoever asks then has to
   * find out otherwise.
   */
  public Optional<Condition> ask(
      Playbook playbook, EnvironmentConfig config, Machine machine, OperationContext context) {
    StackNames names = StackNames.of(config.name());
    Map<String, String> pieces = new TreeMap<>();
    return script(playbook)
        .map(
            text ->
                new Script(
                    text,
                    String.join(
                        "\n",
                        config.sshCredentials().username().value(),
                        names.project(),
                        names.bridgePrefix(),
                        ""),
                    LIMIT))
        .filter(
            script ->
                shell
                    .run(
                        machine,
                        config.sshCredentials(),
                        script,
                        line -> hear(line, pieces),
                        context)
                    .exists(RemoteShell.Ended::succeeded))
        .filter(script -> !pieces.isEmpty())
        .map(script -> new Condition(pieces));
  }

  private static Optional<String> script(Playbook playbook) {
    try {
      return Optional.of(Files.readString(playbook.folder().resolve(SCRIPT)));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static void hear(String line, Map<String, String> pieces) {
    Matcher piece = PIECE.matcher(line);
    if (pieces.size() < MOST_PIECES && piece.matches()) {
      pieces.put(piece.group(1), piece.group(2));
    }
  }
}
