package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * A program to start, as a value: what is started can be compared without starting it. Arguments
 * are logged, hence never hold a secret; secrets go into a file, the environment or stdin.
 */
@Value.Immutable
public interface Command {

  /** Which signal asks the program to stop. */
  enum StopSignal {
    /** SIGTERM: OpenTofu, OpenSSH. */
    TERMINATE,
    /** SIGINT: Ansible leaves workers behind on SIGTERM. */
    INTERRUPT
  }

  /** Name looked up on the {@code PATH} of {@link #environment()}, or an absolute path. */
  String program();

  /** Arguments, each as it is; no shell is involved. */
  List<String> arguments();

  /** Where it runs. */
  Path workingDirectory();

  /** The whole environment of the program; nothing is inherited. */
  Map<String, String> environment();

  /** What is struck out of every line before anyone sees it. */
  Set<Secret> secrets();

  /** How long it may run. */
  Duration limit();

  /** How long it may stay silent, if that is limited. */
  Optional<Duration> silence();

  /** How it is asked to stop. */
  @Value.Default
  default StopSignal stopSignal() {
    return StopSignal.TERMINATE;
  }

  /** How long it may take to stop before it is ended. */
  @Value.Default
  default Duration grace() {
    return Duration.ofSeconds(15);
  }

  /** How much of the standard output is kept in full, in characters; 0 keeps only the tail. */
  @Value.Default
  default int captureLimit() {
    return 0;
  }

  /** The call as one line for people, without environment. */
  default String display() {
    return program() + (arguments().isEmpty() ? "" : " " + String.join(" ", arguments()));
  }
}
