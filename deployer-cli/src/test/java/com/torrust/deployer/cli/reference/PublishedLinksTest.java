package com.torrust.deployer.cli.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.json.Schemas;
import com.torrust.deployer.templates.Links;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What we link to under our own name is what we publish, and one class says where that is. */
class PublishedLinksTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern OURS =
      Pattern.compile(
          "https://(?:github\\.com/torrust|torrust\\.github\\.io|javadoc\\.io)/[\\w./#-]*");

  /** Beside the pages; {@code .ci/site_links.py} puts them there. */
  private static final String SCHEMAS = "schemas/1/";

  private static final List<String> READ =
      List.of(".java", ".xml", ".md", ".yml", ".sh", ".py", ".tf", ".json", "Dockerfile");

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(file -> READ.stream().anyMatch(file.toString()::endsWith))
          .filter(file -> !file.toString().matches(".*/(?:target|\\.git|conformance)/.*"))
          .filter(Files::isRegularFile)
          .toList();
    }
  }

  @Test
  void thePomNamesTheSamePlaces() {
    String pom = text(ROOT.resolve("pom.xml"));
    assertTrue(pom.contains("\n  <url>" + Links.SITE + "</url>"), Links.SITE);
    assertTrue(pom.contains("<url>" + Links.REPOSITORY + "</url>"), Links.REPOSITORY);
    assertTrue(pom.contains("<url>" + Links.REPOSITORY + "/issues</url>"), Links.REPOSITORY);
  }

  @Test
  void everyLinkUnderOurNameLeadsToWhatWePublish() throws IOException {
    TreeSet<String> wrong = new TreeSet<>();
    int seen = 0;
    for (Path file : files()) {
      if (file.endsWith("PublishedLinksTest.java")) {
        continue;
      }
      for (MatchResult link : OURS.matcher(text(file)).results().toList()) {
        seen++;
        String where = ROOT.relativize(file) + ": " + link.group();
        if (link.group().startsWith(Links.SITE)) {
          String page = link.group().substring(Links.SITE.length()).replaceFirst("/?(?:#.*)?$", "");
          if (!page.isEmpty() && !isPublished(page)) {
            wrong.add(where);
          }
        } else if (!link.group().matches(Pattern.quote(Links.REPOSITORY) + "(?:$|[/.#].*)")
            && !link.group().startsWith("https://github.com/torrust/torrust-tracker/")) {
          wrong.add(where);
        }
      }
    }
    assertEquals(new TreeSet<String>(), wrong);
    assertTrue(seen > 5, "only " + seen);
  }

  private static boolean isPublished(String page) {
    // The folder is where all their names begin.
    if ((page + "/").equals(SCHEMAS)) {
      return true;
    }
    return page.startsWith(SCHEMAS)
        ? Schemas.find(page.substring(SCHEMAS.length()).replaceFirst("\\.json$", "")).isPresent()
        : Files.exists(ROOT.resolve("docs").resolve(page + ".md"));
  }

  @Test
  void everySchemaSaysWhereItIsPublished() {
    for (String name : Schemas.NAMES) {
      String id = "\"$id\": \"" + Links.SITE + SCHEMAS + name + ".json\"";
      assertTrue(Schemas.find(name).orElseThrow().contains(id), id);
    }
  }
}
