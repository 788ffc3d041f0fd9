package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Tab key in real shells, with the scripts that come with the distribution. */
class CompletionIT {

  private static final String TAB = "\t";
  private static final String CLEAR_LINE = "\u0015";

  private static final List<String> HOSTILE =
      List.of(
          "$(touch RUN1)",
          "`touch RUN2`",
          "o'; touch RUN3; '",
          "o\"; touch RUN4; \"",
          "o\ntouch RUN5\n",
          "ot\",\n  \"environment_name\": \"$(touch RUN6)",
          "${IFS+$(touch RUN7)}",
          "(touch RUN8)",
          "<(touch RUN9)",
          "oth$(touch RUN10)",
          "*");

  @TempDir private Path folder;

  private Installation program;
  private Workplace work;

  @BeforeEach
  void create() throws IOException {
    program = Installation.ofTheBuild();
    work = Workplace.in(folder);
    work.create(program, "otherworld");
    for (String name : HOSTILE) {
      Path state = work.folder().resolve("data").resolve(name).resolve("environment.json");
      Files.createDirectories(state.getParent());
      Files.writeString(state, "no state");
    }
  }

  /** What lies beside the environments was neither run nor offered. */
  @AfterEach
  void evaluatesNothing() throws IOException {
    try (Stream<Path> files = Files.walk(work.folder())) {
      List<Path> made =
          files.filter(file -> file.getFileName().toString().startsWith("RUN")).toList();
      assertEquals(List.of(), made);
    }
  }

  private static Path shell(String name) {
    Path shell = Path.of("/usr/bin", name);
    assumeTrue(Files.isExecutable(shell), "no " + name);
    return shell;
  }

  private Call call(String... words) {
    return Call.of(words)
        .in(work.folder())
        .with("PATH", program.program().getParent() + ":" + System.getenv("PATH"))
        .with("HOME", folder)
        .with("TORRUST_TD_CLASS_CACHE", "off");
  }

  private Path script(String path) {
    return program.home().resolve("share").resolve(path);
  }

  /** What is typed before Tab, and what the line holds after it. */
  private static void completes(Pty terminal) throws Exception {
    for (List<String> each :
        List.of(
            List.of("torrust-tracker-deployer destr", "destroy"),
            List.of("torrust-tracker-deployer show oth", "show otherworld"),
            List.of("torrust-tracker-deployer destroy --ye", "destroy --yes"),
            List.of("torrust-tracker-deployer render --env-name oth", "--env-name otherworld"),
            List.of("torrust-tracker-deployer create template --provider hetz", "er hetzner"),
            List.of("torrust-tracker-deployer list --output-format js", "format json"),
            List.of("torrust-tracker-deployer docs comp", "docs completion"),
            List.of("torrust-tracker-deployer validate -f otherworld.j", "otherworld.json"))) {
      terminal.type(each.get(0) + TAB).shows(each.get(1)).type(CLEAR_LINE);
    }
    // Everything that there is, and paths with such names.
    terminal.type("torrust-tracker-deployer show " + TAB + TAB).shows("otherworld");
    terminal.type(CLEAR_LINE + "torrust-tracker-deployer validate -f data/" + TAB + TAB);
    terminal.type(CLEAR_LINE + "echo st''ill here\n").shows("still here");
    terminal.type("exit\n");
    assertEquals(0, terminal.end(), terminal::screen);
  }

  @Test
  void completesInBash() throws Exception {
    Call bash = call(shell("bash").toString(), "--norc", "--noprofile", "-i");
    try (Pty terminal = Pty.of(bash, 200, folder)) {
      terminal
          .type("bind 'set enable-bracketed-paste off'; PS1='%'\"> \"\n")
          .shows("%> ")
          .type(
              "source '" + script("bash-completion/completions/torrust-tracker-deployer") + "'\n");
      completes(terminal);
    }
  }

  @Test
  void completesInZsh() throws Exception {
    Call zsh = call(shell("zsh").toString(), "-f", "-i");
    try (Pty terminal = Pty.of(zsh, 200, folder)) {
      terminal
          .type(
              "fpath=('" + script("zsh/site-functions") + "' $fpath); unset zle_bracketed_paste\n")
          .type(
              "autoload -Uz compinit; compinit -u -d '"
                  + folder.resolve("dump")
                  + "'; echo rea''dy\n")
          .shows("ready");
      completes(terminal);
    }
  }

  @Test
  void completesInFish() {
    String fish = shell("fish").toString();
    String source =
        "source '" + script("fish/vendor_completions.d/torrust-tracker-deployer.fish") + "'; ";
    for (List<String> each :
        List.of(
            List.of("destr", "destroy"),
            List.of("show oth", "otherworld"),
            List.of("show ", "otherworld"),
            List.of("destroy --ye", "--yes"),
            List.of("render --env-name oth", "otherworld"),
            List.of("create template --provider hetz", "hetzner"),
            List.of("list --output-format js", "json"),
            List.of("docs comp", "completion"),
            List.of("validate -f otherworld.j", "otherworld.json"))) {
      String line = "complete -C 'torrust-tracker-deployer " + each.get(0) + "'";

      Ran ran = call(fish, "--no-config", "-c", source + line).run().expect(0);

      assertEquals("", ran.err());
      assertTrue(
          ran.out().lines().anyMatch(offer -> offer.split("\t")[0].equals(each.get(1))),
          () -> each + "\n" + ran.out());
    }
  }

  @Test
  void offersEveryCommandAndNothingElse() {
    String fish = shell("fish").toString();
    String source =
        "source '" + script("fish/vendor_completions.d/torrust-tracker-deployer.fish") + "'; ";

    Ran ran =
        call(fish, "--no-config", "-c", source + "complete -C 'torrust-tracker-deployer '")
            .run()
            .expect(0);

    List<String> offered = ran.out().lines().map(line -> line.split("\t")[0]).sorted().toList();
    assertEquals(
        List.of(
            "approve",
            "backup",
            "backups",
            "configure",
            "create",
            "deploy",
            "destroy",
            "docs",
            "doctor",
            "exists",
            "list",
            "mcp",
            "plan",
            "provision",
            "purge",
            "register",
            "release",
            "releases",
            "render",
            "restore",
            "rollback",
            "rotate",
            "run",
            "show",
            "status",
            "test",
            "validate"),
        offered);
  }
}
