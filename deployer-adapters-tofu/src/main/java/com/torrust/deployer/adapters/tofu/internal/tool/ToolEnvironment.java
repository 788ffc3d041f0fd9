package com.torrust.deployer.adapters.tofu.internal.tool;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The environment that OpenTofu gets: what it needs, by name, and nothing else. {@code TF_LOG} and
 * its like are not passed on, because with them OpenTofu writes secrets into its output.
 */
public final class ToolEnvironment {

  private static final List<String> PASSED_ON =
      List.of(
          "PATH",
          "HOME",
          "USER",
          "TMPDIR",
          "XDG_CONFIG_HOME",
          "XDG_CACHE_HOME",
          "TF_CLI_CONFIG_FILE",
          "LXD_DIR",
          "LXD_SOCKET",
          "HCLOUD_ENDPOINT",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR");

  private static final String CACHE = "TF_PLUGIN_CACHE_DIR";

  private ToolEnvironment() {}

  /** Variables for every call, made from those that were given to us. */
  public static Map<String, String> of(Map<String, String> given) {
    Map<String, String> environment = new TreeMap<>();
    PASSED_ON.forEach(
        name ->
            Optional.ofNullable(given.get(name)).ifPresent(value -> environment.put(name, value)));
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("CHECKPOINT_DISABLE", "1");
    environment.put("TF_IN_AUTOMATION", "1");
    return environment;
  }

  /** The same with variables of our own, and with what OpenTofu has fetched for another folder. */
  static Map<String, String> of(
      Map<String, String> given, Map<String, String> ours, Optional<Path> plugIns) {
    Map<String, String> environment = new TreeMap<>(of(given));
    environment.putAll(ours);
    plugIns.ifPresent(path -> environment.put("TF_DATA_DIR", path.toAbsolutePath().toString()));
    return environment;
  }

  /**
   * The same with a cache for plug-ins, so that each is downloaded once and not once for each
   * environment.
   */
  static Map<String, String> withPluginCache(Map<String, String> environment, Path cache) {
    Map<String, String> extended = new TreeMap<>(environment);
    extended.put(CACHE, cache.toString());
    // Without this the cache is passed over for as long as a folder has no lock file, hence always
    // for a new one.
    extended.put("TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", "true");
    return extended;
  }

  /**
   * Where plug-ins are kept: where the caller says, else in the cache folder of the user, if there
   * is one.
   */
  public static Optional<Path> pluginCache(Map<String, String> given) {
    return path(given, CACHE)
        .or(() -> path(given, "XDG_CACHE_HOME").map(ToolEnvironment::ours))
        .or(() -> path(given, "HOME").map(home -> ours(home.resolve(".cache"))));
  }

  private static Path ours(Path cache) {
    return cache.resolve("torrust-tracker-deployer").resolve("tofu-plugins");
  }

  private static Optional<Path> path(Map<String, String> given, String name) {
    return Optional.ofNullable(given.get(name)).filter(text -> text.startsWith("/")).map(Path::of);
  }
}
