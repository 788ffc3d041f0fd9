package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.InstanceName;
import com.torrust.deployer.domain.config.Violation;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code environment}: the identity of the environment. */
final class EnvironmentSection {

  /**
   * What the section says.
   *
   * @param name the environment's
   * @param description free text
   * @param instanceName the machine's, derived unless given
   */
  record Identity(EnvironmentName name, Optional<String> description, InstanceName instanceName) {}

  private static final String MACHINE_NAME_PATTERN = "^[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$";
  private static final String NAME_PATTERN = "^[a-z](?:-?[a-z0-9])*$";
  private static final Pattern SAFE_NAME = Pattern.compile(NAME_PATTERN);

  static final Field<Identity, EnvironmentName> NAME =
      Field.required(
              "name",
              TextCodec.of(EnvironmentName::parse, EnvironmentName::value)
                  .withRestorer(EnvironmentSection::restoredName)
                  .withKeywords(
                      ConfigValue.object()
                          .with("pattern", NAME_PATTERN)
                          .with("maxLength", 44)
                          .with(
                              "not",
                              ConfigValue.object()
                                  .with("enum", ConfigValue.array("logs", "history"))
                                  .build())
                          .with("examples", ConfigValue.array("dev", "staging", "release-v1-2"))
                          .build()),
              Identity::name,
              "Unique name of the environment: lower case letters, digits and single inner dashes,"
                  + " beginning with a letter, at most 44 characters. It names the folders of the"
                  + " environment and, unless instance_name is given, the machine.")
          .withSample(ConfigValue.of("REPLACE_WITH_ENVIRONMENT_NAME"))
          .withChange(MemberChange.anotherEnvironment());

  static final Field<Identity, String> DESCRIPTION =
      Field.<Identity, String>nullable(
              "description",
              TextCodec.of(Either::right, Function.<String>identity()),
              Identity::description,
              "Free text about the intent of the environment, shown where the environment is"
                  + " shown.")
          .withSample(ConfigValue.ofNull())
          .withChange(MemberChange.run());

  static final Field<Identity, InstanceName> INSTANCE_NAME =
      Field.<Identity, InstanceName>nullable(
              "instance_name",
              TextCodec.of(InstanceName::parse, InstanceName::value)
                  .withRestorer(text -> Either.right(InstanceName.restored(text)))
                  .withKeywords(TextCodec.pattern(MACHINE_NAME_PATTERN)),
              identity -> Optional.of(identity.instanceName()),
              "Name of the machine: 1 to 63 ASCII letters, digits and dashes, beginning with a"
                  + " letter and not ending with a dash. Without it the machine is called"
                  + " torrust-tracker-vm-<environment name>.")
          .withSample(ConfigValue.ofNull())
          .withChange(MemberChange.newMachine());

  static final ObjectCodec<Identity> CODEC =
      ImmutableObjectCodec.of(
          "EnvironmentSection",
          "Identity of the environment.",
          Assembly.of(
              NAME.value(),
              DESCRIPTION.ifPresent(),
              INSTANCE_NAME.ifPresent(),
              EnvironmentSection::identity));

  private EnvironmentSection() {}

  private static Identity identity(
      EnvironmentName name, Optional<String> description, Optional<InstanceName> machine) {
    return new Identity(name, description, machine.orElseGet(() -> InstanceName.derivedFrom(name)));
  }

  /** The name becomes a folder: even a stored one must be harmless as that. */
  private static Either<Violation, EnvironmentName> restoredName(String text) {
    return SAFE_NAME.matcher(text).matches()
        ? Either.right(EnvironmentName.restored(text))
        : EnvironmentName.parse(text);
  }
}
