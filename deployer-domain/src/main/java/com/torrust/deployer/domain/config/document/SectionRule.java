package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import java.util.Optional;

/**
 * A rule about several members of one object, or of objects below it. Judges what is known and
 * stays silent otherwise.
 */
@FunctionalInterface
interface SectionRule {

  void check(Members members, DecodeContext context);

  /** The rule as a schema that the object must meet too, where a schema can tell. */
  default Optional<ObjectValue> schema() {
    return Optional.empty();
  }

  /** The same rule with its schema. */
  default SectionRule withSchema(ObjectValue schema) {
    SectionRule rule = this;
    return new SectionRule() {
      @Override
      public void check(Members members, DecodeContext context) {
        rule.check(members, context);
      }

      @Override
      public Optional<ObjectValue> schema() {
        return Optional.of(schema);
      }
    };
  }
}
