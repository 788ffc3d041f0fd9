package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ProviderConfig;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The section {@code provider} of configurations for one provider, described once: decoder,
 * encoder, JSON schema, template and documentation are made from it. An adapter brings it by {@link
 * com.torrust.deployer.domain.spi.ProvisionerProvider#sections()}. Immutable.
 *
 * @param <C> what the section becomes
 */
public final class ProviderSection<C extends ProviderConfig> {

  private final String id;
  private final Class<C> type;
  private final ObjectCodec<C> section;

  private ProviderSection(String id, Class<C> type, ObjectCodec<C> section) {
    this.id = id;
    this.type = type;
    this.section = section;
  }

  /**
   * The values of a section's members, all of them valid.
   *
   * @param <C> what the section becomes
   */
  public static final class Values<C extends ProviderConfig> {

    private final Members members;

    private Values(Members members) {
      this.members = members;
    }

    /**
     * The value of a member of this section.
     *
     * @throws java.util.NoSuchElementException when the member is not among the section's: an error
     *     of the description
     */
    public <F> F get(ProviderMember<C, F> member) {
      return members.find(member.field()).orElseThrow();
    }
  }

  /**
   * A section.
   *
   * @param id text of the selector: lower case letters, digits and dashes; unique among all
   *     providers
   * @param definition name in the schema, such as {@code LxdProviderSection}
   * @param description of the provider, one sentence
   * @param type the class of its values
   * @param assembler makes the value when every member is valid
   * @param members in the order of documents, without the selector
   */
  public static <C extends ProviderConfig> ProviderSection<C> of(
      String id,
      String definition,
      String description,
      Class<C> type,
      Function<Values<C>, C> assembler,
      List<ProviderMember<C, ?>> members) {
    List<Field<C, ?>> fields = new ArrayList<>();
    fields.add(selector(id, description));
    members.forEach(member -> fields.add(member.field()));
    return new ProviderSection<>(
        id,
        type,
        ImmutableObjectCodec.of(
            definition,
            description,
            Assembly.of(fields, decoded -> Optional.of(assembler.apply(new Values<>(decoded))))));
  }

  /** The selector of a kind that was already selected by it. */
  private static <C extends ProviderConfig> Field<C, String> selector(
      String id, String description) {
    return Field.<C, String>required(
            Providers.SELECTOR,
            TextCodec.of(Either::right, Function.<String>identity())
                .withKeywords(ConfigValue.object().with("const", id).build()),
            ProviderConfig::id,
            description)
        .withChange(MemberChange.newMachine())
        .withSample(ConfigValue.of(id));
  }

  /** Text of the selector. */
  public String id() {
    return id;
  }

  /** The value as one of this provider, or nothing when it is another provider's. */
  public Optional<C> find(ProviderConfig config) {
    return Optional.of(config)
        .filter(value -> value.id().equals(id))
        .filter(type::isInstance)
        .map(type::cast);
  }

  VariantCodec.Kind<C> kind() {
    return new VariantCodec.Kind<>(id, type, section);
  }

  Optional<ConfigValue> encode(ProviderConfig config) {
    return find(config).map(section::encode);
  }
}
