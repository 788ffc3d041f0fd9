package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An array whose elements all have the same shape; may be empty.
 *
 * @param element the shape
 */
record ListOf<E>(Shape<E> element) implements Shape<List<E>> {

  @Override
  public Type type() {
    return Type.ARRAY;
  }

  @Override
  public Piece<List<E>> read(Place place, Reading reading) {
    if (!(place.value() instanceof ArrayValue array)) {
      return wrongType(place, reading);
    }
    List<Piece<E>> pieces = new ArrayList<>();
    for (int index = 0; index < array.elements().size(); index++) {
      pieces.add(element.read(place.element(array.elements().get(index), index), reading));
    }
    List<E> valid = pieces.stream().map(Piece::value).flatMap(Optional::stream).toList();
    return new Piece<>(
        valid.size() == pieces.size() ? Optional.of(valid) : Optional.empty(),
        pieces.stream().flatMap(piece -> piece.parts().stream()).toList());
  }

  @Override
  public ConfigValue write(List<E> value) {
    return ConfigValue.array(value.stream().map(element::write));
  }

  @Override
  public ObjectValue schema(Definitions definitions) {
    return ConfigValue.object()
        .with("type", "array")
        .with("items", element.schema(definitions))
        .build();
  }

  @Override
  public Optional<ConfigValue> template(String provider) {
    return element.template(provider).map(one -> ConfigValue.array(Stream.of(one)));
  }
}
