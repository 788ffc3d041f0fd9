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

  /** Whether even stored documents are judged by it: without it there is no value. */
  default boolean isForStored() {
    return false;
  }

  /** The same rule with its schema. */
  default SectionRule withSchema(ObjectValue schema) {
    return new Extended(this, Optional.of(schema), isForStored());
  }

  /** The same rule, by which stored documents are judged too. */
  default SectionRule forStoredToo() {
    return new Extended(this, schema(), true);
  }

  /** A rule with more than its check. */
  record Extended(SectionRule rule, Optional<ObjectValue> schema, boolean isForStored)
      implements SectionRule {

    @Override
    public void check(Members members, DecodeContext context) {
      rule.check(members, context);
    }
  }
}
