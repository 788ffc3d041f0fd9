package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual pages, read by the program that sets them. */
class ManPageIT {

  private static final Path GROFF = Path.of("/usr/bin/groff");

  @Test
  void areSetWithoutAWarning() throws IOException {
    assumeTrue(Files.isExecutable(GROFF), "no groff to set the pages with");
    for (Path page : pages()) {
      Ran set =
          Call.of(GROFF.toString(), "-man", "-Tutf8", "-ww", "-P-cbou", page.toString())
              .run()
              .expect(0);

      assertEquals("", set.err(), page::toString);
      for (String section : List.of("NAME", "SYNOPSIS", "DESCRIPTION")) {
        assertTrue(set.out().contains(section), () -> page + "\n" + set.out());
      }
    }
  }

  @Test
  void areThereForTheProgramAndEveryCommand() throws IOException {
    List<String> names =
        pages().stream().map(page -> page.getFileName().toString()).sorted().toList();

    assertTrue(names.contains("torrust-tracker-deployer.1"), names::toString);
    assertTrue(names.contains("torrust-tracker-deployer-create-environment.1"), names::toString);
    assertTrue(names.contains("torrust-tracker-deployer-destroy.1"), names::toString);
    assertEquals(39, names.size(), names::toString);
  }

  private static List<Path> pages() throws IOException {
    Path folder = Installation.ofTheBuild().home().resolve("share/man/man1");
    try (Stream<Path> pages = Files.list(folder)) {
      return pages.toList();
    }
  }
}
