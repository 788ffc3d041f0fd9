package com.torrust.deployer.testkit.property;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Raises the tries of every property, also of those that name a number: {@code
 * -Ddeployer.test.tries=100000} for a long night. Found by jqwik itself; without the property it
 * changes nothing.
 */
public final class MoreTries implements AroundPropertyHook {

  private static final Optional<Integer> WANTED =
      Optional.ofNullable(Integer.getInteger("deployer.test.tries"));

  @Override
  public boolean appliesTo(Optional<AnnotatedElement> element) {
    return WANTED.isPresent();
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    WANTED
        .filter(wanted -> context.attributes().tries().filter(tries -> tries >= wanted).isEmpty())
        .ifPresent(context.attributes()::setTries);
    PropertyExecutionResult result = property.execute();
    System.out.println(
        "tries of " + context.label() + ": " + result.countTries() + ", " + result.status());
    return result;
  }
}
