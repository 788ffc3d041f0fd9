package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.document.ConfigValue.BooleanValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Type;

/** {@code true} or {@code false}. */
enum BooleanCodec implements Codec<Boolean> {
  CODEC;

  @Override
  public Type type() {
    return Type.BOOLEAN;
  }

  @Override
  public String expectation() {
    return "true or false";
  }

  @Override
  public DecodeResult<Boolean> decode(Location location, DecodeContext context) {
    return location.value() instanceof BooleanValue bool
        ? DecodeResult.valid(bool.value())
        : wrongType(location, context);
  }

  @Override
  public ConfigValue encode(Boolean value) {
    return ConfigValue.of(value);
  }

  @Override
  public ObjectValue schema(Definitions definitions) {
    return Definitions.type("boolean");
  }
}
