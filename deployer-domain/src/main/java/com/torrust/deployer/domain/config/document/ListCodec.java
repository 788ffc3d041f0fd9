package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * An array whose elements all have the same codec; may be empty.
 *
 * @param element the shape
 */
record ListCodec<E>(Codec<E> element) implements Codec<List<E>> {

  @Override
  public List<? extends Field<?, ?>> members() {
    return element.members();
  }

  @Override
  public Type type() {
    return Type.ARRAY;
  }

  @Override
  public DecodeResult<List<E>> decode(Location location, DecodeContext context) {
    if (!(location.value() instanceof ArrayValue array)) {
      return wrongType(location, context);
    }
    List<DecodeResult<E>> results = new ArrayList<>();
    for (int index = 0; index < array.elements().size(); index++) {
      results.add(element.decode(location.element(array.elements().get(index), index), context));
    }
    List<E> valid = results.stream().map(DecodeResult::value).flatMap(Optional::stream).toList();
    return new DecodeResult<>(
        valid.size() == results.size() ? Optional.of(valid) : Optional.empty(),
        results.stream().flatMap(result -> result.members().stream()).toList());
  }

  @Override
  public void secrets(String pointer, List<E> value, BiConsumer<String, Secret> sink) {
    for (int index = 0; index < value.size(); index++) {
      element.secrets(pointer + "/" + index, value.get(index), sink);
    }
  }

  @Override
  public ConfigValue encode(List<E> value) {
    return ConfigValue.array(value.stream().map(element::encode));
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
