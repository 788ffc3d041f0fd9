package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.Secret;
import java.util.Arrays;
import java.util.stream.Stream;

/** {@code tracker.http_api}: the tracker's REST API. */
final class HttpApiSection {

  private static final Listeners.Kind KIND =
      new Listeners.Kind(
          "the HTTP API",
          ConfigRules.HTTP_API_PORT_0,
          ConfigRules.HTTP_API_DOMAIN,
          ConfigRules.HTTP_API_LOCALHOST,
          1212,
          true);

  static final Field<HttpApi, BindAddress> ADDRESS =
      Listeners.bindAddress(
              HttpApi::bindAddress,
              "[::]:1212",
              "Without TLS the port is published on the machine. Prometheus reads the statistics"
                  + " there.")
          .withChange(
              MemberChange.configure(
                  Component.TRACKER,
                  Component.PROMETHEUS,
                  Component.STATISTICS_PROXY,
                  Component.CADDY));

  static final Field<HttpApi, Secret> ADMIN_TOKEN =
      Field.required(
              "admin_token",
              SecretCodec.of(FreeText.SECRET),
              HttpApi::adminToken,
              "Token of the API's administrator, also used to read the statistics.")
          .withWarnings(WeakSecrets.warnings("MyAccessToken"))
          .withSample(ConfigValue.of("MyAccessToken"))
          .withChange(MemberChange.release(Component.TRACKER, Component.STATISTICS_PROXY))
          .withRotation(new SecretRotation(Component.TRACKER, "api_token"));

  static final Field<HttpApi, DomainName> DOMAIN =
      Listeners.domain(
              HttpApi::domain, "Public host name; needed with TLS, without effect otherwise.")
          .withChange(MemberChange.release(Component.CADDY));

  static final Field<HttpApi, Boolean> TLS =
      Listeners.tls(HttpApi::useTlsProxy, "the API")
          .withChange(MemberChange.configure(Component.TRACKER, Component.CADDY));

  static final ObjectCodec<HttpApi> CODEC =
      ImmutableObjectCodec.<HttpApi>of(
              "HttpApiSection",
              "The tracker's REST API.",
              Assembly.of(
                  ADDRESS.value(),
                  ADMIN_TOKEN.value(),
                  DOMAIN.ifPresent(),
                  TLS.value(),
                  (address, token, domain, tls) ->
                      new HttpApi(address, token, Listeners.access(domain, tls))))
          .withRetired(Listeners.RETIRED)
          .withRules(
              Stream.concat(
                      Arrays.stream(KIND.rules(ADDRESS, DOMAIN, TLS)),
                      Stream.of(
                          Listeners.inTheClear(
                              members ->
                                  members
                                      .find(ADDRESS)
                                      .filter(bind -> !bind.isLoopback())
                                      .isPresent(),
                              TLS,
                              "the HTTP API",
                              "its admin token")))
                  .toArray(SectionRule[]::new));

  private HttpApiSection() {}
}
