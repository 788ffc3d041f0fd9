package com.torrust.deployer.adapters.ssh.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Who works here, as a machine tells it to others that find it busy. */
public final class Operator {

  private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

  private Operator() {}

  /** {@code user@host}; asks no name service. */
  public static String name(Map<String, String> variables) {
    String user = System.getProperty("user.name", "unknown");
    return (user + "@" + host(variables)).replaceAll("[^A-Za-z0-9@._-]", "?");
  }

  private static String host(Map<String, String> variables) {
    try {
      return Files.readString(KERNEL_NAME).strip();
    } catch (IOException elsewhere) {
      return variables.getOrDefault("HOSTNAME", "unknown");
    }
  }
}
