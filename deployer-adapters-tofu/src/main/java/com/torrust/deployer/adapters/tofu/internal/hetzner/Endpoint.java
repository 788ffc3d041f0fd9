package com.torrust.deployer.adapters.tofu.internal.hetzner;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.error.Remedy;
import io.vavr.control.Either;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the API is asked and with which token, both fit to be sent: the token goes into a header,
 * of which the platform's own complaint would quote it, and over no network in the clear.
 * Immutable.
 *
 * @param base without a slash at its end
 * @param token printable ASCII
 */
record Endpoint(URI base, Secret token) {

  private static final String USUAL = "https://api.hetzner.cloud/v1";
  private static final String VARIABLE = "HCLOUD_ENDPOINT";
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * Checks both.
   *
   * @return on the left {@code provider.token_malformed}, {@code provider.endpoint_invalid} or
   *     {@code provider.endpoint_insecure}
   */
  static Either<ApiFailure, Endpoint> of(Map<String, String> variables, Secret token) {
    Optional<ApiFailure> malformed = fault(token);
    return malformed.isPresent()
        ? Either.left(malformed.get())
        : base(variables).map(base -> new Endpoint(base, token));
  }

  /** The first character that no token has, without the token. */
  private static Optional<ApiFailure> fault(Secret token) {
    int[] characters = token.expose().codePoints().toArray();
    if (characters.length == 0) {
      return Optional.of(malformed("is empty"));
    }
    OptionalInt place = OptionalInt.empty();
    for (int at = characters.length - 1; at >= 0; at--) {
      place = characters[at] > ' ' && characters[at] <= '~' ? place : OptionalInt.of(at);
    }
    return place.isEmpty()
        ? Optional.empty()
        : Optional.of(
            malformed(
                String.format(
                    "holds U+%04X at place %d of %d, which no token has",
                    characters[place.getAsInt()], place.getAsInt() + 1, characters.length)));
  }

  private static ApiFailure malformed(String how) {
    return new ApiFailure.Unusable(
        "provider.token_malformed",
        "the API token " + how,
        new Remedy.EditConfiguration(
            "/provider/api_token",
            "the token as the console showed it, without anything before or after it"));
  }

  private static Either<ApiFailure, URI> base(Map<String, String> variables) {
    String text =
        Optional.ofNullable(variables.get(VARIABLE))
            .map(String::strip)
            .filter(given -> !given.isEmpty())
            .orElse(USUAL)
            .replaceAll("/+$", "");
    try {
      return judge(new URI(text));
    } catch (URISyntaxException malformed) {
      return Either.left(invalid("is no URL"));
    }
  }

  private static Either<ApiFailure, URI> judge(URI base) {
    String scheme = Optional.ofNullable(base.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || base.getHost() == null) {
      return Either.left(invalid("is no http or https URL"));
    }
    if (base.getUserInfo() != null || base.getQuery() != null || base.getFragment() != null) {
      return Either.left(invalid("holds more than scheme, host, port and path"));
    }
    if (scheme.equals("http") && !LOOPBACK.matcher(base.getHost()).matches()) {
      return Either.left(
          new ApiFailure.Unusable(
              "provider.endpoint_insecure",
              "the API token is not sent to '"
                  + base.getHost()
                  + "' in the clear: "
                  + VARIABLE
                  + " has to begin with https",
              remedy()));
    }
    return Either.right(base);
  }

  private static ApiFailure invalid(String how) {
    return new ApiFailure.Unusable(
        "provider.endpoint_invalid", "the value of " + VARIABLE + " " + how, remedy());
  }

  private static Remedy remedy() {
    return Remedy.advice("set " + VARIABLE + " to a URL such as " + USUAL + ", or unset it");
  }
}
