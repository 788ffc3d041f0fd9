package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One member of a provider's section. Immutable; a section and the values that are read by it are
 * distinguished by identity, so that a member has to be a constant.
 *
 * @param <C> what the section becomes
 * @param <F> what the member becomes
 */
public final class ProviderMember<C extends ProviderConfig, F> {

  private final ImmutableField<C, F> field;

  private ProviderMember(ImmutableField<C, F> field) {
    this.field = field;
  }

  /**
   * A member that must stand in the section. A machine is made by it, so that a change needs
   * another machine.
   *
   * @param getter takes it out of the section's value
   * @param description for the people who write configurations; goes into schema and documentation
   */
  public static <C extends ProviderConfig, F> ProviderMember<C, F> required(
      String name, MemberType<F> type, Function<C, F> getter, String description) {
    return new ProviderMember<>(
        Field.<C, F>required(name, type.codec(), getter, description)
            .withChange(MemberChange.newMachine()));
  }

  /** A member that may be left out or null, which both mean {@code fallback}. */
  public static <C extends ProviderConfig, F> ProviderMember<C, F> optional(
      String name, MemberType<F> type, Function<C, F> getter, F fallback, String description) {
    return new ProviderMember<>(
        Field.<C, F>nullable(name, type.codec(), getter.andThen(Optional::of), description)
            .withChange(MemberChange.newMachine())
            .withFallback(fallback));
  }

  /**
   * A required secret of the connection to the provider; short, mistyped and blank ones are warned
   * of.
   */
  public static <C extends ProviderConfig> ProviderMember<C, Secret> secret(
      String name, Function<C, Secret> getter, String description) {
    return new ProviderMember<>(
        Field.required(name, MemberType.secret().codec(), getter, description)
            .withChange(MemberChange.run())
            .withWarnings(WeakSecrets.warnings()));
  }

  /** The same member when the provider needs it only to be talked to: a machine does without it. */
  public ProviderMember<C, F> ofTheConnection() {
    return new ProviderMember<>(field.withChange(MemberChange.run()));
  }

  /**
   * The same member when the provider can change it in place, for which it switches the machine off
   * and on.
   */
  public ProviderMember<C, F> changedByRestart() {
    return new ProviderMember<>(field.withChange(MemberChange.machineRestart()));
  }

  /** The same member with a text for templates; a placeholder begins with {@code REPLACE_WITH_}. */
  public ProviderMember<C, F> withSample(String text) {
    return new ProviderMember<>(field.withSample(ConfigValue.of(text)));
  }

  /** The same member, with something that is worth telling about valid values. */
  public ProviderMember<C, F> withWarning(Function<F, Optional<Violation>> warning) {
    List<Function<F, Optional<Violation>>> all = new ArrayList<>(field.warnings());
    all.add(warning);
    return new ProviderMember<>(field.withWarnings(all));
  }

  Field<C, F> field() {
    return field;
  }
}
