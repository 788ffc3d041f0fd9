package com.torrust.deployer.adapters.tofu.internal.tool;

import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import java.util.Map;

/**
 * A thing at the provider that carries the environment's label, and how OpenTofu refers to it.
 *
 * @param found what it is to people
 * @param address the resource of the rendered project that describes it, such as {@code
 *     lxd_instance.machine}
 * @param importId under which OpenTofu takes it over
 * @param key the attribute that tells it from all others
 * @param identity attributes, {@code key} among them, that a whole record in OpenTofu's state has
 *     with these values
 */
public record CloudResource(
    FoundResource found,
    String address,
    String importId,
    String key,
    Map<String, String> identity) {

  /** Copies the attributes. */
  public CloudResource {
    identity = Map.copyOf(identity);
  }
}
