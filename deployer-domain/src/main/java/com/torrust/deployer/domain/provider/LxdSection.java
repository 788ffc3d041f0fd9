package com.torrust.deployer.domain.provider;

import com.torrust.deployer.domain.config.ProfileName;
import com.torrust.deployer.domain.config.Rule;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.MemberType;
import com.torrust.deployer.domain.config.document.ProviderMember;
import com.torrust.deployer.domain.config.document.ProviderSection;
import com.torrust.deployer.domain.config.document.ProviderSection.Values;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.provider.LxdConfig.InstanceType;
import io.vavr.control.Either;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What {@code provider} looks like for a machine on the LXD server of this computer. */
public final class LxdSection {

  private static final Pattern IMAGE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+-]{0,254}");

  private static final Rule UNKNOWN_IMAGE =
      Rule.error(
          "Y2",
          "config.lxd_image_invalid",
          "LXD image {} is neither remote:alias nor an alias",
          "write it as lxc image list shows it, such as ubuntu:24.04");

  private static final Rule UNKNOWN_TYPE =
      Rule.error(
          "Y3",
          "config.lxd_instance_type_unknown",
          "LXD instance type {} is unknown",
          "write 'virtual-machine' or 'container'");

  /** The rules of this section alone. */
  public static final List<Rule> RULES = List.of(UNKNOWN_IMAGE, UNKNOWN_TYPE);

  private static final ProviderMember<LxdConfig, ProfileName> PROFILE_NAME =
      ProviderMember.<LxdConfig, ProfileName>required(
              "profile_name",
              MemberType.text(
                      "^[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$",
                      ProfileName::parse,
                      ProfileName::value)
                  .restoredBy(ProfileName::restored),
              LxdConfig::profileName,
              "Name of the LXD profile that is made for this environment; it must not exist before."
                  + " 1 to 63 ASCII letters, digits and dashes, beginning with a letter and not"
                  + " ending with a dash.")
          .withSample("REPLACE_WITH_LXD_PROFILE_NAME");

  private static final ProviderMember<LxdConfig, String> IMAGE =
      ProviderMember.optional(
          "image",
          MemberType.text(
                  "^[A-Za-z0-9][A-Za-z0-9._:/+-]*$", LxdSection::image, Function.<String>identity())
              .restoredBy(Function.identity()),
          LxdConfig::image,
          LxdConfig.DEFAULT_IMAGE,
          "Image of the instance, as remote:alias or as the alias of a local image. It must run"
              + " cloud-init.");

  private static final ProviderMember<LxdConfig, InstanceType> INSTANCE_TYPE =
      ProviderMember.optional(
          "instance_type",
          MemberType.words(
              List.of(InstanceType.values()),
              InstanceType::text,
              text -> UNKNOWN_TYPE.broken(Excerpt.of(text))),
          LxdConfig::instanceType,
          InstanceType.VIRTUAL_MACHINE,
          "Kind of the instance. A container needs less and works where virtual machines cannot"
              + " be had; a virtual machine has a kernel of its own.");

  /** The section. */
  public static final ProviderSection<LxdConfig> SECTION =
      ProviderSection.of(
          LxdConfig.ID,
          "LxdProviderSection",
          "A machine on the LXD server of this computer.",
          LxdConfig.class,
          LxdSection::assemble,
          List.of(PROFILE_NAME, IMAGE, INSTANCE_TYPE));

  private LxdSection() {}

  private static LxdConfig assemble(Values<LxdConfig> values) {
    return ImmutableLxdConfig.builder()
        .profileName(values.get(PROFILE_NAME))
        .image(values.get(IMAGE))
        .instanceType(values.get(INSTANCE_TYPE))
        .build();
  }

  private static Either<Violation, String> image(String text) {
    return IMAGE_NAME.matcher(text).matches()
        ? Either.right(text)
        : Either.left(UNKNOWN_IMAGE.broken(Excerpt.of(text)));
  }
}
