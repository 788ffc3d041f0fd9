package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.cli.command.Reference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The skills for agents have the form that agents expect, and what they say is run: each command in
 * a fake world, in its order; each snippet by what reads it.
 */
class SkillsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SKILLS = ROOT.resolve(".agents/skills");
  private static final Pattern FRONT = Pattern.compile("(?s)^---\\n(.*?)\\n---\\n(.*)$");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(\\w+)\\n(.*?)^ *```$");
  private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");
  private static final String CALL = "torrust-tracker-deployer ";
  private static final Set<String> KEYS =
      Set.of("name", "description", "license", "compatibility", "metadata", "allowed-tools");

  @TempDir private Path folder;

  private static List<Path> skills() {
    try (Stream<Path> folders = Files.list(SKILLS)) {
      return folders.sorted().toList();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String text(Path skill) {
    try {
      return Files.readString(skill.resolve("SKILL.md"));
    } catch (IOException missing) {
      throw new AssertionError(skill + " has no SKILL.md", missing);
    }
  }

  private static List<String> blocks(Path skill, String language) {
    return BLOCK
        .matcher(text(skill))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  @Test
  void areThoseThatTheProgramBrings() throws IOException {
    assertEquals(
        Reference.SKILLS.stream().sorted().toList(),
        skills().stream().map(skill -> skill.getFileName().toString()).toList());
    new Bench(folder).writingFiles().well("docs skills @/skills");
    for (Path skill : skills()) {
      assertEquals(
          text(skill).stripTrailing(),
          Files.readString(
                  folder.resolve("skills").resolve(skill.getFileName()).resolve("SKILL.md"))
              .stripTrailing());
    }
  }

  @TestFactory
  Stream<DynamicTest> haveTheFormOfTheFormat() {
    return skills().stream()
        .map(skill -> DynamicTest.dynamicTest(skill.getFileName().toString(), () -> form(skill)));
  }

  private static void form(Path skill) throws IOException {
    Matcher parts = FRONT.matcher(text(skill));
    assertTrue(parts.matches(), "front matter between lines of dashes");
    Set<String> keys = new HashSet<>();
    String name = "";
    String description = "";
    for (String line : parts.group(1).lines().toList()) {
      String key = line.substring(0, line.indexOf(':'));
      assertTrue(keys.add(key), line);
      String value = line.substring(line.indexOf(':') + 1).strip();
      name = key.equals("name") ? value : name;
      description = key.equals("description") ? value : description;
    }
    assertTrue(KEYS.containsAll(keys), keys::toString);
    assertEquals(skill.getFileName().toString(), name);
    assertTrue(name.matches("[a-z0-9]+(?:-[a-z0-9]+)*") && name.length() <= 64, name);
    assertTrue(description.length() > 80 && description.length() <= 1024, description);
    assertTrue(description.contains("Use it when") || description.contains("Use it for"), name);
    assertFalse(description.contains(": "), "a plain scalar of YAML holds no colon and blank");
    assertTrue(parts.group(2).lines().count() < 500, name);
    try (Stream<Path> files = Files.list(skill)) {
      assertEquals(1, files.count(), "nothing but SKILL.md");
    }
    for (String span : SPAN.matcher(parts.group(2)).results().map(m -> m.group(1)).toList()) {
      if (span.matches("docs/[\\w./-]+")) {
        assertTrue(Files.exists(ROOT.resolve(span)), () -> skill + " names " + span);
      }
    }
  }

  @Test
  void everyCommandIsRunInItsOrder() throws IOException {
    int run = 0;
    for (Path skill : skills()) {
      Path place = Files.createDirectory(folder.resolve(skill.getFileName()));
      Bench bench = new Bench(place);
      if (skill.endsWith("back-up-and-restore")) {
        addPart(bench, blocks(skill, "json").get(0));
      }
      if (!skill.endsWith("deploy-tracker")) {
        bench.well("deploy --env-file @/demo.json");
        if (!skill.endsWith("back-up-and-restore")) {
          bench.well("deploy --env-file @/slower.json");
        }
      }
      for (String block : blocks(skill, "console")) {
        for (String line : block.lines().map(String::strip).toList()) {
          assertTrue(line.contains(CALL), line);
          String command = line.substring(line.indexOf(CALL) + CALL.length());
          bench.well(
              command.replace(
                  " demo.json",
                  command.startsWith("create template") ? " @/new.json" : " @/demo.json"));
          run++;
        }
      }
    }
    assertTrue(run >= 25, "only " + run + " commands");
  }

  @Test
  void everyCommandInTheTextIsUnderstood() {
    int seen = 0;
    for (Path skill : skills()) {
      String prose = BLOCK.matcher(text(skill)).replaceAll("");
      for (String span : SPAN.matcher(prose).results().map(m -> m.group(1)).toList()) {
        if (span.startsWith(CALL)) {
          seen++;
          CommandLines.trouble(List.of(span.substring(CALL.length()).split(" +")))
              .ifPresent(
                  trouble -> {
                    throw new AssertionError(skill + " " + span + ": " + trouble);
                  });
        }
      }
    }
    assertTrue(seen >= 2, "only " + seen);
  }

  @Test
  void everyPartOfAConfigurationIsValidInAWholeOne() throws IOException {
    int read = 0;
    for (Path skill : skills()) {
      for (String part : blocks(skill, "json")) {
        Path place = Files.createDirectory(folder.resolve("part-" + read));
        Bench bench = new Bench(place);
        addPart(bench, part);
        bench.well("validate --env-file @/demo.json");
        read++;
      }
    }
    assertTrue(read >= 1, "there is a part");
  }

  /** Puts a part into the configuration of a bench; its variable has no value there. */
  private static void addPart(Bench bench, String part) throws IOException {
    String whole = Files.readString(bench.file("demo.json"));
    String members =
        part.strip()
            .replaceFirst("^\\{", "")
            .replaceFirst("\\}$", "")
            .replace("{\"env\": \"BACKUP_PASSWORD\"}", "\"a-password-of-the-repository\"");
    Files.writeString(
        bench.file("demo.json"),
        whole.replaceFirst("\\{", Matcher.quoteReplacement("{" + members + ",")));
  }

  @Test
  void everyClassCompilesAndEveryXmlIsWellFormed() throws Exception {
    int compiled = 0;
    for (Path skill : skills()) {
      for (String java : blocks(skill, "java")) {
        compile(java);
        compiled++;
      }
      for (String xml : blocks(skill, "xml")) {
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
      }
    }
    assertTrue(compiled >= 1, "there is a class");
  }

  private void compile(String java) throws IOException {
    Matcher name = Pattern.compile("\\bclass (\\w+)").matcher(java);
    assertTrue(name.find(), java);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///com/example/" + name.group(1) + ".java"),
            JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return java;
          }
        };
    List<String> options =
        new ArrayList<>(
            List.of(
                "-d", Files.createDirectories(folder.resolve("classes")).toString(), "-proc:none"));
    options.addAll(Arrays.asList("-cp", System.getProperty("java.class.path")));
    boolean well = compiler.getTask(said, null, null, options, null, List.of(source)).call();
    assertTrue(well, said::toString);
  }
}
