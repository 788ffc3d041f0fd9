package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A secret of a configuration that can be given another value while the stack is in service. Which
 * ones these are is said in the descriptions of their members. Immutable.
 *
 * @param name its path in the configuration, such as {@code tracker.http_api.admin_token}
 * @param keeper the service that lets in whoever knows it
 * @param proof what the machine calls the trial of it
 */
public record RotatableSecret(String name, Component keeper, String proof) {

  /** Every one that a configuration may have. */
  public static List<RotatableSecret> all(Providers providers) {
    List<RotatableSecret> found = new ArrayList<>();
    collect("", providers.document().members(), found);
    return List.copyOf(found);
  }

  private static void collect(
      String path, List<? extends Field<?, ?>> fields, List<RotatableSecret> found) {
    for (Field<?, ?> field : fields) {
      String name = path.isEmpty() ? field.name() : path + "." + field.name();
      field
          .rotation()
          .map(rotation -> new RotatableSecret(name, rotation.keeper(), rotation.proof()))
          .filter(secret -> !found.contains(secret))
          .ifPresent(found::add);
      collect(name, field.codec().members(), found);
    }
  }

  /** Those that a configuration has, kept by services of its own stack. */
  public static List<RotatableSecret> of(Providers providers, EnvironmentConfig config) {
    ConfigValue document = ConfigEncoder.encode(providers, config);
    return all(providers).stream()
        .filter(secret -> config.components().contains(secret.keeper))
        .filter(secret -> secret.in(document).isPresent())
        .toList();
  }

  /**
   * Those whose values are not the same in two configurations that both have them. The same text
   * from elsewhere is the same value.
   */
  public static List<RotatableSecret> between(
      Providers providers, EnvironmentConfig before, EnvironmentConfig after) {
    Map<String, Secret> one = ConfigSecrets.of(providers, before);
    Map<String, Secret> other = ConfigSecrets.of(providers, after);
    List<RotatableSecret> kept = of(providers, before);
    return of(providers, after).stream()
        .filter(kept::contains)
        .filter(secret -> !one.get(secret.pointer()).hasSameTextAs(other.get(secret.pointer())))
        .toList();
  }

  /** The same configuration with other values of some of its secrets. */
  public static EnvironmentConfig replaced(
      Providers providers, EnvironmentConfig config, Map<RotatableSecret, Secret> values) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    // Those that are not among them keep what their references were resolved to.
    ConfigSecrets.of(providers, config)
        .forEach(
            (member, secret) -> {
              if (secret.reference().isPresent()) {
                secrets.put(member, secret);
              }
            });
    values.forEach((secret, value) -> secrets.put(secret.pointer(), value));
    Decoded replaced = ConfigSecrets.replaced(providers, config, secrets, false);
    return replaced
        .config()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "a configuration cannot be read with another secret: " + replaced.findings()));
  }

  private Optional<ConfigValue> in(ConfigValue document) {
    Optional<ConfigValue> found = Optional.of(document);
    for (String name : path()) {
      found =
          found.flatMap(
              value -> value instanceof ObjectValue object ? object.find(name) : Optional.empty());
    }
    return found;
  }

  private List<String> path() {
    return Arrays.asList(name.split("\\."));
  }

  /** The same place as JSON pointer. */
  public String pointer() {
    return "/" + name.replace('.', '/');
  }
}
