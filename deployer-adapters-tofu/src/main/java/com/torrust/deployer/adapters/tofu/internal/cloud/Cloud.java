package com.torrust.deployer.adapters.tofu.internal.cloud;

import com.torrust.deployer.adapters.tofu.internal.tool.CloudResource;
import com.torrust.deployer.adapters.tofu.internal.tool.Diagnostic;
import com.torrust.deployer.adapters.tofu.internal.tool.InstanceInfo;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.port.Done;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One provider for one environment, asked through its own API. Made for one call of the port; every
 * method may block and repeats what fails for a moment.
 */
public interface Cloud {

  /** Whether the wanted machine can be had; changes nothing. */
  Either<DeployError, Done> check();

  /** Everything that carries the label now. */
  Either<DeployError, List<CloudResource>> list();

  /**
   * Waits until nothing is being done to what carries the label, starts a machine that stands
   * still, and removes one that was never finished and never ran.
   *
   * @return what can be taken over
   */
  Either<DeployError, List<CloudResource>> settle();

  /** Values for the rendered project that only the provider knows. */
  Either<DeployError, Map<String, String>> variables();

  /** The same facts with addresses that the tool did not tell. */
  Either<DeployError, InstanceInfo> complete(InstanceInfo info);

  /**
   * The host keys of the machine as the provider itself reads them; nothing when it cannot, or not
   * in time. Left only when somebody asked to stop.
   */
  Either<DeployError, List<HostKey>> hostKeys();

  /** Removes one thing; one that is gone is fine. */
  Either<DeployError, Done> delete(CloudResource resource);

  /** Whether what the tool ran into is over after a while. */
  boolean isTransient(List<Diagnostic> diagnostics);

  /** What the provider itself makes of a failure of the tool, if it knows better. */
  Optional<DeployError> explain(List<Diagnostic> diagnostics);
}
