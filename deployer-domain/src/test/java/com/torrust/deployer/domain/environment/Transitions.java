package com.torrust.deployer.domain.environment;

import static com.torrust.deployer.domain.environment.StateName.CONFIGURED;
import static com.torrust.deployer.domain.environment.StateName.CONFIGURE_FAILED;
import static com.torrust.deployer.domain.environment.StateName.CONFIGURING;
import static com.torrust.deployer.domain.environment.StateName.CREATED;
import static com.torrust.deployer.domain.environment.StateName.DESTROYED;
import static com.torrust.deployer.domain.environment.StateName.DESTROYING;
import static com.torrust.deployer.domain.environment.StateName.DESTROY_FAILED;
import static com.torrust.deployer.domain.environment.StateName.PROVISIONED;
import static com.torrust.deployer.domain.environment.StateName.PROVISIONING;
import static com.torrust.deployer.domain.environment.StateName.PROVISION_FAILED;
import static com.torrust.deployer.domain.environment.StateName.RELEASED;
import static com.torrust.deployer.domain.environment.StateName.RELEASE_FAILED;
import static com.torrust.deployer.domain.environment.StateName.RELEASING;
import static com.torrust.deployer.domain.environment.StateName.RUNNING;
import static com.torrust.deployer.domain.environment.StateName.RUN_FAILED;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.SetMultimap;
import com.torrust.deployer.domain.machine.Machine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The transition table as the documentation has it, and the transitions that the classes really
 * offer.
 */
final class Transitions {

  /** From → to, besides {@code destroy}, which begins everywhere but at the end. */
  static final SetMultimap<StateName, StateName> TABLE =
      ImmutableSetMultimap.<StateName, StateName>builder()
          .putAll(CREATED, CREATED, PROVISIONING, PROVISIONED, DESTROYING, DESTROYED)
          .putAll(PROVISIONING, PROVISIONING, PROVISIONED, PROVISION_FAILED, DESTROYING)
          .putAll(PROVISION_FAILED, PROVISIONING, DESTROYING)
          .putAll(PROVISIONED, CONFIGURING, DESTROYING)
          .putAll(CONFIGURING, CONFIGURING, CONFIGURED, CONFIGURE_FAILED, DESTROYING)
          .putAll(CONFIGURE_FAILED, CONFIGURING, DESTROYING)
          .putAll(CONFIGURED, CONFIGURING, RELEASING, DESTROYING)
          .putAll(RELEASING, CONFIGURING, RELEASING, RELEASED, RELEASE_FAILED, DESTROYING)
          .putAll(RELEASE_FAILED, CONFIGURING, RELEASING, DESTROYING)
          .putAll(RELEASED, CONFIGURING, RELEASING, RELEASED, RUNNING, RUN_FAILED, DESTROYING)
          .putAll(RUN_FAILED, CONFIGURING, RELEASING, RELEASED, DESTROYING)
          .putAll(RUNNING, CONFIGURING, RELEASING, RELEASED, DESTROYING)
          .putAll(DESTROYING, DESTROYING, DESTROYED, DESTROY_FAILED)
          .putAll(DESTROY_FAILED, DESTROYING)
          .build();

  private Transitions() {}

  /**
   * Every transition that the state's class offers, in a fixed order; bookkeeping methods do not
   * count.
   */
  static List<Method> of(Environment environment) {
    return Arrays.stream(environment.getClass().getMethods())
        .filter(method -> Environment.class.isAssignableFrom(method.getReturnType()))
        .filter(method -> !method.isSynthetic())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !method.getName().startsWith("at"))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  /** Takes a transition with plausible arguments. */
  static Environment take(Environment environment, Method transition) {
    Object[] arguments =
        Arrays.stream(transition.getParameterTypes()).map(Transitions::argument).toArray();
    try {
      return (Environment) transition.invoke(environment, arguments);
    } catch (IllegalAccessException | InvocationTargetException defect) {
      throw new AssertionError(transition + " cannot be taken", defect);
    }
  }

  private static Object argument(Class<?> type) {
    if (type == OperationRecord.class) {
      return Fixtures.operation(OperationKind.DEPLOY);
    }
    if (type == FailureRecord.class) {
      return Fixtures.failure();
    }
    if (type == Machine.class) {
      return Fixtures.machine();
    }
    if (type == ReleaseId.class) {
      return Fixtures.release();
    }
    if (type == Map.class) {
      return Map.of("tracker", "example/tracker:1.0");
    }
    if (type == Instant.class) {
      return Fixtures.THEN.plusSeconds(60);
    }
    throw new AssertionError("no argument of " + type);
  }
}
