package com.torrust.deployer.adapters.local.process;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The processes of one surviving run: the wrapper, which began their session, and whatever lives in that session. The
 * session counts even without the wrapper, because a program whose wrapper was killed still works.
 */
final class Survivor {

  private final RunFiles.Wrapped wrapped;
  private final boolean sameBoot;

  Survivor(RunFiles.Wrapped wrapped, String boot) {
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
    if (wrapped.startTicks().isPresent()) {
      return ProcStat.of(wrapped.pid())
          .filter(stat -> stat.isAlive() && wrapped.startTicks().get() == stat.startTicks())
          .flatMap(stat -> ProcessHandle.of(stat.pid()));
    }
    return ProcessHandle.of(wrapped.pid()).filter(ProcessHandle::isAlive);
  }

  /** What is left of the session when the wrapper is gone; its number is not given away as long as one lives. */
  private List<ProcStat> orphans() {
    return sameBoot && wrapped.startTicks().isPresent()
        ? ProcStat.inSession(wrapped.pid()).stream()
            .filter(stat -> stat.startTicks() >= wrapped.startTicks().get())
            .toList()
        : List.of();
  }

  /** The program itself: the wrapper's child, or the topmost orphan. */
  Optional<ProcessHandle> program() {
    Optional<ProcessHandle> wrapper = wrapper();
    if (wrapper.isPresent()) {
      return wrapper.get().children().filter(ProcessHandle::isAlive).findFirst();
    }
    List<ProcStat> orphans = orphans();
    var pids = orphans.stream().map(ProcStat::pid).collect(Collectors.toSet());
    return orphans.stream()
        .filter(orphan -> !pids.contains(orphan.parent()))
        .min(Comparator.comparingLong(ProcStat::startTicks))
        .flatMap(orphan -> ProcessHandle.of(orphan.pid()));
  }

  /** Ends by force whatever lives. */
  void kill() {
    orphans().forEach(orphan -> ProcessHandle.of(orphan.pid()).ifPresent(ProcessHandle::destroyForcibly));
    wrapper().ifPresent(ProcessHandle::destroyForcibly);
  }
}
