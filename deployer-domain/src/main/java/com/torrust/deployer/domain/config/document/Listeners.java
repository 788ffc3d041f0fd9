package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.Rule;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.WebAccess;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import io.vavr.control.Either;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The members that all listeners share, and the rules among them. */
final class Listeners {

  static final TextCodec<BindAddress> ADDRESS =
      TextCodec.of(BindAddress::parse, BindAddress::toString)
          .withKeywords(
              ConfigValue.object()
                  .with("pattern", SchemaPatterns.BIND_ADDRESS)
                  .with(
                      "examples", ConfigValue.array("[::]:6969", "0.0.0.0:7070", "127.0.0.1:1313"))
                  .build());

  static final TextCodec<DomainName> DOMAIN =
      TextCodec.of(DomainName::parse, DomainName::value)
          .withRestorer(text -> Either.right(DomainName.restored(text)))
          .withKeywords(
              ConfigValue.object()
                  .with("pattern", SchemaPatterns.HOST_NAME)
                  .with("maxLength", 253)
                  .with("examples", ConfigValue.array("tracker.example.com"))
                  .build());

  static final String TLS_SWITCH = "use_tls_proxy";
  static final String DOMAIN_MEMBER = "domain";

  /** Names of old and planned formats. */
  static final Map<String, String> RETIRED =
      Map.of(
          "tls",
          "write domain and use_tls_proxy beside bind_address, without an object around them");

  private Listeners() {}

  static <T> ImmutableField<T, BindAddress> bindAddress(
      Function<T, BindAddress> getter, String sample, String usage) {
    return Field.required(
            "bind_address",
            ADDRESS,
            getter,
            "IP address and port, IPv6 in brackets: [::] serves IPv4 and IPv6, 0.0.0.0 only IPv4,"
                + " any other address of the machine only itself, a loopback address only the"
                + " tracker's own container; the port is from 1 to 65535. "
                + usage)
        .withSample(ConfigValue.of(sample));
  }

  static <T> ImmutableField<T, DomainName> domain(
      Function<T, Optional<DomainName>> getter, String description) {
    return Field.nullable(DOMAIN_MEMBER, DOMAIN, getter, description);
  }

  static <T> ImmutableField<T, Boolean> tls(Function<T, Boolean> getter, String service) {
    return Field.<T, Boolean>nullable(
            TLS_SWITCH,
            BooleanCodec.CODEC,
            getter.andThen(Optional::of),
            "true: "
                + service
                + " is reached over HTTPS through the reverse proxy only; needs domain and the"
                + " section https. false: it is reached directly over HTTP.")
        .withFallback(false);
  }

  /**
   * What domain and switch say together. TLS without a domain is refused in every document, stored
   * ones included, so that nothing comes of it.
   */
  static WebAccess access(Optional<DomainName> domain, boolean useTlsProxy) {
    return domain
        .filter(name -> useTlsProxy)
        .map(WebAccess::proxied)
        .orElseGet(() -> new WebAccess.Direct(domain));
  }

  /**
   * What differs in the rules of one kind of listener that the proxy can stand before.
   *
   * @param service for messages
   * @param portRule the rule against port 0
   * @param domainRule the rule that TLS needs a domain
   * @param loopbackRule the rule against TLS on a loopback address
   * @param usualPort the port to suggest
   * @param isPublished whether the port is published without TLS
   */
  record Kind(
      String service,
      Rule portRule,
      Rule domainRule,
      Rule loopbackRule,
      int usualPort,
      boolean isPublished) {

    <T> SectionRule[] rules(
        Field<T, BindAddress> address, Field<T, DomainName> name, Field<T, Boolean> tls) {
      return new SectionRule[] {
        fixedPort(address, portRule, usualPort),
        domainForTls(tls, name, domainRule, service),
        reachableForProxy(tls, address, loopbackRule, service),
        ownFamily(address, portRule.code()),
        reachable(address, Optional.of(tls), isPublished),
        domainWithoutTls(tls, name)
      };
    }
  }

  /** R46–R49. */
  static <T> SectionRule fixedPort(Field<T, BindAddress> address, Rule rule, int usual) {
    return (members, context) ->
        members
            .find(address)
            .filter(bind -> bind.port() == 0)
            .ifPresent(bind -> context.report(members.at(address), rule.broken(bind, usual)));
  }

