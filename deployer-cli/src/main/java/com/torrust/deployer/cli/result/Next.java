package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.Version;
import com.torrust.deployer.domain.environment.Environment;
import java.util.Arrays;
import java.util.List;

/** What to do next, as whole commands. */
final class Next {

  private Next() {}

  /** Commands that can be pasted. */
  static List<String> of(String... commands) {
    return Arrays.stream(commands).map(command -> Version.PROGRAM + " " + command).toList();
  }

  /** What leads on from a state. */
  static List<String> after(Environment environment) {
    String name = environment.name().value();
    return switch (environment.stateName()) {
      case RUNNING -> of("status " + name, "test " + name);
      case DESTROYING, DESTROY_FAILED -> of("destroy " + name);
      case DESTROYED -> of("purge " + name);
      default -> of("deploy " + name);
    };
  }
}
