package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps count of the releases that a machine keeps. */
final class KeptReleases {

  /** As many as the machine keeps; the one in force is among them in any case. */
  private static final int MOST = 5;

  private KeptReleases() {}

  static Optional<InstalledRelease> find(List<InstalledRelease> known, ReleaseId id) {
    return known.stream().filter(release -> release.id().equals(id)).findFirst();
  }

  /** The one whose services were proven last. */
  static Optional<InstalledRelease> inForce(List<InstalledRelease> known) {
    return known.stream()
        .filter(release -> release.provenAt().isPresent())
        .reduce((earlier, later) -> later);
  }

  /** After the installation of a release; what is known of an earlier one of that id stays. */
  static List<InstalledRelease> with(
      List<InstalledRelease> known,
      ReleaseId id,
      EnvironmentConfig config,
      Map<String, String> images,
      Instant at) {
    Optional<InstalledRelease> same = find(known, id);
    List<InstalledRelease> releases = without(known, id);
    releases.add(
        ImmutableInstalledRelease.builder()
            .id(id)
            .config(config)
            .images(images)
            .installedAt(at)
            .provenAt(same.flatMap(InstalledRelease::provenAt))
            .failure(same.flatMap(InstalledRelease::failure))
            .build());
    return bounded(releases);
  }

  /** With something new about one of them, which becomes the last one. */
  static List<InstalledRelease> noted(
      List<InstalledRelease> known,
      Optional<ReleaseId> id,
      UnaryOperator<ImmutableInstalledRelease> note) {
    Optional<InstalledRelease> noted = id.flatMap(named -> find(known, named));
    if (noted.isEmpty()) {
      return known;
    }
    List<InstalledRelease> releases = without(known, noted.get().id());
    releases.add(note.apply(ImmutableInstalledRelease.copyOf(noted.get())));
    return releases;
  }

  static List<InstalledRelease> without(List<InstalledRelease> known, ReleaseId id) {
    return new ArrayList<>(known.stream().filter(release -> !release.id().equals(id)).toList());
  }

  /** The one in force is what a failure goes back to, however many have failed since. */
  private static List<InstalledRelease> bounded(List<InstalledRelease> releases) {
    Optional<InstalledRelease> inForce = inForce(releases);
    while (releases.size() > MOST) {
      releases.remove(inForce.equals(Optional.of(releases.get(0))) ? 1 : 0);
    }
    return releases;
  }
}
