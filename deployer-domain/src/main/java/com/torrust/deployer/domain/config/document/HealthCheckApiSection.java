package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.HealthCheckApi;

/** {@code tracker.health_check_api}: the tracker's health check API. */
final class HealthCheckApiSection {

  private static final Listeners.Kind KIND =
      new Listeners.Kind(
          "the health check API",
          ConfigRules.HEALTH_CHECK_API_PORT_0,
          ConfigRules.HEALTH_CHECK_API_DOMAIN,
          ConfigRules.HEALTH_CHECK_API_LOCALHOST,
          1313,
          false);

  static final Field<HealthCheckApi, BindAddress> ADDRESS =
      Listeners.bindAddress(
              HealthCheckApi::bindAddress,
              "127.0.0.1:1313",
              "The port is never published on the machine.")
          .withChange(MemberChange.release(Component.TRACKER, Component.CADDY));

  static final Field<HealthCheckApi, DomainName> DOMAIN =
      Listeners.domain(
              HealthCheckApi::domain,
              "Public host name; needed with TLS, without effect otherwise.")
          .withChange(MemberChange.release(Component.CADDY));

  static final Field<HealthCheckApi, Boolean> TLS =
      Listeners.tls(HealthCheckApi::useTlsProxy, "the health check")
          .withChange(MemberChange.release(Component.CADDY));

  static final ObjectCodec<HealthCheckApi> CODEC =
      ImmutableObjectCodec.<HealthCheckApi>of(
              "HealthCheckApiSection",
              "The tracker's health check API.",
              Assembly.of(
                  ADDRESS.value(),
                  DOMAIN.ifPresent(),
                  TLS.value(),
                  (address, domain, tls) ->
                      new HealthCheckApi(address, Listeners.access(domain, tls))))
          .withRetired(Listeners.RETIRED)
          .withRules(KIND.rules(ADDRESS, DOMAIN, TLS));

  private HealthCheckApiSection() {}
}
