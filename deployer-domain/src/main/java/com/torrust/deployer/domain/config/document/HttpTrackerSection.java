package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.HttpTracker;

/** {@code tracker.http_trackers[]}: a listener for announces over HTTP. */
final class HttpTrackerSection {

  private static final Listeners.Kind KIND =
      new Listeners.Kind(
          "this HTTP tracker",
          ConfigRules.HTTP_TRACKER_PORT_0,
          ConfigRules.HTTP_TRACKER_DOMAIN,
          ConfigRules.HTTP_TRACKER_LOCALHOST,
          7070,
          true);

  static final Field<HttpTracker, BindAddress> ADDRESS =
      Listeners.bindAddress(
              HttpTracker::bindAddress,
              "[::]:7070",
              "Without TLS the port is published on the machine.")
          .withChange(MemberChange.configure(Component.TRACKER, Component.CADDY));

  static final Field<HttpTracker, DomainName> DOMAIN =
      Listeners.domain(
              HttpTracker::domain, "Public host name; needed with TLS, without effect otherwise.")
          .withChange(MemberChange.release(Component.CADDY));

  static final Field<HttpTracker, Boolean> TLS =
      Listeners.tls(HttpTracker::useTlsProxy, "this listener")
          .withChange(MemberChange.configure(Component.TRACKER, Component.CADDY));

  static final ObjectCodec<HttpTracker> CODEC =
      ImmutableObjectCodec.<HttpTracker>of(
              "HttpTrackerSection",
              "A listener for announces over HTTP.",
              Assembly.of(
                  ADDRESS.value(),
                  DOMAIN.ifPresent(),
                  TLS.value(),
                  (address, domain, tls) ->
                      new HttpTracker(address, Listeners.access(domain, tls))))
          .withRetired(Listeners.RETIRED)
          .withRules(KIND.rules(ADDRESS, DOMAIN, TLS));

  private HttpTrackerSection() {}
}
