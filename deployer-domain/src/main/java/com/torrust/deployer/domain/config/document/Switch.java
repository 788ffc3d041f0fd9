package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.document.ConfigValue.BooleanValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Type;

/** {@code true} or {@code false}. */
enum Switch implements Shape<Boolean> {
  SHAPE;

  @Override
  public Type type() {
    return Type.BOOLEAN;
  }

  @Override
  public String expectation() {
    return "true or false";
  }

  @Override
  public Piece<Boolean> read(Place place, Reading reading) {
    return place.value() instanceof BooleanValue bool
        ? Piece.valid(bool.value())
        : wrongType(place, reading);
  }

  @Override
  public ConfigValue write(Boolean value) {
    return ConfigValue.of(value);
  }

  @Override
  public ObjectValue schema(Definitions definitions) {
    return Definitions.type("boolean");
  }
}
