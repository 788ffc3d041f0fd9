package com.torrust.deployer.adapters.ansible.internal;

import com.google.common.collect.EvictingQueue;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.event.Progress;
import com.torrust.deployer.domain.spi.LineListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Hears one run of Ansible, tells it as progress and keeps what is needed to judge it. What is no
 * event is passed on as it is, never dropped. For one thread at a time.
 */
public final class PlayRecord implements LineListener {

  private static final String SOURCE = "ansible";
  private static final StepId STEP = new StepId("configure.machine");
  private static final String ANY_WARNING = "configure.ansible_warning";

  /** Warnings that are true for as long as nothing changes; all others tell what a play did. */
  private static final Set<String> LASTING =
      Set.of(
          "configure.docker_cgroups",
          "configure.docker_restart_needed",
          "configure.firewall_left",
          "configure.firewall_open",
          "configure.root_login_open",
          "configure.service_masked",
          "configure.updates_off");

  private static final int TAIL = 20;
  private static final int LONGEST_LINE = 2000;

  /** Some twenty times what a playbook of ours has to tell. */
  private static final int MOST_NEWS = 5_000;

  private final Progress progress;
  private final Queue<String> tail = EvictingQueue.create(TAIL);
  private Optional<PlayEvent.Started> started = Optional.empty();
  private Optional<String> task = Optional.empty();
  private Optional<PlayEvent.Ended> wrong = Optional.empty();
  private Optional<PlayEvent.Recap> recap = Optional.empty();
  private final List<LeftCondition.Warning> lasting = new ArrayList<>();
  private int news;

  /** A record of a run that is about to be heard. */
  public PlayRecord(Progress progress) {
    this.progress = progress;
  }

  /** Whether the run was started for a playbook with that digest. */
  public boolean hasInputs(String inputs) {
    return started.map(PlayEvent.Started::inputs).filter(inputs::equals).isPresent();
  }

  /** The version of ansible-core, if its first event was heard. */
  Optional<String> version() {
    return started.map(PlayEvent.Started::version);
  }

  /** The task that began last. */
  Optional<String> task() {
    return task;
  }

  /** The task that went wrong last; the play may have coped with it. */
  Optional<PlayEvent.Ended> wrong() {
    return wrong;
  }

  /** What the machine came to, if the run got to its recap and the machine is in it. */
  Optional<PlayEvent.Tally> tally() {
    return recap.map(PlayEvent.Recap::hosts).map(hosts -> hosts.get(Playbook.HOST));
  }

  /** What was warned of and is true for as long as nothing on the machine changes. */
  public List<LeftCondition.Warning> lastingWarnings() {
    return List.copyOf(lasting);
  }

  /** The last lines as people read them. */
  List<String> tail() {
    return List.copyOf(tail);
  }

  @Override
  public void line(Stream stream, String line) {
    PlayEvent.parse(line).ifPresentOrElse(this::hear, () -> say(line));
  }

  private void hear(PlayEvent event) {
    if (event instanceof PlayEvent.Started first) {
      started = Optional.of(first);
    } else if (event instanceof PlayEvent.Begun begun) {
      task = Optional.of(begun.task());
      passOn(() -> progress.line(SOURCE, begun.task()));
    } else if (event instanceof PlayEvent.Ended ended) {
      ended(ended);
    } else if (event instanceof PlayEvent.Retried retried) {
      passOn(
          () ->
              progress.retried(
                  STEP,
                  retried.attempt(),
                  Duration.ZERO,
                  Duration.ZERO,
                  retried.task() + ": " + retried.message()));
    } else if (event instanceof PlayEvent.Warned warned) {
      keep("warning: " + warned.message());
      warned
          .code()
          .map(Object::toString)
          .filter(LASTING::contains)
          .map(code -> new LeftCondition.Warning(code, warned.message()))
          .filter(warning -> lasting.size() < LASTING.size())
          .ifPresent(lasting::add);
      passOn(
          () ->
              progress.warn(
                  warned.code().map(Object::toString).orElse(ANY_WARNING), warned.message()));
    } else if (event instanceof PlayEvent.Recap last) {
      recap = Optional.of(last);
    }
  }

  private void ended(PlayEvent.Ended ended) {
    keep(ended.task() + ": " + ended.outcome());
    if (ended.wentWrong()) {
      wrong = Optional.of(ended);
      ended.message().lines().forEach(this::keep);
    }
    passOn(() -> progress.task(ended.task(), ended.outcome()));
  }

  private void say(String text) {
    String words = text.replace(String.valueOf(PlayEvent.SEPARATOR), "");
    if (!words.isBlank()) {
      keep(words);
      passOn(() -> progress.line(SOURCE, words));
    }
  }

  /** What comes from a machine does not decide how much of it is shown and logged. */
  private void passOn(Runnable telling) {
    if (news == MOST_NEWS) {
      return;
    }
    news++;
    if (news == MOST_NEWS) {
      progress.warn(
          "machine.too_many_events",
          "Ansible says more than can be passed on; only how it ends counts from here on");
    } else {
      telling.run();
    }
  }

  private void keep(String text) {
    tail.add(text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text);
  }
}
