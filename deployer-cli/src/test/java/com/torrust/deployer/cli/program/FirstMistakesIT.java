package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mistakes that a newcomer makes, and what the program says to each: docs/first-mistakes.md.
 */
class FirstMistakesIT {

  private static final Path PAGE = Path.of("../docs/first-mistakes.md");

  private static final String INTRODUCTION =
      """
      # First mistakes

      What a newcomer is likely to get wrong, and what the program says then. Each message comes from the real program; the build
      fails when it says something else. The code in brackets is stable and explained by `torrust-tracker-deployer docs errors CODE`
      and on [the page of all codes](errors.md); the exit codes are in [the guide](cli.md#exit-codes).
      """;

  /**
   * One mistake.
   *
   * @param title what went wrong
   * @param edit what was written into the valid configuration {@code demo.json}
   * @param line what was typed
   * @param exitCode how that ends
   */
  private record Mistake(String title, UnaryOperator<String> edit, String line, int exitCode) {}

  private static Mistake typed(String title, String line, int exitCode) {
    return new Mistake(title, UnaryOperator.identity(), line, exitCode);
  }

  private static Mistake wrote(String title, String right, String wrong) {
    return new Mistake(
        title,
        text -> {
          assertTrue(text.contains(right), right);
          return text.replace(right, wrong);
        },
        "validate --env-file demo.json",
        5);
  }

  private static List<Mistake> mistakes() {
    return List.of(
        typed("A command is mistyped", "provison demo", 2),
        typed("A required option is forgotten", "create template demo.json", 2),
        typed("The template is deployed as it is", "deploy --env-file template.json", 5),
        typed("The file is somewhere else", "deploy --env-file configs/demo.json", 2),
        wrote("A comma is missing", "\"sqlite3\",", "\"sqlite3\""),
        wrote("A member is misspelt", "\"udp_trackers\"", "\"udp_tracker\""),
        wrote("The name has capitals and spaces", "\"demo\"", "\"My Demo\""),
        wrote("The path of the key begins with a tilde", "/home/you/key\"", "~/.ssh/id_ed25519\""),
        typed("The same file is created twice", "create environment --env-file demo.json", 4),
        typed("A step is left out", "run demo", 4),
        typed("The name of the environment is mistyped", "show demmo", 3),
        typed("A script removes without saying that it means it", "purge demo", 10));
  }

  @TempDir private Path folder;

  @Test
  void areAnsweredAsTheDocumentationSays() throws IOException {
    Installation program = Installation.ofTheBuild();
    Workplace work = Workplace.in(folder);
    work.create(program, "demo");
    Path file = work.folder().resolve("demo.json");
    String valid = Files.readString(file);
    Path template = work.folder().resolve("template.json");
    program
        .call("create", "template", "--provider", "lxd", template.toString())
        .in(work.folder())
        .run()
        .expect(0);

    StringBuilder page = new StringBuilder(INTRODUCTION);
    int number = 0;
    for (Mistake mistake : mistakes()) {
      String text = valid.replace(work.folder().toString(), "/home/you");
      String written = mistake.edit.apply(text).replace("/home/you", work.folder().toString());
      Files.writeString(file, written);
      Ran ran =
          program
              .call(mistake.line.split(" "))
              .and("--output-format", "text")
              .in(work.folder())
              .run()
              .expect(mistake.exitCode);
      page.append("\n## ").append(++number).append(". ").append(mistake.title);
      page.append("\n\n```console\n$ torrust-tracker-deployer ").append(mistake.line).append('\n');
      page.append((ran.out() + ran.err()).replace(work.folder().toString(), "/home/you"));
      page.append("```\n\nExit code ").append(mistake.exitCode).append(".\n");
    }

    if (Boolean.getBoolean("write-docs")) {
      write(page.toString());
    }
    assertEquals(
        Files.readString(PAGE),
        page.toString(),
        "the program says something else; look whether it is better, then run this with"
            + " -Dwrite-docs=true");
  }

  private static void write(String page) {
    try {
      Files.writeString(PAGE, page);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
