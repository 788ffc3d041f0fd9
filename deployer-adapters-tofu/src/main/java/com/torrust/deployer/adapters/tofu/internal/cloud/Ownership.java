package com.torrust.deployer.adapters.tofu.internal.cloud;

import com.torrust.deployer.domain.machine.Label;
import java.util.List;

/**
 * What belongs to the environment: everything that carries its label, and what an older deployer
 * made for it, which has no label but stands in the state that OpenTofu left in the build folder.
 * Immutable.
 */
public final class Ownership {

  /**
   * A thing that an older deployer made.
   *
   * @param type OpenTofu's word, such as {@code lxd_instance}
   * @param name its name at the provider
   * @param id its id there; empty where it has none
   */
  public record Inherited(String type, String name, String id) {}

  private final Label label;
  private final List<Inherited> inherited;

  /** Everything with the label, and these. */
  public Ownership(Label label, List<Inherited> inherited) {
    this.label = label;
    this.inherited = List.copyOf(inherited);
  }

  /** The environment's label. */
  public Label label() {
    return label;
  }

  /** What was inherited, of one type. */
  public List<Inherited> inherited(String type) {
    return inherited.stream().filter(each -> each.type().equals(type)).toList();
  }

  /**
   * Whether a thing is the environment's. One that carries another label never is.
   *
   * @param found the value of its label, empty without one
   */
  public boolean covers(String found, String type, String name) {
    return found.equals(label.value())
        || found.isEmpty() && inherited(type).stream().anyMatch(each -> each.name().equals(name));
  }
}