  /** R50–R52, R58. */
  static <T> SectionRule domainForTls(
      Field<T, Boolean> tls, Field<T, DomainName> domain, Rule rule, String service) {
    SectionRule check =
        (members, context) -> {
          if (isOn(members, tls) && !members.isGiven(domain)) {
            context.report(members.at(domain), rule.broken(service));
          }
        };
    return check
        .withSchema(
            Definitions.ifThen(
                hasTls(), Definitions.having(DOMAIN_MEMBER, Definitions.type("string"))))
        .forStoredToo();
  }

  /** R53–R55 for the two addresses they name, X17 for the others. */
  private static <T> SectionRule reachableForProxy(
      Field<T, Boolean> tls, Field<T, BindAddress> address, Rule rule, String service) {
    return (members, context) ->
        members
            .find(address)
            .filter(bind -> isOn(members, tls) && bind.isLoopback())
            .ifPresent(
                bind ->
                    context.report(
                        members.at(address),
                        (bind.isLocalhost() ? rule : ConfigRules.LISTENER_LOOPBACK.as(rule.code()))
                            .broken(service, bind, bind.port())));
  }

  /** X36: a mapped address would make the tracker take IPv4 clients for IPv6 ones. */
  static <T> SectionRule ownFamily(Field<T, BindAddress> address, String code) {
    return (members, context) ->
        members
            .find(address)
            .filter(BindAddress::isMapped)
            .ifPresent(
                bind ->
                    context.report(
                        members.at(address),
                        ConfigRules.LISTENER_MAPPED
                            .as(code)
                            .broken(bind, bind.asIpv4(), bind.port())));
  }

  /** X18, X19: addresses that not everybody reaches. */
  static <T> SectionRule reachable(
      Field<T, BindAddress> address, Optional<Field<T, Boolean>> tls, boolean isPublished) {
    return (members, context) ->
        members
            .find(address)
            .flatMap(
                bind ->
                    unreachable(
                        bind, tls.filter(field -> isOn(members, field)).isPresent(), isPublished))
            .ifPresent(violation -> context.report(members.at(address), violation));
  }

  private static Optional<Violation> unreachable(
      BindAddress bind, boolean hasTls, boolean isPublished) {
    if (bind.isLoopback()) {
      return hasTls || !isPublished
          ? Optional.empty()
          : Optional.of(unreachable(ConfigRules.LISTENER_ON_LOOPBACK, bind));
    }
    if (bind.isWildcard() || bind.isMapped()) {
      return Optional.empty();
    }
    if (bind.hasZone()) {
      return Optional.of(unreachable(ConfigRules.LISTENER_ON_LINK, bind));
    }
    return Optional.of(
        unreachable(
            hasTls || !isPublished
                ? ConfigRules.LISTENER_ADDRESS_UNUSED
                : ConfigRules.LISTENER_ON_ONE_ADDRESS,
            bind));
  }

  private static Violation unreachable(Rule rule, BindAddress bind) {
    return rule.broken(bind, bind.port(), bind.port());
  }

  /** X31. */
  private static <T> SectionRule domainWithoutTls(
      Field<T, Boolean> tls, Field<T, DomainName> domain) {
    return (members, context) -> {
      if (members.isGiven(domain) && members.find(tls).filter(on -> !on).isPresent()) {
        context.report(members.at(domain), ConfigRules.DOMAIN_WITHOUT_TLS.broken());
      }
    };
  }

  /**
   * S1: a log-in or token that everybody on the way can read.
   *
   * @param isPublished whether the service has a port of its own that everybody reaches
   * @param secret what crosses the network
   */
  static SectionRule inTheClear(
      Predicate<Members> isPublished, Field<?, Boolean> tls, String service, String secret) {
    return (members, context) -> {
      if (isPublished.test(members) && members.find(tls).filter(on -> !on).isPresent()) {
        context.report(members.at(tls), ConfigRules.SECRET_IN_THE_CLEAR.broken(service, secret));
      }
    };
  }

  static boolean isOn(Members members, Field<?, Boolean> tls) {
    return members.find(tls).orElse(false);
  }

  /** The schema of an object whose TLS is on. */
  static ObjectValue hasTls() {
    return Definitions.having(TLS_SWITCH, ConfigValue.object().with("const", true).build());
  }
}
