package com.torrust.deployer.adapters.tofu.internal;

import com.torrust.deployer.adapters.tofu.internal.cloud.Cloud;
import com.torrust.deployer.adapters.tofu.internal.cloud.EnvironmentProxies;
import com.torrust.deployer.adapters.tofu.internal.cloud.InheritedState;
import com.torrust.deployer.adapters.tofu.internal.cloud.Ownership;
import com.torrust.deployer.adapters.tofu.internal.cloud.Retries;
import com.torrust.deployer.adapters.tofu.internal.cloud.Retries.Pace;
import com.torrust.deployer.adapters.tofu.internal.hetzner.HetznerCloud;
import com.torrust.deployer.adapters.tofu.internal.lxd.LxdCloud;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.provider.HetznerSection;
import com.torrust.deployer.domain.provider.LxdConfig;
import com.torrust.deployer.domain.provider.LxdSection;
import com.torrust.deployer.domain.spi.AdapterContext;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;

/** Finds the API beside the tool for each provider. Thread-safe. */
public final class Clouds {

  private static final Duration LOCAL_RESTART = Duration.ofSeconds(15);
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final AdapterContext adapters;
  private final Pace pace;
  private final Supplier<HttpClient> http;

  /** Asks at a given pace. */
  public Clouds(AdapterContext adapters, Pace pace) {
    this.adapters = adapters;
    this.pace = pace;
    this.http = new Once<>(() -> client(adapters));
  }

  /**
   * Made when it is first needed: on LXD nobody needs it, and it costs more than all of LXD's
   * answers.
   */
  public static HttpClient client(AdapterContext adapters) {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .proxy(new EnvironmentProxies(adapters.variables()))
        .build();
  }

  /**
   * How to ask again: a daemon on this computer that does not come back soon has to be started by
   * somebody.
   */
  Retries retries(MachineSpec spec, OperationContext context, StepId step) {
    Pace fitting =
        spec.provider().id().equals(LxdConfig.ID) ? pace.givingUpAfter(LOCAL_RESTART) : pace;
    return new Retries(context.progress(), step, context.cancellation(), fitting);
  }

  /**
   * The provider of a machine, for one call; what is asked again is reported under {@code step}.
   */
  public Cloud of(MachineSpec spec, OperationContext context, StepId step) {
    return of(spec, context, context.cancellation(), retries(spec, context, step));
  }

  /** The same for a last question: asked once, and even when the operation was cancelled. */
  Cloud forLastWords(MachineSpec spec, OperationContext context, StepId step) {
    Cancellation never = Cancellation.create();
    return of(spec, context, never, new Retries(context.progress(), step, never, pace.once()));
  }

  private Cloud of(
      MachineSpec spec, OperationContext context, Cancellation cancellation, Retries retries) {
    Ownership ownership = ownership(spec, context);
    return LxdSection.SECTION
        .find(spec.provider())
        .<Cloud>map(
            lxd ->
                LxdCloud.of(
                    adapters.variables(),
                    spec,
                    lxd,
                    ownership,
                    context.progress(),
                    cancellation,
                    retries,
                    context.timeouts().provider()))
        .or(
            () ->
                HetznerSection.SECTION
                    .find(spec.provider())
                    .map(
                        hetzner ->
                            HetznerCloud.of(
                                http.get(),
                                adapters.variables(),
                                spec,
                                hetzner,
                                ownership,
                                context.progress(),
                                cancellation,
                                retries,
                                context.timeouts().provider(),
                                adapters.clock().instant())))
        .orElseThrow(
            () -> new IllegalArgumentException("no cloud for '" + spec.provider().id() + "'"));
  }

  private static Ownership ownership(MachineSpec spec, OperationContext context) {
    InheritedState inherited =
        InheritedState.in(context.folders().build().resolve("tofu").resolve(spec.provider().id()));
    inherited
        .trouble()
        .ifPresent(
            trouble ->
                context
                    .progress()
                    .warn(
                        "provider.inherited_state_unreadable",
                        "a state of OpenTofu from an older deployer cannot be read, so that what it"
                            + " made is not known: "
                            + trouble));
    return new Ownership(spec.label(), inherited.resources());
  }

  /** A value that is made when it is first asked for. */
  private static final class Once<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private T value;

    Once(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public synchronized T get() {
      if (value == null) {
        value = maker.get();
      }
      return value;
    }
  }
}
