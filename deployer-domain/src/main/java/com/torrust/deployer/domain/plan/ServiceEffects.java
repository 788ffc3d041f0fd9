package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.ReleaseBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What becomes of each service when one release follows another. */
final class ServiceEffects {

  private final ReleaseBundle before;
  private final ReleaseBundle after;
  private final Map<String, HostFile> filesBefore;
  private final Map<String, HostFile> filesAfter;

  private ServiceEffects(ReleaseBundle before, ReleaseBundle after) {
    this.before = before;
    this.after = after;
    this.filesBefore = byPath(before);
    this.filesAfter = byPath(after);
  }

  static List<ServiceEffect> ofNew(ReleaseBundle release) {
    return release.definitions().keySet().stream()
        .sorted()
        .map(service -> new ServiceEffect(service, Effect.CREATE, "it does not run yet"))
        .toList();
  }

  /** What becomes of them when their machine is switched off and on. */
  static List<ServiceEffect> ofRestart(ReleaseBundle release) {
    return release.definitions().keySet().stream()
        .sorted()
        .map(
            service ->
                new ServiceEffect(service, Effect.RESTART, "its machine is switched off and on"))
        .toList();
  }

  static List<ServiceEffect> between(ReleaseBundle before, ReleaseBundle after) {
    return new ServiceEffects(before, after).effects();
  }

  /** What is known of releases whose files are not here. */
  static List<ServiceEffect> byImages(Map<String, String> before, Map<String, String> after) {
    TreeSet<String> services = new TreeSet<>(before.keySet());
    services.addAll(after.keySet());
    return services.stream()
        .map(
            service -> {
              if (!before.containsKey(service)) {
                return new ServiceEffect(service, Effect.CREATE, "it belongs to that release");
              }
              if (!after.containsKey(service)) {
                return new ServiceEffect(service, Effect.DELETE, "that release does not have it");
              }
              return before.get(service).equals(after.get(service))
                  ? new ServiceEffect(
                      service, Effect.NOT_KNOWN_YET, "its files are on the machine only")
                  : new ServiceEffect(
                      service,
                      Effect.RESTART,
                      before.get(service) + " becomes " + after.get(service));
            })
        .toList();
  }

  private List<ServiceEffect> effects() {
    List<ServiceEffect> effects = new ArrayList<>();
    TreeSet<String> services = new TreeSet<>(before.definitions().keySet());
    services.addAll(after.definitions().keySet());
    for (String service : services) {
      if (!before.definitions().containsKey(service)) {
        effects.add(new ServiceEffect(service, Effect.CREATE, "it is wanted now"));
      } else if (!after.definitions().containsKey(service)) {
        effects.add(new ServiceEffect(service, Effect.DELETE, "it is not wanted any more"));
      } else if (!before.definitions().get(service).equals(after.definitions().get(service))) {
        effects.add(new ServiceEffect(service, Effect.RESTART, "its container is defined anew"));
      } else {
        List<String> changed = changedFiles(service);
        if (!changed.isEmpty()) {
          effects.add(
              new ServiceEffect(
                  service, Effect.RESTART, "it reads at start: " + String.join(", ", changed)));
        }
      }
    }
    return effects;
  }

  private List<String> changedFiles(String service) {
    TreeSet<String> mounted = new TreeSet<>(before.mountedFiles().getOrDefault(service, List.of()));
    mounted.addAll(after.mountedFiles().getOrDefault(service, List.of()));
    mounted.removeIf(
        path ->
            filesBefore.containsKey(path) && filesBefore.get(path).equals(filesAfter.get(path)));
    return List.copyOf(mounted);
  }

  private static Map<String, HostFile> byPath(ReleaseBundle bundle) {
    return bundle.files().stream().collect(Collectors.toMap(HostFile::path, Function.identity()));
  }
}
