package com.torrust.deployer.json;

import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.error.Remedy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Commands of the program, whole, so that they can be pasted. */
public final class Commands {

  /** The program's name, the reference's. */
  public static final String PROGRAM = "torrust-tracker-deployer";

  private Commands() {}

  /** These commands with the program's name before them. */
  public static List<String> of(String... commands) {
    return Arrays.stream(commands).map(command -> PROGRAM + " " + command).toList();
  }

  /** What leads on from the state of an environment. */
  public static List<String> after(Environment environment) {
    String name = environment.name().value();
    return switch (environment.stateName()) {
      case RUNNING -> of("status " + name, "test " + name);
      case DESTROYING, DESTROY_FAILED -> of("destroy " + name);
      case DESTROYED -> of("purge " + name);
      default -> of("deploy " + name);
    };
  }

  /**
   * A remedy as a command, or as advice.
   *
   * @param environment the name of the environment that it is about, if it is about one
   */
  public static String of(Remedy remedy, Optional<String> environment) {
    if (remedy instanceof Remedy.Run run) {
      List<String> words = new ArrayList<>(List.of(PROGRAM, run.operation()));
      environment.filter(name -> takesName(run.operation())).ifPresent(words::add);
      if (run.operation().equals("create environment")) {
        words.add("--env-file FILE");
      }
      if (!run.arguments().isEmpty()) {
        words.add(run.arguments());
      }
      return String.join(" ", words);
    }
    if (remedy instanceof Remedy.EditConfiguration edit) {
      return "in the configuration, at " + edit.pointer() + ": " + edit.text();
    }
    return ((Remedy.Advice) remedy).text();
  }

  private static boolean takesName(String operation) {
    return !operation.equals("list") && !operation.startsWith("create");
  }
}
