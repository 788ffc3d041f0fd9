package com.torrust.deployer.adapters.tofu.internal.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentProxiesTest {

  private static final URI API = URI.create("https://api.hetzner.cloud/v1/servers");

  private static String proxy(Map<String, String> variables, URI uri) {
    Proxy proxy = new EnvironmentProxies(variables).select(uri).get(0);
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "none";
  }

  @Test
  void goesByTheVariableOfTheScheme() {
    assertEquals(
        "proxy.example:8080", proxy(Map.of("HTTPS_PROXY", "http://proxy.example:8080"), API));
    assertEquals("proxy.example:8080", proxy(Map.of("https_proxy", "proxy.example:8080"), API));
    assertEquals("proxy.example:3128", proxy(Map.of("https_proxy", "proxy.example"), API));
    assertEquals("none", proxy(Map.of("HTTP_PROXY", "http://proxy.example:8080"), API));
    assertEquals("none", proxy(Map.of(), API));
  }

  @Test
  void passesByTheProxyForExemptHosts() {
    for (String exempt :
        new String[] {"*", "hetzner.cloud", ".hetzner.cloud", "x, api.hetzner.cloud"}) {
      assertEquals(
          "none", proxy(Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", exempt), API), exempt);
    }
    assertEquals(
        "p:1",
        proxy(Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", "cloud.example,er.cloud"), API));
  }

  @Test
  void neverAsksAProxyForThisComputer() {
    assertEquals(
        "none", proxy(Map.of("HTTP_PROXY", "http://p:1"), URI.create("http://127.0.0.1:8077/v1")));
    assertEquals(
        "none", proxy(Map.of("HTTP_PROXY", "http://p:1"), URI.create("http://localhost/v1")));
  }

  @Test
  void aVariableThatIsNoAddressIsNoProxy() {
    assertEquals("none", proxy(Map.of("HTTPS_PROXY", "http://[broken"), API));
  }
}
