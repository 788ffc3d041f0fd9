package com.torrust.deployer.domain.machine;

import java.util.Locale;
import java.util.Optional;

/**
 * What an operator allows {@code configure} to do to what is not ours on a machine. Nothing of it
 * is ever taken from a variable, a configuration file or a default.
 *
 * @param firewall what the machine's firewall is for; what was said once stays in force on the
 *     machine until something else is said, at first {@link Firewall#MANAGE} on a machine that we
 *     made and {@link Firewall#OWN} on a registered one
 * @param dockerRestart whether Docker may be restarted while containers run
 */
public record MachineConsents(Optional<Firewall> firewall, boolean dockerRestart) {

  /** What the machine's firewall is for. */
  public enum Firewall {
    /**
     * Filters what belongs to the stack and opens its ports in a firewall that is at work already;
     * everything of others stays as it is.
     */
    OWN,
    /** Closes the whole machine but for SSH and the ports of the stack. */
    MANAGE;

    /** The word for it in commands and on the machine: lower case. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Nothing is allowed. */
  public static MachineConsents none() {
    return new MachineConsents(Optional.empty(), false);
  }
}
