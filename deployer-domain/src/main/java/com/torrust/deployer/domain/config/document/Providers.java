package com.torrust.deployer.domain.config.document;

import com.google.common.base.Suppliers;
import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The providers whose sections a configuration may hold, in the order in which they are offered.
 * Immutable.
 */
public final class Providers {

  static final String SELECTOR = "provider";

  /**
   * Made when they are first needed: whoever only asks whether an environment exists reads none.
   */
  private final Supplier<Map<String, ProviderSection<?>>> sections;

  private final Supplier<Codec<ProviderConfig>> section;
  private final Supplier<ObjectCodec<EnvironmentConfig>> document;

  /** Names for people by id, as far as they were asked for. */
  private final Map<String, String> displayNames = new ConcurrentHashMap<>();

  private Providers(Supplier<Map<String, ProviderSection<?>>> sections) {
    this.sections = Suppliers.memoize(sections::get);
    this.section = Suppliers.memoize(() -> new Shaped(this));
    this.document = Suppliers.memoize(() -> DocumentSection.of(section.get()));
  }

  /**
   * These providers; of two with one id the first one counts.
   *
   * @param sections what their adapters bring
   */
  public static Providers of(List<? extends ProviderSection<?>> sections) {
    List<ProviderSection<?>> known = List.copyOf(sections);
    return of(() -> known);
  }

  /** The same, asked for once, when a section is needed first. */
  public static Providers of(Supplier<List<ProviderSection<?>>> sections) {
    return new Providers(() -> byId(sections.get()));
  }

  private static Map<String, ProviderSection<?>> byId(List<ProviderSection<?>> sections) {
    return sections.stream()
        .collect(
            Collectors.toMap(
                ProviderSection::id,
                Function.identity(),
                (first, second) -> first,
                LinkedHashMap::new));
  }

  /** The texts that the selector may have. */
  public List<String> ids() {
    return List.copyOf(sections.get().keySet());
  }

  /**
   * Whether such a value can be written and read again: its provider is here, and it is of the
   * class that its section describes.
   */
  public boolean know(ProviderConfig config) {
    return section(config).isPresent();
  }

  private Optional<ConfigValue> section(ProviderConfig config) {
    return Optional.ofNullable(sections.get().get(config.id()))
        .flatMap(section -> section.encode(config));
  }

  /**
   * The provider that a stored section names, for a list, which shows nothing else of it; one that
   * is not here too.
   *
   * @return nothing when no provider can be made of it
   */
  public Optional<Named> named(ConfigValue stored) {
    return stored instanceof ObjectValue object
            && object.find(SELECTOR).orElse(object) instanceof TextValue id
        ? displayName(id.text(), object).map(name -> new Named(id.text(), name))
        : Optional.empty();
  }

  private Optional<String> displayName(String id, ObjectValue stored) {
    Optional<String> known = Optional.ofNullable(displayNames.get(id));
    if (known.isPresent()) {
      return known;
    }
    Optional<String> name = asStored(stored).map(ProviderConfig::displayName);
    name.ifPresent(found -> displayNames.put(id, found));
    return name;
  }

  /** The section as {@link ConfigDecoder#restore} reads it. */
  private Optional<ProviderConfig> asStored(ConfigValue stored) {
    DecodeContext context = DecodeContext.ofStored();
    DecodeResult<ProviderConfig> result = section.get().decode(Location.root(stored), context);
    return context.hasErrors() ? Optional.empty() : result.value();
  }

  /**
   * A provider as a list shows it.
   *
   * @param id text of the selector
   * @param displayName the name for people
   */
  public record Named(String id, String displayName) {}

  /** The description of the whole document with these providers. */
  ObjectCodec<EnvironmentConfig> document() {
    return document.get();
  }

  /** The section of a configuration, of whichever of the providers. */
  private static final class Shaped implements Codec<ProviderConfig> {

    private final Providers providers;
    private final VariantCodec<ProviderConfig> kinds;

    Shaped(Providers providers) {
      this.providers = providers;
      this.kinds =
          VariantCodec.of(
              "ProviderSection",
              "Where the machine lives; the member provider selects which other members there are.",
              new VariantCodec.Selector(SELECTOR, "provider", ConfigRules.PROVIDER_UNKNOWN),
              providers.sections.get().values().stream()
                  .<VariantCodec.Kind<? extends ProviderConfig>>map(ProviderSection::kind)
                  .toList());
    }

    @Override
    public Type type() {
      return kinds.type();
    }

    @Override
    public List<? extends VariantCodec.Kind<?>> kinds() {
      return kinds.kinds();
    }

    @Override
    public String selector() {
      return kinds.selector();
    }

    @Override
    public List<Field<?, ?>> members() {
      return kinds.members();
    }

    @Override
    public DecodeResult<ProviderConfig> decode(Location location, DecodeContext context) {
      return context.isStrict()
          ? kinds.decode(location, context)
          : absent(location.value())
              .map(DecodeResult::<ProviderConfig>valid)
              .orElseGet(() -> kinds.decode(location, context));
    }

    /** A stored section of a provider that is not here. */
    private Optional<ProviderConfig> absent(ConfigValue value) {
      return value instanceof ObjectValue section
              && section.find(SELECTOR).orElse(section) instanceof TextValue id
              && !providers.sections.get().containsKey(id.text())
          ? Optional.of(new AbsentProvider(id.text(), section))
          : Optional.empty();
    }

    /** Of a provider that is not here nobody knows which are. */
    @Override
    public void secrets(String pointer, ProviderConfig value, BiConsumer<String, Secret> sink) {
      if (providers.know(value)) {
        kinds.secrets(pointer, value, sink);
      }
    }

    @Override
    public ConfigValue encode(ProviderConfig value) {
      return value instanceof AbsentProvider absent
          ? absent.section()
          : providers
              .section(value)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "no section describes provider '" + value.id() + "' with such a value"));
    }

    @Override
    public ObjectValue schema(Definitions definitions) {
      return kinds.schema(definitions);
    }

    @Override
    public Optional<ConfigValue> template(String provider) {
      return kinds.template(provider);
    }

    @Override
    public String expectation() {
      return kinds.expectation();
    }
  }
}
