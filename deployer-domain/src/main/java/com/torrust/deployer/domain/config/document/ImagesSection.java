package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.config.Violation;
import io.vavr.control.Either;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code images}: container images that replace the pinned ones. */
final class ImagesSection {

  private static final Map<Component, Field<Map<Component, ImageReference>, ImageReference>>
      FIELDS = fields();

  static final ObjectCodec<Map<Component, ImageReference>> CODEC =
      ImmutableObjectCodec.of(
          "ImagesSection",
          "Container images that replace the pinned ones, by component; each with a tag or a"
              + " digest.",
          Assembly.of(
              List.copyOf(FIELDS.values()), members -> Optional.of(ImagesSection.images(members))));

  private ImagesSection() {}

  private static Map<Component, Field<Map<Component, ImageReference>, ImageReference>> fields() {
    Map<Component, Field<Map<Component, ImageReference>, ImageReference>> fields =
        new EnumMap<>(Component.class);
    Arrays.stream(Component.values()).forEach(component -> fields.put(component, field(component)));
    return Collections.unmodifiableMap(fields);
  }

  private static Field<Map<Component, ImageReference>, ImageReference> field(Component component) {
    return Field.<Map<Component, ImageReference>, ImageReference>nullable(
            component.service(),
            TextCodec.of(ImageReference::parse, ImageReference::value)
                .withRestorer(text -> Either.right(ImageReference.restored(text)))
                .withKeywords(
                    ConfigValue.object()
                        .with(
                            "pattern",
                            "^[A-Za-z0-9][A-Za-z0-9._:/-]*(?::[A-Za-z0-9_][A-Za-z0-9._-]*|@sha256:[0-9a-f]{64})$")
                        .with("maxLength", 512)
                        .build()),
            images -> Optional.ofNullable(images.get(component)),
            "Image of the component " + component.service() + ", with a tag or a digest.")
        .withChange(
            // It runs by the clock and not all the time, so that nothing is restarted for it.
            component.comesAndGoes() ? MemberChange.release() : MemberChange.release(component))
        .withWarnings(List.of(ImagesSection::movingTag));
  }

  private static Map<Component, ImageReference> images(Members members) {
    Map<Component, ImageReference> images = new EnumMap<>(Component.class);
    FIELDS.forEach(
        (component, field) -> members.find(field).ifPresent(image -> images.put(component, image)));
    return images;
  }

  private static Optional<Violation> movingTag(ImageReference image) {
    return image.value().endsWith(":latest")
        ? Optional.of(ConfigRules.IMAGE_MOVES.broken(image.value()))
        : Optional.empty();
  }
}
