package com.torrust.deployer.json.result;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Map;

/**
 * Records as objects whose members are their components: {@code memoryMib} becomes {@code
 * memory_mib}, an absent value null, a constant its name in lower case.
 */
final class Bound {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          // Components only: what a record works out of them is none of its document.
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          // Accessors are public; nothing has to be forced, whatever a module opens.
          .disable(MapperFeature.CAN_OVERRIDE_ACCESS_MODIFIERS)
          .build();

  private Bound() {}

  static Map<String, Object> object(Record values) {
    return MAPPER.convertValue(values, new TypeReference<>() {});
  }

  static List<Map<String, Object>> list(List<? extends Record> values) {
    return values.stream().map(Bound::object).toList();
  }
}
