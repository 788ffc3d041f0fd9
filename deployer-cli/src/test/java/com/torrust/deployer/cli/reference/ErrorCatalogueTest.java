package com.torrust.deployer.cli.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.ErrorCodes;
import com.torrust.deployer.json.ErrorCatalogue;
import com.torrust.deployer.json.ErrorCatalogue.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue beside the sources of all modules. */
class ErrorCatalogueTest {

  private static final Path PROJECT = Path.of("..");
  private static final Path PAGE = PROJECT.resolve("docs/errors.md");

  private static final Pattern IN_JAVA =
      Pattern.compile("(?<!StepId\\()\"([a-z]+\\.[a-z0-9_]*[a-z0-9])\"");
  private static final Pattern IN_SCRIPT =
      Pattern.compile("(?:\\bfail |\\bcode |_code: |\\[)([a-z]+\\.[a-z0-9_]{4,})\\b");

  private static final Pattern IN_PYTHON = Pattern.compile("'([a-z]+\\.[a-z0-9_]*[a-z0-9])'");

  /** Families of codes; a dotted text of another family is a file name or the like. */
  private static final Set<String> FAMILIES =
      ErrorCatalogue.embedded().entries().stream()
          .map(entry -> new ErrorCode(entry.code()).family())
          .collect(Collectors.toSet());

  /** Dotted texts of these families that name checks of prerequisites and files, and no errors. */
  private static final Set<String> NO_CODES =
      Set.of(
          "backup.conf",
          "backup.sh",
          "config.environment",
          "config.json",
          "config.provider",
          "configure.left",
          "configure.yml",
          "environment.json",
          "key.pub",
          "machine.access",
          "machine.look",
          "output.log",
          "provider.hetzner",
          "provider.lxd",
          "provider.machine",
          "secret.reference",
          "ssh.key",
          "workspace.private",
          "workspace.writable");

  private final ErrorCatalogue catalogue = ErrorCatalogue.embedded();

  @Test
  void knowsEveryCodeOfTheSources() {
    Set<String> missing = inSources();
    missing.removeAll(codes());

    assertEquals(Set.of(), missing, "describe these codes in errors.json");
  }

  @Test
  void describesNoCodeThatNothingUses() {
    Set<String> unused = codes();
    unused.removeAll(inSources());
    // Made of parts.
    unused.removeIf(code -> code.matches("config\\.ssh_(private|public)_key_path_relative"));

    assertEquals(Set.of(), unused, "remove these codes from errors.json");
  }

  @Test
  void tellsOfEachCodeOnceInOrderAndInWholeSentences() {
    List<String> codes = catalogue.entries().stream().map(Entry::code).toList();

    assertEquals(codes.stream().sorted().distinct().toList(), codes);
    for (Entry entry : catalogue.entries()) {
      assertTrue(entry.meaning().endsWith("."), entry::code);
      assertTrue(entry.remedy().endsWith("."), entry::code);
      assertFalse(entry.meaning().equals(entry.remedy()), entry.code());
    }
  }

  @Test
  void hasAConstantForEachCode() throws IllegalAccessException {
    Map<String, String> constants = new TreeMap<>();
    for (Field field : ErrorCodes.class.getFields()) {
      constants.put(field.getName(), (String) field.get(null));
    }

    Map<String, String> expected = new TreeMap<>();
    codes().forEach(code -> expected.put(code.replace('.', '_').toUpperCase(Locale.ROOT), code));
    assertEquals(expected, constants, "name these codes in ErrorCodes");
  }

  @Test
  void isThePageOfTheDocumentation() throws IOException {
    assertEquals(
        Files.readString(PAGE).stripTrailing(),
        new ErrorsPage(catalogue).markdown().stripTrailing(),
        "make the page anew: torrust-tracker-deployer docs errors --markdown > docs/errors.md");
  }

  private Set<String> codes() {
    return catalogue.entries().stream()
        .map(Entry::code)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> inSources() {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> modules = Files.list(PROJECT)) {
      modules
          .filter(module -> module.getFileName().toString().startsWith("deployer-"))
          .filter(module -> !module.endsWith("deployer-testkit"))
          .map(module -> module.resolve("src/main"))
          .filter(Files::isDirectory)
          .forEach(sources -> scan(sources, found));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    found.removeIf(text -> !FAMILIES.contains(text.substring(0, text.indexOf('.'))));
    found.removeAll(NO_CODES);
    return found;
  }

  private static void scan(Path sources, Set<String> found) {
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.equals("ErrorCodes.java")) {
          // They name what is described, wherever it is used.
          continue;
        }
        if (name.endsWith(".java")) {
          collect(IN_JAVA, withoutComments(Files.readString(file)), found);
        } else if (name.endsWith(".py")) {
          collect(IN_PYTHON, Files.readString(file), found);
        } else if (name.equals("stack") || name.endsWith(".yml") || name.endsWith(".sh")) {
          collect(IN_SCRIPT, Files.readString(file), found);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void collect(Pattern pattern, String text, Set<String> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
  }

  private static String withoutComments(String java) {
    return java.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
  }
}
