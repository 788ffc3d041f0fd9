package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.adapters.ssh.internal.ReleaseArchive;
import com.torrust.deployer.adapters.ssh.internal.RemoteEvent;
import com.torrust.deployer.adapters.ssh.internal.SurveyScript;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.testkit.stub.StubPrograms;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The stack's script on a tree of files that plays the machine, with a Docker that only says yes.
 */
final class StackScript {

  private static final String STACK = "/opt/torrust/bin/stack";
  private static final Path NULL = Path.of("/dev/null");

  /**
   * Kills the script, not its children, before its n-th command: a kill at every point in turn, and
   * the same one every time.
   */
  private static final String KILLER =
      """
      if [[ -n ${KILL_AT:-} ]]; then
        set -o functrace
        KILL_COUNT=0
        trap '((++KILL_COUNT != KILL_AT)) || kill -9 $$' DEBUG
      fi
      """;

  private final Path folder;
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();
  private int unpacked;

  /**
   * What the script said.
   *
   * @param status its exit status; 137 when it was killed
   */
  record Answer(int status, List<RemoteEvent> events, String noise) {

    Optional<RemoteEvent> last(String name) {
      return events.stream()
          .filter(event -> event.name().equals(name))
          .reduce((one, other) -> other);
    }

    List<String> changed() {
      return events.stream()
          .filter(event -> event.name().equals("changed"))
          .map(event -> event.text("path"))
          .toList();
    }

    boolean finished() {
      return last("finished").isPresent();
    }

    String failure() {
      return last("failed").map(event -> event.text("code")).orElse("");
    }
  }

  private StackScript(Path folder) {
    this.folder = folder;
    this.root = folder.resolve("machine");
  }

