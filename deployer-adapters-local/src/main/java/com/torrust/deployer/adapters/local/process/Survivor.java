package com.torrust.deployer.adapters.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes of one surviving run: the wrapper, which began their session, and whatever of that
 * session writes to the run's log. The latter count even without the wrapper, because a program
 * whose wrapper was killed still works. A process that only happens to have a number that stands in
 * a damaged file is never taken for one of them.
 */
final class Survivor {

  private static final Duration START_TO_CLAIM = Duration.ofMinutes(1);

  private final RunFiles files;
  private final RunFiles.Wrapped wrapped;
  private final boolean sameBoot;

  Survivor(RunFiles files, RunFiles.Wrapped wrapped, String boot) {
    this.files = files;
    this.wrapped = wrapped;
    this.sameBoot = boot.equals(RunFiles.currentBoot());
  }

  boolean isAlive() {
    return wrapper().isPresent() || !orphans().isEmpty();
  }

  private Optional<ProcessHandle> wrapper() {
    if (!sameBoot) {
      return Optional.empty();
    }
    if (ProcStat.isKnown()) {
      return ProcStat.of(wrapped.pid())
          .filter(
              stat -> stat.isAlive() && wrapped.startTicks().equals(Optional.of(stat.startTicks())))
          .flatMap(stat -> ProcessHandle.of(stat.pid()));
    }
    return ProcessHandle.of(wrapped.pid())
        .filter(ProcessHandle::isAlive)
        .filter(this::startedBeforeClaim);
  }

  /**
   * Where starts are known to the second only, the wrapper is the process that started just before
   * its file was made.
   */
  private boolean startedBeforeClaim(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    Optional<Instant> claim = files.claimedAt();
    return start.isPresent()
        && claim.isPresent()
        && Duration.between(start.get(), claim.get()).abs().compareTo(START_TO_CLAIM) < 0;
  }

  /**
   * What is left of the session when the wrapper is gone; its number is not given away as long as
   * one lives.
   */
  private List<ProcStat> orphans() {
    return sameBoot && ProcStat.isKnown()
        ? ProcStat.inSession(wrapped.pid()).stream()
            .filter(member -> member.pid() != wrapped.pid() && member.writesTo(files.output()))
            .toList()
        : List.of();
  }

  /** The program itself: the wrapper's child, or the topmost orphan. */
  Optional<ProcessHandle> program() {
    Optional<ProcessHandle> wrapper = wrapper();
    if (wrapper.isPresent()) {
      return wrapper.get().children().filter(ProcStat::isAtWork).findFirst();
    }
    List<ProcStat> orphans = orphans();
    Set<Long> pids = orphans.stream().map(ProcStat::pid).collect(Collectors.toSet());
    return orphans.stream()
        .filter(orphan -> !pids.contains(orphan.parent()))
        .min(Comparator.comparingLong(ProcStat::startTicks))
        .flatMap(orphan -> ProcessHandle.of(orphan.pid()));
  }

  /** Ends by force whatever lives. */
  void kill() {
    Stream<ProcessHandle> rest =
        orphans().stream().flatMap(orphan -> ProcessHandle.of(orphan.pid()).stream());
    Stream.concat(rest, wrapper().stream())
        .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
        .toList()
        .forEach(ProcessHandle::destroyForcibly);
  }
}
