package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.HetznerConfig;
import com.torrust.deployer.domain.config.ImmutableHetznerConfig;
import com.torrust.deployer.domain.config.ImmutableLxdConfig;
import com.torrust.deployer.domain.config.LxdConfig;
import com.torrust.deployer.domain.config.LxdConfig.InstanceType;
import com.torrust.deployer.domain.config.ProfileName;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.error.Excerpt;
import io.vavr.control.Either;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code provider}: where the machine lives. */
final class ProviderSections {

  static final String MACHINE_NAME_PATTERN = "^[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$";

  private static final Pattern HETZNER_ID = Pattern.compile("[a-z0-9][a-z0-9.-]*");
  private static final String HETZNER_ID_PATTERN = "^[a-z0-9][a-z0-9.-]*$";
  private static final Pattern LXD_IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+-]{0,254}");

  /** What the provider offers today; lists age, so that other values are only told (X29). */
  private static final Set<String> SERVER_TYPES =
      Set.of(
          "cx22", "cx32", "cx42", "cx52", "cx23", "cx33", "cx43", "cx53", "cpx11", "cpx21", "cpx31",
          "cpx41", "cpx51", "cpx12", "cpx22", "cpx32", "cpx42", "cpx52", "cpx62", "cax11", "cax21",
          "cax31", "cax41", "ccx13", "ccx23", "ccx33", "ccx43", "ccx53", "ccx63");

  private static final Set<String> LOCATIONS = Set.of("fsn1", "nbg1", "hel1", "ash", "hil", "sin");

  private static final Set<String> IMAGES =
      Set.of("ubuntu-24.04", "ubuntu-22.04", "debian-13", "debian-12", "debian-11");

  private static final Field<LxdConfig, String> LXD =
      selector("lxd", "A machine on the LXD server of this computer.");

  static final Field<LxdConfig, ProfileName> PROFILE_NAME =
      Field.required(
              "profile_name",
              Text.of(ProfileName::parse, ProfileName::value)
                  .withRestorer(text -> Either.right(ProfileName.restored(text)))
                  .withKeywords(Text.pattern(MACHINE_NAME_PATTERN)),
              LxdConfig::profileName,
              "Name of the LXD profile that is made for this environment; it must not exist before."
                  + " 1 to 63 ASCII letters, digits and dashes, beginning with a letter and not"
                  + " ending with a dash.")
          .withSample(ConfigValue.of("REPLACE_WITH_LXD_PROFILE_NAME"));

  static final Field<LxdConfig, String> LXD_IMAGE_NAME =
      Field.<LxdConfig, String>nullable(
              "image",
              Text.of(ProviderSections::lxdImage, Function.<String>identity())
                  .withRestorer(Either::right)
                  .withKeywords(Text.pattern("^[A-Za-z0-9][A-Za-z0-9._:/+-]*$")),
              lxd -> Optional.of(lxd.image()),
              "Image of the instance, as remote:alias or as the alias of a local image. It must run"
                  + " cloud-init.")
          .withFallback(LxdConfig.DEFAULT_IMAGE);

  static final Field<LxdConfig, InstanceType> INSTANCE_TYPE =
      Field.<LxdConfig, InstanceType>nullable(
              "instance_type",
              Text.of(ProviderSections::instanceType, InstanceType::text)
                  .withKeywords(
                      Text.words(
                          Arrays.stream(InstanceType.values()).map(InstanceType::text).toList())),
              lxd -> Optional.of(lxd.instanceType()),
              "Kind of the instance. A container needs less and works where virtual machines cannot"
                  + " be had; a virtual machine has a kernel of its own.")
          .withFallback(InstanceType.VIRTUAL_MACHINE);

  private static final Field<HetznerConfig, String> HETZNER =
      selector("hetzner", "A server at Hetzner Cloud.");

  static final Field<HetznerConfig, Secret> API_TOKEN =
      Field.required(
              "api_token",
              FreeText.SECRET,
              HetznerConfig::apiToken,
              "Token of the Hetzner Cloud project with read and write permission. Written as it is;"
                  + " variables are not replaced.")
          .withWarnings(WeakSecrets.warnings())
          .withSample(ConfigValue.of("REPLACE_WITH_HETZNER_API_TOKEN"));

  static final Field<HetznerConfig, String> SERVER_TYPE =
      hetznerField(
          "server_type",
          "server type",
          SERVER_TYPES,
          HetznerConfig::serverType,
          "cx22",
          "Size of the server, such as cx22 (2 CPUs, 4 GB) or cpx31.");

  static final Field<HetznerConfig, String> LOCATION =
      hetznerField(
          "location",
          "location",
          LOCATIONS,
          HetznerConfig::location,
          "nbg1",
          "Data centre: fsn1 and nbg1 in Germany, hel1 in Finland, ash and hil in the USA, sin in"
              + " Singapore.");

  static final Field<HetznerConfig, String> IMAGE =
      hetznerField(
          "image",
          "image",
          IMAGES,
          HetznerConfig::image,
          "ubuntu-24.04",
          "Operating system of the server, such as ubuntu-24.04 or debian-12.");

  static final Variant<ProviderConfig> SHAPE =
      Variant.of(
          "ProviderSection",
          "Where the machine lives; the member provider selects which other members there are.",
          new Variant.Selector("provider", "provider", "R8", "config.unknown_provider"),
          List.of(
              new Variant.Kind<>(
                  "lxd",
                  LxdConfig.class,
                  ImmutableSection.of(
                      "LxdProviderSection",
                      "A machine on the LXD server of this computer.",
                      ProviderSections::assembleLxd,
                      List.of(LXD, PROFILE_NAME, LXD_IMAGE_NAME, INSTANCE_TYPE))),
              new Variant.Kind<>(
                  "hetzner",
                  HetznerConfig.class,
                  ImmutableSection.of(
                      "HetznerProviderSection",
                      "A server at Hetzner Cloud.",
                      ProviderSections::assembleHetzner,
                      List.of(HETZNER, API_TOKEN, SERVER_TYPE, LOCATION, IMAGE)))));

  private ProviderSections() {}

  /** The selector of a kind that was already selected by it. */
  private static <T extends ProviderConfig> Field<T, String> selector(
      String id, String description) {
    return Field.<T, String>required(
            "provider",
            Text.of(Either::right, Function.<String>identity())
                .withKeywords(ConfigValue.object().with("const", id).build()),
            ProviderConfig::id,
            description)
        .withSample(ConfigValue.of(id));
  }

  private static LxdConfig assembleLxd(Parts parts) {
    return ImmutableLxdConfig.builder()
        .profileName(parts.get(PROFILE_NAME))
        .image(parts.get(LXD_IMAGE_NAME))
        .instanceType(parts.get(INSTANCE_TYPE))
        .build();
  }

  private static HetznerConfig assembleHetzner(Parts parts) {
    return ImmutableHetznerConfig.builder()
        .apiToken(parts.get(API_TOKEN))
        .serverType(parts.get(SERVER_TYPE))
        .location(parts.get(LOCATION))
        .image(parts.get(IMAGE))
        .build();
  }

  private static Field<HetznerConfig, String> hetznerField(
      String name,
      String noun,
      Set<String> known,
      Function<HetznerConfig, String> getter,
      String sample,
      String description) {
    Text<String> shape =
        Text.of(text -> hetznerId(text, noun), Function.<String>identity())
            .withRestorer(Either::right)
            .withKeywords(Text.pattern(HETZNER_ID_PATTERN));
    return Field.required(name, shape, getter, description)
        .withWarnings(List.of(value -> unknownHetznerId(value, noun, known)))
        .withSample(ConfigValue.of(sample));
  }

  private static Either<Violation, String> hetznerId(String text, String noun) {
    return HETZNER_ID.matcher(text).matches()
        ? Either.right(text)
        : Either.left(
            new Violation(
                "X29",
                "config.hetzner_value_invalid",
                noun
                    + " "
                    + Excerpt.of(text)
                    + " cannot be a name at Hetzner: lower case letters, digits, dots, dashes",
                "write a name that Hetzner lists"));
  }

  private static Optional<Violation> unknownHetznerId(
      String value, String noun, Set<String> known) {
    return known.contains(value)
        ? Optional.empty()
        : Optional.of(
            new Violation(
                "X29",
                "config.hetzner_value_unknown",
                noun + " " + Excerpt.of(value) + " is not among those this program knows",
                "check that Hetzner offers it; known are "
                    + String.join(", ", known.stream().sorted().toList())));
  }

  private static Either<Violation, String> lxdImage(String text) {
    return LXD_IMAGE.matcher(text).matches()
        ? Either.right(text)
        : Either.left(
            new Violation(
                "Y2",
                "config.lxd_image_invalid",
                "LXD image " + Excerpt.of(text) + " is neither remote:alias nor an alias",
                "write it as lxc image list shows it, such as ubuntu:24.04"));
  }

  private static Either<Violation, InstanceType> instanceType(String text) {
    return Arrays.stream(InstanceType.values())
        .filter(type -> type.text().equals(text))
        .findFirst()
        .<Either<Violation, InstanceType>>map(Either::right)
        .orElseGet(
            () ->
                Either.left(
                    new Violation(
                        "Y3",
                        "config.lxd_instance_type_unknown",
                        "LXD instance type " + Excerpt.of(text) + " is unknown",
                        "write 'virtual-machine' or 'container'")));
  }
}
