package com.torrust.deployer.adapters.tofu;

import com.torrust.deployer.adapters.tofu.internal.Clouds;
import com.torrust.deployer.adapters.tofu.internal.KnownVersion;
import com.torrust.deployer.adapters.tofu.internal.MakeMachine;
import com.torrust.deployer.adapters.tofu.internal.RemoveMachine;
import com.torrust.deployer.adapters.tofu.internal.SurveyMachine;
import com.torrust.deployer.adapters.tofu.internal.cloud.Retries.Pace;
import com.torrust.deployer.adapters.tofu.internal.tool.CloudResource;
import com.torrust.deployer.adapters.tofu.internal.tool.Tofu;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuFolder;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.plan.ProviderSurvey;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.provider.HetznerConfig;
import com.torrust.deployer.domain.provider.HetznerSection;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.spi.AdapterContext;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;

/**
 * Machines by OpenTofu. Thread-safe; two calls for one environment at once are kept apart by its
 * lease.
 */
final class TofuProvisioner implements Provisioner {

  private static final StepId CHECK = new StepId("provision.check");
  private static final StepId KEYS = new StepId("provision.wait-ssh");
  private static final StepId FIND = new StepId("provision.find");

  private final AdapterContext adapters;
  private final Clouds clouds;
  private final KnownVersion version = new KnownVersion();

  TofuProvisioner(AdapterContext adapters, Pace pace) {
    this.adapters = adapters;
    this.clouds = new Clouds(adapters, pace);
  }

  @Override
  public Either<DeployError, Done> check(MachineSpec spec, OperationContext context) {
    return version
        .of(tofu(spec, folder(context), context))
        .flatMap(found -> clouds.of(spec, context, CHECK).check());
  }

  @Override
  public Either<DeployError, Machine> provision(MachineSpec spec, OperationContext context) {
    TofuFolder folder = folder(context);
    return new MakeMachine(spec, context, clouds, folder, tofu(spec, folder, context), version)
        .run();
  }

  @Override
  public Either<DeployError, List<FoundResource>> find(MachineSpec spec, OperationContext context) {
    return clouds
        .of(spec, context, FIND)
        .list()
        .map(all -> all.stream().map(CloudResource::found).toList());
  }

  @Override
  public Either<DeployError, ProviderSurvey> survey(
      MachineSpec spec, Artifacts rendered, OperationContext context) {
    return new SurveyMachine(
            spec,
            context,
            folder(context),
            (scratch, plugIns) ->
                new Tofu(
                    adapters.commands(),
                    adapters.variables(),
                    unwritten(spec),
                    scratch,
                    context,
                    plugIns))
        .run(rendered);
  }

  @Override
  public Either<DeployError, List<HostKey>> hostKeys(MachineSpec spec, OperationContext context) {
    return clouds.of(spec, context, KEYS).hostKeys();
  }

  @Override
  public Either<DeployError, List<FoundResource>> destroy(
      MachineSpec spec, OperationContext context) {
    TofuFolder folder = folder(context);
    return new RemoveMachine(spec, context, clouds, folder, tofu(spec, folder, context), version)
        .run();
  }

  private static TofuFolder folder(OperationContext context) {
    return new TofuFolder(context.folders().tofu());
  }

  private Tofu tofu(MachineSpec spec, TofuFolder folder, OperationContext context) {
    return new Tofu(adapters.commands(), adapters.variables(), unwritten(spec), folder, context);
  }

  /** What is written to no file, be it a plan: the plug-in reads it from its environment. */
  private static Map<String, String> unwritten(MachineSpec spec) {
    return HetznerSection.SECTION
        .find(spec.provider())
        .map(HetznerConfig::apiToken)
        .filter(token -> token.reference().isPresent())
        .map(token -> Map.of("HCLOUD_TOKEN", token.expose()))
        .orElse(Map.of());
  }
}
