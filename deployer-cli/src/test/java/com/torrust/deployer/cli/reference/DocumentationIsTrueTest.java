package com.torrust.deployer.cli.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.cli.CommandLines;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.EnvironmentId;
import com.torrust.deployer.domain.error.DeployException;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.HostDirectory;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.domain.spi.RendererProvider;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.testkit.data.FoundArtifacts;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Texts of documentation are run, not believed: every command line is understood by the program as
 * it is, and every path exists, in the repository or among what a release puts on a machine.
 */
class DocumentationIsTrueTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)[^\\n]*\\n(.*?)^```");
  private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?<![\\w.~/$-])(/[\\w.-]+(?:/[\\w.-]+)+)");
  private static final String CALL = "torrust-tracker-deployer ";

  /** Its mistakes are made on purpose, and by the real program. */
  private static final String MISTAKES = "first-mistakes.md";

  /** On the machine, but of the system and not of ours. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "/var/log/cloud-init-output.log",
          "/etc/docker/daemon.json",
          "/etc/nologin",
          "/etc/sudoers.d",
          // On the operator's computer.
          "/var/lib/lxd/unix.socket",
          "/var/snap/lxd/common/lxd/unix.socket",
          // In the image.
          "/opt/torrust-tracker-deployer/sbom.cdx.json",
          "/usr/share/sbom/debian-packages.tsv",
          // What attacks are aimed at.
          "/etc/shadow",
          "/usr/local/bin/victim",
          "/usr/bin/env");

  private static List<Path> documents() {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"));
        Stream<Path> guides = Files.list(ROOT.resolve("docs/guides"))) {
      List<Path> all =
          new ArrayList<>(
              Stream.concat(docs, guides)
                  .filter(file -> file.toString().endsWith(".md"))
                  .sorted()
                  .toList());
      all.add(ROOT.resolve("README.md"));
      all.add(ROOT.resolve("CONTRIBUTING.md"));
      return all;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String text(Path document) {
    try {
      return Files.readString(document);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Lines of blocks of code for shells. */
  private static List<String> typed(String text) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> Set.of("console", "sh", "bash").contains(block.group(1)))
        .flatMap(block -> block.group(2).lines())
        .map(line -> line.replaceFirst("^\\$ ", "").replaceFirst("(^|\\s)#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static List<String> names() {
    return CommandPath.top().stream().map(CommandSpec::name).toList();
  }

  private static List<String> spans(String text) {
    return SPAN.matcher(BLOCK.matcher(text).replaceAll(""))
        .results()
        .map(span -> span.group(1).strip())
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> everyCommandLineIsUnderstood() {
    return documents().stream()
        .filter(document -> !document.endsWith(MISTAKES))
        .map(
            document ->
                DynamicTest.dynamicTest(
                    document.getFileName().toString(), () -> understood(text(document))));
  }

  private static void understood(String text) {
    Set<String> calls = new LinkedHashSet<>();
    for (String line : typed(text)) {
      if (line.matches("(?:[A-Z_]+=\\S+ )?" + CALL + ".*")) {
        calls.add(line.substring(line.indexOf(CALL) + CALL.length()));
      }
    }
    for (String span : spans(text)) {
      String call = span.startsWith(CALL) ? span.substring(CALL.length()) : span;
      List<String> words = List.of(call.split(" +"));
      boolean isCall = span.startsWith(CALL) || words.stream().anyMatch(w -> w.startsWith("--"));
      if (isCall && names().contains(words.get(0)) && !call.contains("…")) {
        calls.add(call);
      }
    }
    for (String call : calls) {
      List<String> words =
          Stream.of(call.replaceFirst("\\s*[|>&;].*", "").split(" +"))
              .map(word -> word.replaceAll("[\\[\\]]", ""))
              .toList();
      CommandLines.trouble(words)
          .ifPresent(
              trouble -> {
                throw new AssertionError("'" + call + "': " + trouble);
              });
    }
  }

  @TestFactory
  Stream<DynamicTest> everyPathOfTheRepositoryExists() {
    return documents().stream()
        .map(
            document ->
                DynamicTest.dynamicTest(
                    document.getFileName().toString(), () -> exists(document, text(document))));
  }

  private static void exists(Path document, String text) throws IOException {
    for (MatchResult link : LINK.matcher(SPAN.matcher(text).replaceAll("")).results().toList()) {
      String target = link.group(1);
      if (!target.matches("[a-z]+:.*")) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        assertTrue(Files.exists(file), () -> document.getFileName() + " links to " + target);
        if (parts.length == 2 && file.toString().endsWith(".md")) {
          assertTrue(anchors(text(file)).contains(parts[1]), () -> "no such place: " + target);
        }
      }
    }
    List<String> all = new ArrayList<>(spans(text));
    typed(text).forEach(line -> all.addAll(List.of(line.split("[ \"$()]+"))));
    for (String word : all) {
      if (word.matches("\\.?/?(?:deployer-[a-z-]+|docs|\\.ci)/[\\w./-]+|\\./mvnw")
          && !word.contains("/target/")) {
        assertTrue(
            Files.exists(ROOT.resolve(word)), () -> document.getFileName() + " names " + word);
      }
    }
  }

  private static Set<String> anchors(String text) {
    Set<String> anchors = new HashSet<>();
    Pattern.compile("<a id=\"([^\"]+)\">")
        .matcher(text)
        .results()
        .forEach(a -> anchors.add(a.group(1)));
    Pattern.compile("(?m)^#+ (.+)$")
        .matcher(text)
        .results()
        .map(head -> head.group(1).strip().toLowerCase(Locale.ROOT))
        .map(head -> head.replaceAll("[^\\w\\s-]", "").replace(' ', '-'))
        .forEach(anchors::add);
    return anchors;
  }

  /** What a release puts on a machine, and every place that its files name. */
  private record OnMachine(Map<String, HostFile> files, Set<String> folders, Set<String> named) {

    boolean has(String path) {
      return files.containsKey(path)
          || folders.contains(path)
          || Stream.of(files.keySet(), folders, named)
              .flatMap(Set::stream)
              .anyMatch(known -> known.equals(path) || known.startsWith(path + "/"));
    }
  }

  private static OnMachine onMachine() {
    Renderer renderer =
        ServiceLoader.load(RendererProvider.class)
            .findFirst()
            .orElseThrow()
            .create(
                ImmutableAdapterContext.builder()
                    .workingDirectory(ROOT)
                    .commands(new ScriptedCommandRunner())
                    .clock(InstantSource.system())
                    .artifacts(FoundArtifacts.everywhere())
                    .build());
    List<Artifact> rendered = new ArrayList<>();
    Set<String> folders = new HashSet<>();
    List<HostFile> files = new ArrayList<>();
    for (String sample : List.of("sandbox-sqlite3.json", "sandbox-mysql.json")) {
      EnvironmentConfig config = config(sample);
      Artifacts artifacts =
          renderer
              .render(
                  ImmutableRenderRequest.builder()
                      .config(config)
                      .label(label())
                      .publicKey("ssh-ed25519 AAAA sample")
                      .address(HostAddress.parse("192.0.2.7"))
                      .sshPort(22)
                      .knownHosts(Path.of("/known_hosts"))
                      .controlSocket(Path.of("/socket"))
                      .build())
              .getOrElseThrow(DeployException::new);
      ReleaseBundle bundle = renderer.bundle(config, artifacts);
      rendered.addAll(artifacts.files());
      files.addAll(bundle.files());
      bundle.directories().stream().map(HostDirectory::path).forEach(folders::add);
    }
    Set<String> named =
        Stream.concat(rendered.stream().map(Artifact::text), files.stream().map(HostFile::text))
            .flatMap(text -> ABSOLUTE.matcher(text).results())
            .map(path -> path.group(1))
            .collect(Collectors.toSet());
    return new OnMachine(
        files.stream().collect(Collectors.toMap(HostFile::path, file -> file, (a, b) -> a)),
        folders,
        named);
  }

  private static Label label() {
    return new EnvironmentId("00000000-0000-0000-0000-000000000001").label(Samples.name("demo"));
  }

  private static EnvironmentConfig config(String sample) {
    try (Deployer deployer = Deployer.builder().workingDirectory(ROOT).build()) {
      return deployer
          .validate(ROOT.resolve("docs/examples").resolve(sample))
          .getOrElseThrow(DeployException::new)
          .config();
    }
  }

  @Test
  void everyPathOnTheMachineIsOneThatAReleaseMakes() {
    OnMachine machine = onMachine();
    for (Path document : documents()) {
      String text = text(document);
      List<String> all = new ArrayList<>(spans(text));
      all.addAll(typed(text));
      for (String each : all) {
        for (MatchResult path : ABSOLUTE.matcher(each).results().toList()) {
          String known = path.group(1).replaceFirst("/[A-Z]+$", "");
          if (known.matches("/(?:opt|usr|etc|var)/.*") && !OF_OTHERS.contains(known)) {
            assertTrue(machine.has(known), () -> document.getFileName() + " names " + known);
          }
        }
      }
    }
  }

  @Test
  void everyCommandOnTheMachineIsAFileThatCanBeRunThere() {
    OnMachine machine = onMachine();
    int run = 0;
    for (Path document : documents()) {
      String folder = "";
      for (String line : typed(text(document))) {
        List<String> words = new ArrayList<>(List.of(line.split(" +")));
        if (words.get(0).equals("cd")) {
          folder = words.get(1);
          continue;
        }
        boolean isRoots = words.remove("sudo");
        boolean isRead = words.remove("bash");
        if (!isRoots || !words.get(0).startsWith("/")) {
          continue;
        }
        run++;
        Optional<HostFile> program = Optional.ofNullable(machine.files().get(words.get(0)));
        assertTrue(program.isPresent(), () -> document.getFileName() + ": " + line);
        assertTrue(
            isRead || program.get().mode().matches("0[57][015][015]"), () -> line + program.get());
        if (words.get(0).endsWith("/stack")) {
          assertTrue(
              program.get().text().contains("\n  " + words.get(1) + ")"),
              () -> document.getFileName() + ": " + line);
        }
        for (String word : words.subList(1, words.size())) {
          if (word.contains("/") && !word.startsWith("/")) {
            String path = folder + "/" + word.replaceFirst("/[A-Z]+$", "");
            assertTrue(machine.has(path), () -> document.getFileName() + ": " + path);
          }
        }
      }
    }
    assertTrue(run > 4, "the guide to operating holds commands");
  }
}
