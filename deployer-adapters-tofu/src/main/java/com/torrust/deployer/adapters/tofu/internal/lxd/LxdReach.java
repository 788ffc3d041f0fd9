package com.torrust.deployer.adapters.tofu.internal.lxd;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.Server;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.util.Map;

/** Whether LXD answers this user, apart from any environment. */
public final class LxdReach {

  private LxdReach() {}

  /** Its version and where it is, or why it cannot be used. */
  public static Either<DeployError, String> ask(
      Map<String, String> variables, Cancellation cancellation) {
    LxdApi api = new LxdApi(new LxdSocket(LxdSocket.usual(variables), cancellation));
    return api.server().flatMap(server -> trusted(api, server)).mapLeft(LxdErrors::of);
  }

  private static Either<ApiFailure, String> trusted(LxdApi api, Server server) {
    return server.trustsUs()
        ? Either.right(server.version() + " at " + api.where())
        : Either.left(new ApiFailure.Denied(api.where(), "LXD does not trust this user"));
  }
}
