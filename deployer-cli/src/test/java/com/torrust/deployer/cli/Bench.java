package com.torrust.deployer.cli;

import com.torrust.deployer.cli.output.ImmutableTerminal;
import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.domain.spi.ConfigReaderProvider;
import com.torrust.deployer.domain.spi.EnvironmentStoreProvider;
import com.torrust.deployer.domain.spi.WorkspaceProvider;
import com.torrust.deployer.sdk.DeployerBuilder;
import com.torrust.deployer.testkit.fake.FakeSshKeyFiles;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** The program in a fake world: real reader of configurations, everything else faked. */
final class Bench {

  private final FakeWorld world = FakeWorld.create();
  private final FakeSshKeyFiles keys = world.sshKeyFiles();
  private final Path folder;
  private final Map<String, String> variables = new HashMap<>(Map.of("LANG", "C.UTF-8"));
  private UnaryOperator<DeployerBuilder> assembly = UnaryOperator.identity();
  private boolean keepsFiles;
  private boolean writesFiles;
  private boolean onTerminal;
  private OptionalInt columns = OptionalInt.empty();
  private Optional<String> answer = Optional.empty();
  private Optional<Terminal.Prompt> prompt = Optional.empty();
  private List<Prerequisite> prerequisites =
      List.of(Prerequisite.met("tool.tofu", "OpenTofu", "1.12.6", Duration.ofMillis(3)));

  /**
   * A bench with a configuration {@code demo.json}, the same with a listener at another port,
   * {@code moved.json}, with another interval, {@code slower.json}, with another listener, {@code
   * more.json}, with a repository, {@code saving.json}, and one that is broken, {@code
   * broken.json}.
   */
  Bench(Path folder) {
    this.folder = folder;
    try {
      String example = Files.readString(Path.of("../docs/examples/sandbox-sqlite3.json"));
      Files.writeString(file("demo.json"), example.replace("sandbox-sqlite3", "demo"));
      Files.writeString(
          file("moved.json"),
          example.replace("sandbox-sqlite3", "demo").replaceFirst(":6969\"", ":6970\""));
      Files.writeString(
          file("slower.json"),
          example
              .replace("sandbox-sqlite3", "demo")
              .replaceFirst("(scrape_interval_in_secs\": *)\\d+", "$1" + "77"));
      Files.writeString(
          file("more.json"),
          example
              .replace("sandbox-sqlite3", "demo")
              .replaceFirst("(\"udp_trackers\": *\\[)", "$1 {\"bind_address\": \"[::]:6868\"},"));
      Files.writeString(
          file("saving.json"),
          example
              .replace("sandbox-sqlite3", "demo")
              .replaceFirst(
                  "\"tracker\": *\\{",
                  "\"backup\": {\"repository\": \"rest:https://backup.example.org/\","
                      + " \"password\": \"a long password\"},\n  \"tracker\": {"));
      Files.writeString(file("broken.json"), example.replace("sandbox-sqlite3", "Not A Name"));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  FakeWorld world() {
    return world;
  }

  /** The key files. */
  FakeSshKeyFiles keys() {
    return keys;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** A person looks at it, and answers questions with {@code reply} unless that is empty. */
  Bench onTerminal(int width, String reply) {
    onTerminal = true;
    columns = OptionalInt.of(width);
    answer = Optional.of(reply).filter(text -> !text.isEmpty());
    return this;
  }

  /** Somebody answers questions with {@code reply}, though nobody looks at the output. */
  Bench answering(String reply) {
    answer = Optional.of(reply);
    return this;
  }

  /** Somebody answers each question with what this gives. */
  Bench replying(UnaryOperator<String> replies) {
    prompt = Optional.of(question -> Optional.of(replies.apply(question)));
    return this;
  }

  /** Environments are kept in the files of the working directory. */
  Bench keepingFiles() {
    keepsFiles = true;
    return this;
  }

  /** What is rendered and exported is written to the disk. */
  Bench writingFiles() {
    writesFiles = true;
    return this;
  }

  /** Lays down a file in the working directory. */
  void put(String path, String text) {
    Path file = folder.resolve("workspace").resolve(path);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  Bench with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  Bench lacking(String tool) {
    DeployError missing =
        DeployError.of(
            "tool.missing", ErrorKind.PREREQUISITE, "no " + tool, Remedy.advice("install " + tool));
    prerequisites = List.of(Prerequisite.unmet("tool." + tool, tool, missing, Duration.ZERO));
    return this;
  }

  /** Runs a command line that has to end well. */
  Outcome well(String line) {
    Outcome outcome = run(line);
    if (outcome.exitCode() != 0) {
      throw new AssertionError(line + " ended with " + outcome);
    }
    return outcome;
  }

  /** Runs a command line; {@code @} stands for the folder of the configurations. */
  Outcome run(String line) {
    List<String> words = new ArrayList<>();
    Arrays.stream(line.split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> word.replace("@", folder.toString()))
        .forEach(words::add);
    return runWords(words);
  }

  Outcome runWords(List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(words);
    if (!words.isEmpty()) {
      all.addAll(List.of("--working-dir", folder.resolve("workspace").toString()));
    }
    int exitCode = new Program(terminal(out, err), this::fake).run(all.toArray(String[]::new));
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Terminal terminal(ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return ImmutableTerminal.builder()
        .out(new PrintStream(out, true, StandardCharsets.UTF_8))
        .err(new PrintStream(err, true, StandardCharsets.UTF_8))
        .variables(variables)
        .showsOut(onTerminal)
        .showsErr(onTerminal)
        .columns(columns)
        .prompt(
            prompt.or(
                () ->
                    onTerminal || answer.isPresent()
                        ? Optional.of(question -> answer)
                        : Optional.empty()))
        .build();
  }

  /** Puts something else in the place of an adapter. */
  Bench assembled(UnaryOperator<DeployerBuilder> change) {
    assembly = change;
    return this;
  }

  private DeployerBuilder fake(DeployerBuilder builder) {
    return assembly.apply(faked(builder));
  }

  private DeployerBuilder faked(DeployerBuilder builder) {
    return builder
        .use(world.adapters().stream().filter(this::isWanted).toList())
        .clock(world.clock())
        .sshKeyFiles(keys)
        .prerequisites((question, cancellation) -> prerequisites);
  }

  /** The reader is the real one, and so is the store that keeps files. */
  private boolean isWanted(AdapterProvider<?> fake) {
    return !(fake instanceof ConfigReaderProvider)
        && !(keepsFiles && fake instanceof EnvironmentStoreProvider)
        && !(writesFiles && fake instanceof WorkspaceProvider);
  }
}
