package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.IpFamily;
import com.torrust.deployer.domain.service.StackService;
import com.torrust.deployer.domain.service.StackServices;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What clients could reach before and cannot afterwards. */
final class Losses {

  private Losses() {}

  static List<String> between(EnvironmentConfig before, EnvironmentConfig after) {
    StackServices remaining = StackServices.of(after);
    return of(before, remaining.all(), remaining::families);
  }

  /** What they lose when nothing of it is served any more. */
  static List<String> all(EnvironmentConfig before) {
    return of(before, List.of(), service -> Set.of());
  }

  private static List<String> of(
      EnvironmentConfig before,
      List<StackService> remaining,
      Function<StackService, Set<IpFamily>> families) {
    StackServices served = StackServices.of(before);
    List<String> losses = new ArrayList<>();
    for (StackService service : served.all()) {
      if (service.kind() == StackService.Kind.PROXY) {
        // Its sites are what clients know.
        continue;
      }
      Set<IpFamily> lost = EnumSet.noneOf(IpFamily.class);
      lost.addAll(served.families(service));
      remaining.stream()
          .filter(other -> reachedAlike(service, other))
          .forEach(other -> lost.removeAll(families.apply(other)));
      if (!lost.isEmpty()) {
        losses.add(
            "clients lose "
                + service.kind().text()
                + " "
                + service.site().map(site -> "at " + site).orElse("on port " + service.port())
                + (lost.size() == IpFamily.values().length
                    ? ""
                    : " over " + lost.iterator().next().text()));
      }
    }
    return losses;
  }

  private static boolean reachedAlike(StackService one, StackService other) {
    return one.kind() == other.kind()
        && one.protocol() == other.protocol()
        && one.site().equals(other.site())
        && (one.site().isPresent() || one.port() == other.port());
  }
}
