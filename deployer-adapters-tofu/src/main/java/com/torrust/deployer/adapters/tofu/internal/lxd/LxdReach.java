package com.torrust.deployer.adapters.tofu.internal.lxd;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.Server;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.util.Map;

/** Whether LXD answers this user, apart from any environment. */
public final class LxdReach {

  /** Set by our image alone. */
  private static final String IN_IMAGE = "TORRUST_DEPLOYER_IMAGE";

  private LxdReach() {}

  /** Its version and where it is, or why it cannot be used. */
  public static Either<DeployError, String> ask(
      Map<String, String> variables, Cancellation cancellation) {
    LxdApi api = new LxdApi(new LxdSocket(LxdSocket.usual(variables), cancellation));
    Either<DeployError, String> reached =
        api.server().flatMap(server -> trusted(api, server)).mapLeft(LxdErrors::of);
    return variables.containsKey(IN_IMAGE) ? reached.mapLeft(LxdReach::fromContainer) : reached;
  }

  /** In a container the computer's LXD is reached through its socket alone, as that group. */
  private static DeployError fromContainer(DeployError error) {
    return ImmutableDeployError.copyOf(error)
        .withRemedies(
            Remedy.advice(
                "give this container the computer's socket and its group: --volume SOCKET:SOCKET"
                    + " --group-add $(stat -c %g SOCKET), SOCKET being"
                    + " /var/snap/lxd/common/lxd/unix.socket or, where LXD is no snap,"
                    + " /var/lib/lxd/unix.socket"));
  }

  private static Either<ApiFailure, String> trusted(LxdApi api, Server server) {
    return server.trustsUs()
        ? Either.right(server.version() + " at " + api.where())
        : Either.left(new ApiFailure.Denied(api.where(), "LXD does not trust this user"));
  }
}
