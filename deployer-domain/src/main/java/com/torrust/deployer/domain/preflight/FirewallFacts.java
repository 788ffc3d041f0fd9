package com.torrust.deployer.domain.preflight;

import java.util.List;

/**
 * What filters packets.
 *
 * @param ufwActive whether UFW is in force
 * @param firewalldActive whether firewalld is at work
 * @param persistentRules whether a package loads rules of the operator at boot
 *     (iptables-persistent)
 * @param nftablesService whether the distribution's nftables service is switched on
 * @param nftablesFlushes whether its file begins by removing the rules of everybody
 * @param tables nftables' tables, as {@code family name}, at most 50
 */
public record FirewallFacts(
    boolean ufwActive,
    boolean firewalldActive,
    boolean persistentRules,
    boolean nftablesService,
    boolean nftablesFlushes,
    List<String> tables) {

  /** Copies the list. */
  public FirewallFacts {
    tables = List.copyOf(tables);
  }

  /** Nothing, or nothing that could be seen. */
  public static FirewallFacts none() {
    return new FirewallFacts(false, false, false, false, false, List.of());
  }
}
