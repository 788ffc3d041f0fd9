package com.torrust.deployer.domain.plan;

import com.google.common.hash.Hashing;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.release.StackStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what was left on a machine with what is found there. Pure. */
public final class DriftFinder {

  /** Where schedules of the machine stand. */
  private static final String SCHEDULES = "/etc/cron.d/";

  private static final String ENVIRONMENT = ReleaseBundle.ROOT + "/.env";

  private static final int SHORT = 12;

  private DriftFinder() {}

  /**
   * All differences, those first that the earliest phase repairs.
   *
   * @param installed the release that should be installed
   * @param bundle its content; nothing when this program renders another one
   * @param isMeantToRun whether containers should be there
   */
  public static List<Drift> find(
      Optional<ReleaseId> installed,
      Optional<ReleaseBundle> bundle,
      boolean isMeantToRun,
      MachineSurvey survey) {
    List<Drift> all = new ArrayList<>(survey.altered());
    StackStatus stack = survey.stack();
    installed
        .filter(id -> !stack.installed().equals(Optional.of(id)))
        .filter(id -> stack.installed().isPresent() || isMeantToRun)
        .ifPresent(
            id ->
                all.add(
                    new Drift(
                        Drift.Kind.RELEASE,
                        "release",
                        id.value(),
                        stack.installed().map(ReleaseId::value).orElse("none"),
                        OperationKind.RELEASE)));
    bundle.ifPresent(
        known -> {
          all.addAll(images(known, stack));
          all.addAll(strangers(known, stack));
          if (stack.installed().equals(Optional.of(known.id()))) {
            all.addAll(files(known, survey));
          }
          if (isMeantToRun) {
            all.addAll(absent(known, survey));
          }
        });
    return all.stream()
        .distinct()
        .sorted(
            Comparator.comparing(Drift::repairedBy)
                .thenComparing(Drift::kind)
                .thenComparing(Drift::subject))
        .toList();
  }

  private static List<Drift> files(ReleaseBundle bundle, MachineSurvey survey) {
    List<Drift> all = new ArrayList<>();
    for (HostFile file : bundle.files()) {
      FoundFile found = survey.files().get(file.path());
      if (found == null) {
        continue;
      }
      String digest = digest(file);
      if (!found.isFile()) {
        all.add(changed(file, "a file", found.content()));
      } else if (!found.content().equals(digest)) {
        all.add(changed(file, digest.substring(0, SHORT), found.content().substring(0, SHORT)));
      } else if (!found.isAsKept()) {
        all.add(changed(file, "as it was installed", "changed where the machine completes it"));
      } else if (found.letsInMoreThan(file.mode())) {
        all.add(changed(file, "mode " + file.mode(), "mode 0" + found.mode()));
      }
    }
    return all;
  }

  private static Drift changed(HostFile file, String expected, String found) {
    return new Drift(
        file.path().startsWith(SCHEDULES) ? Drift.Kind.SCHEDULE : Drift.Kind.FILE,
        file.path(),
        expected,
        found,
        OperationKind.RELEASE);
  }

  /** Of the content without what the machine completes in it. */
  private static String digest(HostFile file) {
    String text = file.text();
    if (file.path().equals(ENVIRONMENT)) {
      text =
          text.lines()
              .filter(line -> COMPLETED.stream().noneMatch(name -> line.startsWith(name + "=")))
              .map(line -> line + "\n")
              .collect(Collectors.joining());
    }
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
  }

  /** What the machine says itself about its accounts and its memory. */
  private static final List<String> COMPLETED =
      List.of("USER_ID", "GROUP_ID", "TRACKER_MEMORY_LIMIT", "MYSQL_MEMORY_LIMIT");

  private static List<Drift> images(ReleaseBundle bundle, StackStatus stack) {
    List<Drift> all = new ArrayList<>();
    for (ServiceStatus service : stack.services()) {
      Optional.ofNullable(bundle.images().get(service.service()))
          .filter(image -> !image.equals(service.image()))
          .ifPresent(
              image ->
                  all.add(
                      new Drift(
                          Drift.Kind.IMAGE,
                          service.service(),
                          image,
                          service.image(),
                          OperationKind.RUN)));
    }
    return all;
  }

  /** Containers of services that the configuration does not have, or not any more. */
  private static List<Drift> strangers(ReleaseBundle bundle, StackStatus stack) {
    return stack.services().stream()
        .filter(service -> !bundle.images().containsKey(service.service()))
        .map(
            service ->
                new Drift(
                    Drift.Kind.CONTAINER,
                    service.service(),
                    "none",
                    service.image(),
                    OperationKind.RUN))
        .toList();
  }

  private static List<Drift> absent(ReleaseBundle bundle, MachineSurvey survey) {
    List<Drift> all = new ArrayList<>();
    TreeSet<String> missing = new TreeSet<>(bundle.definitions().keySet());
    for (ServiceStatus service : survey.stack().services()) {
      boolean isWanted = missing.remove(service.service());
      // One that crashes is at fault, but nobody has stopped it.
      if (isWanted && !service.state().equals("running") && !service.state().equals("restarting")) {
        all.add(container(service.service(), service.state()));
      }
    }
    missing.forEach(service -> all.add(container(service, "removed")));
    return all;
  }

  private static Drift container(String service, String found) {
    return new Drift(Drift.Kind.CONTAINER, service, "running", found, OperationKind.RUN);
  }
}
