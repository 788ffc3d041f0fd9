package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.spi.Command;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Stops a program: one signal, time to clean up, then the end by force of whatever is left of it
 * and its descendants. Never a second signal: OpenTofu takes that as an order to abort and loses
 * its state.
 */
final class GentleStop {

  private static final Duration POLL = Duration.ofMillis(10);

  /**
   * What a program that ended in good order may leave behind for a moment, such as a plug-in that
   * notices.
   */
  private static final Duration STRAGGLERS = Duration.ofSeconds(3);

  private static final Duration AFTER_FORCE = Duration.ofSeconds(5);

  private GentleStop() {}

  /**
   * Stops {@code program} and returns when it is gone.
   *
   * @param ended whether the program has ended
   * @param signalled whether somebody sent the signal before
   */
  static void stop(
      ProcessHandle program,
      Command.StopSignal signal,
      boolean signalled,
      Duration grace,
      Watch watch,
      BooleanSupplier ended) {
    // They cannot be listed any more once their parent is gone.
    List<ProcessHandle> descendants = program.descendants().toList();
    if (!signalled) {
      Signals.send(signal, program);
    }
    boolean inGoodOrder = watch.awaitQuietly(ended, POLL, grace);
    Stream<ProcessHandle> late = program.isAlive() ? program.descendants() : Stream.empty();
    List<ProcessHandle> all =
        Stream.of(descendants.stream(), late, Stream.of(program))
            .flatMap(each -> each)
            .distinct()
            .toList();
    if (inGoodOrder) {
      watch.awaitQuietly(() -> all.stream().noneMatch(ProcStat::isAtWork), POLL, STRAGGLERS);
    }
    all.stream().filter(ProcStat::isAtWork).forEach(ProcessHandle::destroyForcibly);
    watch.awaitQuietly(() -> all.stream().noneMatch(ProcStat::isAtWork), POLL, AFTER_FORCE);
    watch.awaitQuietly(ended, POLL, AFTER_FORCE);
  }
}
