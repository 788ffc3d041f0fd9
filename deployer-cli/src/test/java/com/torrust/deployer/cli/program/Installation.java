package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The program unpacked from its archive, as a user would. */
final class Installation {

  private static final String PROGRAM = "torrust-tracker-deployer";

  private final Path home;

  private Installation(Path home) {
    this.home = home;
  }

  /** The archive that the build leaves; {@code ending} is {@code .tar.gz} or {@code .zip}. */
  static Path archive(String ending) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      List<Path> archives =
          files
              .filter(file -> file.getFileName().toString().startsWith(PROGRAM + "-"))
              .filter(file -> file.getFileName().toString().endsWith(ending))
              .toList();
      assertEquals(1, archives.size(), archives::toString);
      return archives.get(0).toAbsolutePath();
    }
  }

  /** Unpacks the archive and moves what was in it to {@code home}. */
  static Installation at(Path home) throws IOException {
    Path unpacked = Files.createTempDirectory(home.toAbsolutePath().getParent(), "unpacked");
    Call.of("tar", "-xzf", archive(".tar.gz").toString(), "-C", unpacked.toString())
        .run()
        .expect(0);
    try (Stream<Path> folders = Files.list(unpacked)) {
      Files.move(folders.findFirst().orElseThrow(), home);
    }
    return new Installation(home);
  }

  /** The program as the build leaves it, unpacked. */
  static Installation ofTheBuild() {
    return new Installation(Path.of("target", PROGRAM).toAbsolutePath());
  }

  /** Takes the right to write away from everybody. */
  Installation readOnly() {
    Call.of("chmod", "-R", "a-w", home.toString()).run().expect(0);
    return this;
  }

  Path home() {
    return home;
  }

  Path program() {
    return home.resolve("bin").resolve(PROGRAM);
  }

  /** A call of the program; nothing is made in any cache. */
  Call call(String... arguments) {
    return Call.of(program().toString()).and(arguments).with("TORRUST_TD_CLASS_CACHE", "off");
  }

  /** All files with their sizes, times and rights. */
  String inventory() {
    return Call.of("find", home.toString(), "-printf", "%P %s %T@ %m\\n").run().expect(0).out();
  }
}
