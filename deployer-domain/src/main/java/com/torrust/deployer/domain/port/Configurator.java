package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import io.vavr.control.Either;

/**
 * Brings a machine to the configured condition: Docker with Compose, security updates, firewall,
 * closed root login. The rendered input stands in {@code ansible} below {@link
 * EnvironmentFolders#build()}.
 */
public interface Configurator {

  /**
   * Changes what is not yet as it should be; a second call changes nothing.
   *
   * @return how many tasks there were and how many changed something; on the left the task that
   *     failed, its message and the machine's output
   */
  Either<DeployError, Report> configure(
      EnvironmentConfig config, Machine machine, OperationContext context);

  /**
   * What a configuration did.
   *
   * @param tasks how many tasks ran
   * @param changed how many of them changed the machine
   */
  record Report(int tasks, int changed) {}
}