  static StackScript orSkip(Path folder) {
    for (String tool : List.of("bash", "flock", "tar", "cmp", "install", "sync")) {
      Assumptions.assumeTrue(
          Files.isExecutable(Path.of("/usr/bin", tool))
              || Files.isExecutable(Path.of("/bin", tool)),
          "'" + tool + "' is not on this computer, but on every machine that the script is for");
    }
    StackScript script = new StackScript(folder);
    try {
      Path programs = Files.createDirectories(folder.resolve("programs"));
      Object uid = Files.getAttribute(folder, "unix:uid");
      Object gid = Files.getAttribute(folder, "unix:gid");
      StubPrograms.in(programs).printing("docker");
      StubPrograms.in(programs).printing("systemctl");
      int number = Math.max((Integer) uid, 1000);
      StubPrograms.in(programs)
          .printing(
              "getent",
              "torrust-tracker:x:%d:%s::/nonexistent:/usr/sbin/nologin".formatted(number, gid));
      Files.createDirectories(script.root.resolve("opt/torrust/.releases"));
      Files.createDirectories(script.root.resolve("usr/local/bin"));
      Files.createDirectories(script.root.resolve("etc/cron.d"));
      Files.createDirectories(script.root.resolve("etc/logrotate.d"));
      Files.writeString(folder.resolve("killer"), KILLER);
      script.environment.put("STACK_ROOT", script.root.toString());
      script.environment.put("PATH", programs + ":/usr/bin:/bin");
      script.environment.put("SUDO_UID", String.valueOf(uid));
      script.environment.put("SUDO_GID", String.valueOf(gid));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return script;
  }

  /** Another machine in the same condition. */
  StackScript copy(Path elsewhere) {
    StackScript copy = new StackScript(elsewhere);
    run(
        List.of(
            "cp",
            "-a",
            root.toString(),
            folder + "/programs",
            folder + "/killer",
            elsewhere.toString()),
        new byte[0],
        environment);
    copy.environment.putAll(environment);
    copy.environment.put("STACK_ROOT", copy.root.toString());
    copy.environment.put("PATH", elsewhere.resolve("programs") + ":/usr/bin:/bin");
    return copy;
  }

  Path path(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  String read(String absolute) {
    try {
      return Files.readString(path(absolute));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Unpacks a release as the bootstrap does, without its owners: the tests run as anybody. */
  Path unpack(ReleaseBundle bundle) {
    try {
      Path incoming = path("/opt/torrust/.releases/incoming." + unpacked++);
      Files.createDirectory(
          incoming,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      run(
          List.of("tar", "-xzf", "-", "-C", incoming.toString()),
          ReleaseArchive.of(bundle),
          environment);
      Path manifest = incoming.resolve("manifest");
      Files.writeString(
          manifest,
          Files.readString(manifest)
              .replaceAll("(?m)^((?:file|directory)\t[^\t]*)\t[^\t]*", "$1\t@deploy"));
      return incoming;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Installs for the environment {@code demo}. */
  Answer install(ReleaseBundle bundle) {
    return install(bundle, "demo");
  }

  /** Installs for an environment, with more options. */
  Answer install(ReleaseBundle bundle, String environment, String... more) {
    Path incoming = unpack(bundle);
    List<String> words = new ArrayList<>(List.of("install", incoming.toString()));
    words.addAll(
        List.of("--environment", environment, "--id", "id-of-" + environment, "--driver", "mysql"));
    words.addAll(List.of(more));
    return answer(
        incoming.resolve("files" + STACK), Map.of(), words.toArray(new String[words.size()]));
  }

  /** Installs and is killed before its n-th command. */
  Answer installKilledAt(ReleaseBundle bundle, int command) {
    Path incoming = unpack(bundle);
    return answer(
        incoming.resolve("files" + STACK),
        Map.of("KILL_AT", String.valueOf(command), "BASH_ENV", folder.resolve("killer").toString()),
        "install",
        incoming.toString(),
        "--environment",
        "demo",
        "--id",
        "id-of-demo",
        "--driver",
        "mysql");
  }

  /** Calls the script that is installed. */
  Answer call(String... words) {
    return answer(path(STACK), Map.of(), words);
  }

  /** Calls it and kills it before its n-th command. */
  Answer callKilledAt(int command, String... words) {
    return answer(
        path(STACK),
        Map.of("KILL_AT", String.valueOf(command), "BASH_ENV", folder.resolve("killer").toString()),
        words);
  }

  /** Looks, by the script that is sent for it, at what a release should have left. */
  Answer survey(ReleaseBundle bundle) {
    String script = new String(SurveyScript.bytes(Optional.of(bundle)), StandardCharsets.UTF_8);
    return run(
        List.of("bash", "-c", script, "stack", "survey", "yes", "--operation", "x", "--owner", "y"),
        new byte[0],
        environment);
  }

  private Answer answer(Path script, Map<String, String> more, String... words) {
    List<String> line = new ArrayList<>(List.of("bash", script.toString()));
    line.addAll(List.of(words));
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(more);
    return run(line, new byte[0], variables);
  }

  /** Begins a command and does not wait. */
  Process begin(String... words) {
    List<String> line = new ArrayList<>(List.of("bash", path(STACK).toString()));
    line.addAll(List.of(words));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(line).redirectInput(NULL.toFile()).redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(environment);
      return builder.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  StubPrograms programs() {
    return StubPrograms.in(folder.resolve("programs"));
  }

  private Answer run(List<String> line, byte[] input, Map<String, String> variables) {
    try {
      Path output = Files.createTempFile(folder, "output", null);
      Path given = Files.createTempFile(folder, "input", null);
      Files.copy(new ByteArrayInputStream(input), given, StandardCopyOption.REPLACE_EXISTING);
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .redirectInput(given.toFile())
              .redirectOutput(output.toFile())
              .redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(variables);
      Process process = builder.start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(line + " does not end: " + Files.readString(output));
      }
      String text = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      Files.delete(given);
      return new Answer(
          process.exitValue(),
          text.lines().flatMap(each -> RemoteEvent.parse(each).stream()).toList(),
          text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /**
   * Everything that a release put there: mode and content by path, without the script's own
   * records.
   */
  Map<String, String> tree() {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path each : paths.toList()) {
        String name = root.relativize(each).toString();
        if (!name.startsWith("opt/torrust/.")
            || name.equals("opt/torrust/.env")
            || name.equals("opt/torrust/.releases/current")
            || name.matches("opt/torrust/\\.releases/[0-9a-f]{16}/.*")) {
          String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
          tree.put(name, Files.isDirectory(each) ? mode : mode + " " + Files.readString(each));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return tree;
  }

  /** What is left of work that was begun: journals, staged files, unpacked archives. */
  List<String> leftovers() {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .map(each -> root.relativize(each).toString())
          .filter(
              name ->
                  name.contains("torrust-staged")
                      || name.contains("incoming.")
                      || name.matches(".*/(journal|staged).*"))
          .filter(name -> new File(root.toFile(), name).exists())
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
