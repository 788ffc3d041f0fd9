package com.torrust.deployer.domain.environment;

/**
 * One case for each state, for {@link Environment#fold}. A new state makes every implementation
 * stop compiling, which is the point.
 *
 * @param <R> what each case answers
 */
public interface EnvironmentCases<R> {

  R created(Created environment);

  R provisioning(Provisioning environment);

  R provisioned(Provisioned environment);

  R configuring(Configuring environment);

  R configured(Configured environment);

  R releasing(Releasing environment);

  R released(Released environment);

  R running(Running environment);

  R destroying(Destroying environment);

  R destroyed(Destroyed environment);

  R provisionFailed(ProvisionFailed environment);

  R configureFailed(ConfigureFailed environment);

  R releaseFailed(ReleaseFailed environment);

  R runFailed(RunFailed environment);

  R destroyFailed(DestroyFailed environment);
}
