package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.ImmutableCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls of the OpenSSH client as values. Every option that matters stands on the command line and
 * no configuration file is read, so that a call does the same on every computer. Immutable.
 */
public final class SshCommandLine {

  /** How to treat a key that the machine shows. */
  public enum HostKeys {
    /** Only a key that is pinned. */
    PINNED("yes"),
    /** A first key is pinned; a changed one is refused all the same. */
    FIRST_CONTACT("accept-new");

    private final String option;

    HostKeys(String option) {
      this.option = option;
    }
  }

  private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "SSH_AUTH_SOCK");
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** How long a connection outlives us when we are killed before we can end it. */
  private static final int ORPHANED_SECONDS = 60;

  /** OpenSSH makes the socket under a name that is longer by this before it renames it. */
  private static final int SOCKET_SUFFIX = 17;

  private static final int SOCKET_LIMIT = 104;

  private final Login login;
  private final Path knownHosts;
  private final Path workingDirectory;
  private final Map<String, String> variables;

  /**
   * Calls for one login. {@code variables} is what we were given; only what OpenSSH needs is passed
   * on.
   */
  public SshCommandLine(
      Login login, Path knownHosts, Path workingDirectory, Map<String, String> variables) {
    this.login = login;
    this.knownHosts = knownHosts;
    this.workingDirectory = workingDirectory;
    this.variables = variables;
  }

  /** Whether a control socket can have that path; the limit is the system's. */
  public static boolean fits(Path socket) {
    return socket.toString().length() + SOCKET_SUFFIX < SOCKET_LIMIT;
  }

  /**
   * Runs {@code remote} by the account's shell.
   *
   * @param remote without secrets: other accounts of both computers can see it
   * @param socket where the connection is shared, made by the first call that needs it; nothing for
   *     one of its own
   */
  public Command run(String remote, HostKeys hostKeys, Optional<Path> socket, Duration limit) {
    List<String> arguments = new ArrayList<>(common());
    option(arguments, "StrictHostKeyChecking", hostKeys.option);
    if (socket.isPresent()) {
      option(arguments, "ControlMaster", "auto");
      option(arguments, "ControlPersist", String.valueOf(ORPHANED_SECONDS));
    }
    option(arguments, "ControlPath", socket.map(Path::toString).orElse("none"));
    arguments.addAll(List.of("-T", "-p", String.valueOf(login.port()), "-l", login.user(), "--"));
    arguments.add(login.address().value());
    arguments.add(remote);
    return command(arguments, limit);
  }

  /** Ends the shared connection. */
  public Command close(Path socket) {
    return command(
        List.of(
            "-F",
            "none",
            "-o",
            "ControlPath=" + socket,
            "-O",
            "exit",
            "--",
            login.address().value()),
        CLOSE);
  }

  private List<String> common() {
    List<String> arguments =
        new ArrayList<>(List.of("-F", "none", "-i", login.privateKey().toString()));
    option(arguments, "IdentitiesOnly", "yes");
    option(arguments, "BatchMode", "yes");
    option(arguments, "PreferredAuthentications", "publickey");
    option(arguments, "ConnectTimeout", String.valueOf(CONNECT.toSeconds()));
    option(arguments, "ServerAliveInterval", "5");
    option(arguments, "ServerAliveCountMax", "6");
    option(arguments, "UserKnownHostsFile", quoted(knownHosts));
    option(arguments, "GlobalKnownHostsFile", "none");
    option(arguments, "HashKnownHosts", "no");
    option(arguments, "UpdateHostKeys", "no");
    option(arguments, "ForwardAgent", "no");
    // How far a login got is read out of this; what explains nothing is left out of errors.
    option(arguments, "LogLevel", "DEBUG1");
    return arguments;
  }

  /** This option takes a list, in which a blank would begin the next file. */
  private static String quoted(Path path) {
    return '"' + path.toString() + '"';
  }

  private static void option(List<String> arguments, String name, String value) {
    arguments.add("-o");
    arguments.add(name + "=" + value);
  }

  private Command command(List<String> arguments, Duration limit) {
    ImmutableCommand.Builder command =
        ImmutableCommand.builder()
            .program("ssh")
            .arguments(arguments)
            .workingDirectory(workingDirectory)
            .limit(limit)
            // Diagnoses are recognised by their text, which must not depend on the operator's
            // language.
            .putEnvironment("LC_ALL", "C");
    variables.forEach(
        (name, value) -> {
          if (PASSED_ON.contains(name)) {
            command.putEnvironment(name, value);
          }
        });
    return command.build();
  }
}
