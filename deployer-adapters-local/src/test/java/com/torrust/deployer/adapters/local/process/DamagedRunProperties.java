package com.torrust.deployer.adapters.local.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.RunFolder;
import com.torrust.deployer.domain.spi.SurvivingRun;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Traces of runs that a full disk, a power cut or a hand has spoilt. */
class DamagedRunProperties {

  private Path folder;

  @BeforeProperty
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("damaged-run");
  }

  @AfterProperty
  void removeFolder() throws IOException {
    new RunFiles(folder).clear();
    Files.delete(folder);
  }

  /** Among them what names processes that are surely there: ours, and the system's first one. */
  @Provide
  Arbitrary<String> pids() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            "1 -\n",
            "1 0\n",
            "0 0\n",
            "1\n",
            "1 1",
            "-1 5\n",
            "99999999999 1\n",
            "1 999999999999999999\n"),
        Arbitraries.just(ProcessHandle.current().pid() + " -\n"),
        Arbitraries.just(ProcessHandle.current().pid() + " 7\n"),
        Arbitraries.strings().ofMaxLength(30));
  }

  @Provide
  Arbitrary<String> exits() {
    return Arbitraries.oneOf(
        Arbitraries.of("", "0", "0\n", "137\n", "-1\n", "1000\n"),
        Arbitraries.strings().ofMaxLength(10));
  }

  @Provide
  Arbitrary<String> terms() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "", "limit=PT1M\n", "limit=x\n", "capture=9999999999\n", "signal=KILL\n", "\\u12"),
        Arbitraries.strings().ofMaxLength(60));
  }

  @Property(tries = 100)
  void areNeverTakenForAProcessThatIsNotOurs(
      @ForAll("terms") String terms, @ForAll("pids") String pid, @ForAll("exits") String exit)
      throws IOException {
    Files.writeString(folder.resolve("command"), terms);
    Files.writeString(folder.resolve("pid"), pid);
    Files.writeString(folder.resolve("exit"), exit);
    Files.writeString(folder.resolve("output.log"), "some words\n");
    LocalCommandRunner runner = new LocalCommandRunner(Signals.inheriting(false), Duration.ZERO);
    Optional<SurvivingRun> run = runner.reattach(new RunFolder(folder), Set.of());
    assertTrue(run.isPresent());
    assertFalse(run.get().isRunning());
    Cancellation cancellation = Cancellation.create();
    cancellation.request("enough");
    Either<RunFailure, CommandResult> end =
        run.get().follow(LineListener.silent(), Duration.ofMinutes(1), cancellation);
    assertTrue(end.isRight() || end.getLeft() instanceof RunFailure.Vanished, end.toString());
    assertTrue(ProcessHandle.of(1).map(ProcessHandle::isAlive).orElse(false));
  }
}
