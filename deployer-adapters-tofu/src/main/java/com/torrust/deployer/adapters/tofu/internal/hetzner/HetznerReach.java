package com.torrust.deployer.adapters.tofu.internal.hetzner;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;

/** Whether Hetzner Cloud's API answers this computer, apart from any environment. */
public final class HetznerReach {

  private static final int UNAUTHORIZED = 401;

  private HetznerReach() {}

  /**
   * Where it answers and whether it takes the token, or why not. Without a token it is enough that
   * it refuses us.
   */
  public static Either<DeployError, String> ask(
      HttpClient http,
      Map<String, String> variables,
      Optional<Secret> token,
      Cancellation cancellation) {
    HetznerApi api =
        new HetznerApi(http, Endpoint.of(variables, token.orElse(Secret.of("none"))), cancellation);
    Either<ApiFailure, String> answer =
        api.list(Answer.Location.class, "locations", Map.of())
            .map(all -> api.where() + " answers and takes the token");
    boolean refusedAsItShould =
        token.isEmpty()
            && answer.isLeft()
            && answer.getLeft() instanceof ApiFailure.Refused refused
            && refused.status() == UNAUTHORIZED;
    return refusedAsItShould
        ? Either.right(api.where() + " answers")
        : answer.mapLeft(HetznerErrors::of);
  }
}
