package com.torrust.deployer.domain.provider;

import com.torrust.deployer.domain.config.Rule;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.MemberType;
import com.torrust.deployer.domain.config.document.ProviderMember;
import com.torrust.deployer.domain.config.document.ProviderSection;
import com.torrust.deployer.domain.config.document.ProviderSection.Values;
import com.torrust.deployer.domain.error.Excerpt;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What {@code provider} looks like for a server at Hetzner Cloud. */
public final class HetznerSection {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");
  private static final String NAME_PATTERN = "^[a-z0-9][a-z0-9.-]*$";

  /** What the provider offers today; lists age, so that other values are only a warning (X29). */
  private static final Set<String> SERVER_TYPES =
      Set.of(
          "cx22", "cx32", "cx42", "cx52", "cx23", "cx33", "cx43", "cx53", "cpx11", "cpx21", "cpx31",
          "cpx41", "cpx51", "cpx12", "cpx22", "cpx32", "cpx42", "cpx52", "cpx62", "cax11", "cax21",
          "cax31", "cax41", "ccx13", "ccx23", "ccx33", "ccx43", "ccx53", "ccx63");

  private static final Set<String> LOCATIONS = Set.of("fsn1", "nbg1", "hel1", "ash", "hil", "sin");

  private static final Set<String> IMAGES =
      Set.of("ubuntu-24.04", "ubuntu-22.04", "debian-13", "debian-12", "debian-11");

  private static final Rule INVALID =
      Rule.error(
          "X29",
          "config.hetzner_value_invalid",
          "{} {} cannot be a name at Hetzner: lower case letters, digits, dots, dashes",
          "write a name that Hetzner lists");

  private static final Rule UNKNOWN =
      Rule.warning(
          "X29",
          "config.hetzner_value_unknown",
          "{} {} is not among those this program knows",
          "check that Hetzner offers it; known are {}");

  /** The rules of this section alone. */
  public static final List<Rule> RULES = List.of(INVALID, UNKNOWN);

  private static final ProviderMember<HetznerConfig, Secret> API_TOKEN =
      ProviderMember.<HetznerConfig>secret(
              "api_token",
              HetznerConfig::apiToken,
              "Token of the Hetzner Cloud project with read and write permission. Written as it is;"
                  + " variables are not replaced.")
          .withSample("REPLACE_WITH_HETZNER_API_TOKEN");

  private static final ProviderMember<HetznerConfig, String> SERVER_TYPE =
      member(
              "server_type",
              "server type",
              SERVER_TYPES,
              HetznerConfig::serverType,
              "cx22",
              "Size of the server, such as cx22 (2 CPUs, 4 GB) or cpx31. Can be changed later: the"
                  + " disk keeps its size, so that a smaller type fits again.")
          .changedByRestart();

  private static final ProviderMember<HetznerConfig, String> LOCATION =
      member(
          "location",
          "location",
          LOCATIONS,
          HetznerConfig::location,
          "nbg1",
          "Data centre: fsn1 and nbg1 in Germany, hel1 in Finland, ash and hil in the USA, sin in"
              + " Singapore.");

  private static final ProviderMember<HetznerConfig, String> IMAGE =
      member(
          "image",
          "image",
          IMAGES,
          HetznerConfig::image,
          "ubuntu-24.04",
          "Operating system of the server, such as ubuntu-24.04 or debian-12.");

  /** The section. */
  public static final ProviderSection<HetznerConfig> SECTION =
      ProviderSection.of(
          HetznerConfig.ID,
          "HetznerProviderSection",
          "A server at Hetzner Cloud.",
          HetznerConfig.class,
          HetznerSection::assemble,
          List.of(API_TOKEN, SERVER_TYPE, LOCATION, IMAGE));

  private HetznerSection() {}

  private static HetznerConfig assemble(Values<HetznerConfig> values) {
    return ImmutableHetznerConfig.builder()
        .apiToken(values.get(API_TOKEN))
        .serverType(values.get(SERVER_TYPE))
        .location(values.get(LOCATION))
        .image(values.get(IMAGE))
        .build();
  }

  private static ProviderMember<HetznerConfig, String> member(
      String name,
      String noun,
      Set<String> known,
      Function<HetznerConfig, String> getter,
      String sample,
      String description) {
    MemberType<String> type =
        MemberType.text(NAME_PATTERN, text -> parse(text, noun), Function.<String>identity())
            .restoredBy(Function.identity());
    return ProviderMember.required(name, type, getter, description)
        .withWarning(value -> unknown(value, noun, known))
        .withSample(sample);
  }

  private static Either<Violation, String> parse(String text, String noun) {
    return NAME.matcher(text).matches()
        ? Either.right(text)
        : Either.left(INVALID.broken(noun, Excerpt.of(text)));
  }

  private static Optional<Violation> unknown(String value, String noun, Set<String> known) {
    return known.contains(value)
        ? Optional.empty()
        : Optional.of(
            UNKNOWN.broken(
                noun, Excerpt.of(value), String.join(", ", known.stream().sorted().toList())));
  }
}
