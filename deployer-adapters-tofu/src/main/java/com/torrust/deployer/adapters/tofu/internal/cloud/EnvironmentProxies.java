package com.torrust.deployer.adapters.tofu.internal.cloud;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxy that the usual environment variables name, because OpenTofu goes by them and both have
 * to reach the same API. Java itself knows only its own system properties. Immutable.
 */
public final class EnvironmentProxies extends ProxySelector {

  private static final int USUAL_PORT = 3128;

  private final Map<String, String> variables;

  /** Goes by {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, in small letters too. */
  public EnvironmentProxies(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  @Override
  public List<Proxy> select(URI uri) {
    return Optional.ofNullable(uri.getScheme())
        .flatMap(scheme -> variable(scheme.toUpperCase(Locale.ROOT) + "_PROXY"))
        .filter(proxy -> !isExempt(Optional.ofNullable(uri.getHost()).orElse("")))
        .flatMap(EnvironmentProxies::proxy)
        .map(List::of)
        .orElse(List.of(Proxy.NO_PROXY));
  }

  private Optional<String> variable(String name) {
    return Stream.of(name, name.toLowerCase(Locale.ROOT))
        .map(variables::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }

  /** This computer, and what the list names, with the names below it. */
  private boolean isExempt(String host) {
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("[::1]")
        || variable("NO_PROXY").stream()
            .flatMap(list -> Arrays.stream(list.split(",")))
            .map(String::strip)
            .map(entry -> entry.startsWith(".") ? entry.substring(1) : entry)
            .filter(entry -> !entry.isEmpty())
            .anyMatch(
                entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
  }

  private static Optional<Proxy> proxy(String value) {
    try {
      URI uri = URI.create(value.contains("://") ? value : "http://" + value);
      return Optional.ofNullable(uri.getHost())
          .map(
              host ->
                  new Proxy(
                      Proxy.Type.HTTP,
                      InetSocketAddress.createUnresolved(
                          host, uri.getPort() < 0 ? USUAL_PORT : uri.getPort())));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The failed request says so itself.
  }
}
