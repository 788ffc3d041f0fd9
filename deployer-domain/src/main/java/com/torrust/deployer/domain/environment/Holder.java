package com.torrust.deployer.domain.environment;

import java.time.Instant;

/**
 * Who works on an environment: a process, distinguished from a later one with the same number by
 * its start.
 *
 * @param user account on that host
 * @param host name of the host
 * @param pid number of the process
 * @param processStart when the process started
 */
public record Holder(String user, String host, long pid, Instant processStart) {

  /** Such as {@code alice@desk, process 4711}. */
  public String describe() {
    return user + "@" + host + ", process " + pid;
  }
}
