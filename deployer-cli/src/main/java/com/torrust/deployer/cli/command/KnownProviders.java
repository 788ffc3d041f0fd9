package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.syntax.ValueType;
import com.torrust.deployer.domain.config.document.ProviderSection;
import com.torrust.deployer.domain.spi.ProvisionerProvider;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** The providers of machines, as the adapters on the class path offer them. */
final class KnownProviders {

  private static final List<String> IDS = find();

  private KnownProviders() {}

  /** The value of options: the id of a provider. */
  static ValueType<String> value() {
    return ValueType.oneOf(IDS);
  }

  /** The ids in words, such as {@code lxd or hetzner}. */
  static String words() {
    return words(IDS);
  }

  static String words(List<String> ids) {
    return ids.size() < 2
        ? String.join("", ids)
        : String.join(", ", ids.subList(0, ids.size() - 1)) + " or " + ids.get(ids.size() - 1);
  }

  /** The ids, those of our own adapters first. */
  static List<String> ids() {
    return IDS;
  }

  /** An adapter that cannot be loaded is passed over: whatever needs it will say why. */
  private static List<String> find() {
    Set<String> ids = new LinkedHashSet<>();
    Iterator<ProvisionerProvider> found = ServiceLoader.load(ProvisionerProvider.class).iterator();
    try {
      while (found.hasNext()) {
        found.next().sections().stream().map(ProviderSection::id).forEach(ids::add);
      }
    } catch (ServiceConfigurationError | LinkageError unusable) {
      return List.copyOf(ids);
    }
    return List.copyOf(ids);
  }
}
