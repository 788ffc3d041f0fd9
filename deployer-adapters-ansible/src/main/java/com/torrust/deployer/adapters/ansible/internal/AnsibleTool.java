package com.torrust.deployer.adapters.ansible.internal;

import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.spi.RequiredTool;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Ansible is needed: the oldest that the playbook was run with. */
public final class AnsibleTool {

  private static final int MAJOR = 2;
  private static final int MINOR = 14;
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\..*)?");

  /** The oldest version that fits. */
  static final String OLDEST = MAJOR + "." + MINOR;

  private AnsibleTool() {}

  /** As a prerequisite of this computer. */
  public static RequiredTool required() {
    return new RequiredTool(
        PlaybookCommand.PROGRAM,
        "Ansible",
        List.of("--version"),
        Pattern.compile("core (\\d{1,4})\\.(\\d{1,4})[.\\w]*"),
        MAJOR,
        MINOR,
        install());
  }

  /** How to get one that fits. */
  static Remedy install() {
    return Remedy.advice(
        "install ansible-core "
            + OLDEST
            + " or newer, for example by 'pipx install ansible-core', and put '"
            + PlaybookCommand.PROGRAM
            + "' on the PATH");
  }

  /**
   * Whether a version is surely older; one that cannot be read is given the benefit of the doubt.
   */
  static boolean isTooOld(String version) {
    Matcher numbers = VERSION.matcher(version);
    return numbers.matches()
        && Integer.parseInt(numbers.group(1)) == MAJOR
        && Integer.parseInt(numbers.group(2)) < MINOR;
  }
}
