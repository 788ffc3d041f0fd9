package com.torrust.deployer.adapters.tofu;

import com.torrust.deployer.adapters.tofu.internal.Clouds;
import com.torrust.deployer.adapters.tofu.internal.hetzner.HetznerReach;
import com.torrust.deployer.adapters.tofu.internal.lxd.LxdReach;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuVersion;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.provider.HetznerConfig;
import com.torrust.deployer.domain.provider.HetznerSection;
import com.torrust.deployer.domain.provider.LxdConfig;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.RequiredTool;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Whether OpenTofu and the providers of machines can be used from this computer. Thread-safe. */
final class TofuPrerequisites implements Prerequisites {

  private static final RequiredTool TOFU =
      new RequiredTool(
          "tofu",
          "OpenTofu",
          List.of("version"),
          Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.\\d+[-+.\\w]*"),
          TofuVersion.OLDEST.major(),
          TofuVersion.OLDEST.minor(),
          Remedy.advice(
              "install OpenTofu "
                  + TofuVersion.OLDEST.text()
                  + " or newer and put 'tofu' on the PATH"));

  private final AdapterContext adapters;

  TofuPrerequisites(AdapterContext adapters) {
    this.adapters = adapters;
  }

  @Override
  public List<Prerequisite> check(Question question, Cancellation cancellation) {
    List<Prerequisite> all = new ArrayList<>();
    all.add(TOFU.look(adapters, question.limit(), cancellation));
    if (question.concerns(LxdConfig.ID)) {
      all.add(
          prerequisite(
              question,
              "provider.lxd",
              "LXD",
              () -> LxdReach.ask(adapters.variables(), cancellation)));
    }
    if (question.concerns(HetznerConfig.ID)) {
      Optional<HetznerConfig> config =
          question.config().flatMap(each -> HetznerSection.SECTION.find(each.provider()));
      all.add(
          prerequisite(
              question,
              "provider.hetzner",
              "Hetzner Cloud",
              () ->
                  HetznerReach.ask(
                      Clouds.client(adapters),
                      adapters.variables(),
                      config.map(HetznerConfig::apiToken),
                      cancellation)));
    }
    return all;
  }

  /**
   * Nobody needs both providers: unless one was asked for, what is missing is only worth a warning.
   */
  private static Prerequisite prerequisite(
      Question question, String id, String subject, Supplier<Either<DeployError, String>> ask) {
    long start = System.nanoTime();
    Either<DeployError, String> answer = ask.get();
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    Prerequisite found =
        answer.fold(
            error -> Prerequisite.unmet(id, subject, error, duration),
            detail -> Prerequisite.met(id, subject, detail, duration));
    return question.provider().isPresent() ? found : found.asWarning();
  }
}
