package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.plan.ProviderSurvey;
import com.torrust.deployer.domain.release.Artifacts;
import io.vavr.control.Either;
import java.util.List;

/**
 * Makes and removes machines. The rendered input stands in {@code tofu/<provider>} below {@link
 * EnvironmentFolders#build()}. Every method can be repeated after any interruption and never makes
 * a second machine.
 */
public interface Provisioner {

  /**
   * Asks, before anything costs money, whether {@link #provision} can succeed: tools and their
   * versions, access, token, type, location, image, names taken by others. Changes nothing.
   *
   * @return nothing to say, or the first reason of kind {@code PREREQUISITE}, {@code CONFIGURATION}
   *     or {@code PROVIDER}
   */
  Either<DeployError, Done> check(MachineSpec spec, OperationContext context);

  /**
   * Makes the machine, or finishes one that an earlier call began. A machine that carries the label
   * is adopted; nothing that ever ran is replaced or deleted. Only a machine whose creation was cut
   * off before it could run is removed and made again, and that is reported.
   *
   * @return the machine with its addresses and without host keys; on the left what failed, with
   *     everything that was made in {@link DeployError#sideEffects()}
   */
  Either<DeployError, Machine> provision(MachineSpec spec, OperationContext context);

  /** Everything at the provider that carries the label, asked from the provider itself. */
  Either<DeployError, List<FoundResource>> find(MachineSpec spec, OperationContext context);

  /**
   * Compares what is wanted with what exists, and what was left with what exists. The rendered
   * input is given, because a look writes nothing: neither to the folders of the environment nor to
   * the state that the provider's tool keeps, and nothing at the provider.
   *
   * @param rendered what {@link #provision} would be given in its folder
   * @return what is different; on the left what kept the provider from answering, of kind {@code
   *     PREREQUISITE}, {@code CONFIGURATION} or {@code PROVIDER}
   */
  default Either<DeployError, ProviderSurvey> survey(
      MachineSpec spec, Artifacts rendered, OperationContext context) {
    return Either.right(
        ProviderSurvey.none("the provider: its plug-in cannot compare without changing anything"));
  }

  /**
   * The host keys of a machine that was made, by a way that leads past the network between it and
   * us, so that the first contact by SSH need not trust whoever answers. Waits until the machine
   * has some.
   *
   * @return nothing when the provider has no such way, or did not have the keys in time, which is
   *     reported as the warning {@code ssh.host_key_unproven}; on the left {@code
   *     operation.cancelled}
   */
  default Either<DeployError, List<HostKey>> hostKeys(MachineSpec spec, OperationContext context) {
    return Either.right(List.of());
  }

  /**
   * Removes the machine and all that carries the label, whatever the tool's own state says.
   *
   * @return what was removed; success means that the provider lists nothing under the label any
   *     more
   */
  Either<DeployError, List<FoundResource>> destroy(MachineSpec spec, OperationContext context);

  /**
   * A thing at the provider.
   *
   * @param kind such as {@code lxd instance} or {@code hetzner firewall}
   * @param name its name there
   * @param id its id there; the name where there is no other id
   */
  record FoundResource(String kind, String name, String id) {

    @Override
    public String toString() {
      return kind + " '" + name + "'";
    }
  }
}
