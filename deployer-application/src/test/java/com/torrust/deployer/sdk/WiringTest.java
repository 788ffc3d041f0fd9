package com.torrust.deployer.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.DeployException;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.plan.PlanDepth;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.DoctorOptions;
import com.torrust.deployer.sdk.operation.DoctorReport;
import com.torrust.deployer.sdk.operation.MachineSource;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import com.torrust.deployer.sdk.operation.Registration;
import com.torrust.deployer.sdk.operation.RenderTarget;
import com.torrust.deployer.sdk.operation.TestOptions;
import com.torrust.deployer.testkit.data.SampleStates;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens when the class path has no adapter. */
class WiringTest {

  @Test
  void namesTheArtifactToAddWhenAnAdapterIsMissing() {
    try (Deployer deployer = Deployer.builder().build()) {
      DeployError missing = deployer.list().getLeft();

      assertEquals("sdk.adapter_unresolved", missing.code().value());
      assertTrue(
          missing.remedies().toString().contains("deployer-adapters-local"),
          missing.remedies()::toString);
    }
  }

  @Test
  void answersEveryCallWithAValue() throws Exception {
    try (Deployer deployer = Deployer.builder().build()) {
      List<String> called = new ArrayList<>();
      for (Method method : operations(Deployer.class)) {
        Object result = method.invoke(deployer, arguments(method));
        DeployError error = (DeployError) ((Either<?, ?>) result).getLeft();

        assertEquals("sdk.adapter_unresolved", error.code().value(), method::toString);
        called.add(method.getName());
      }
      assertTrue(called.size() > 30, called::toString);
    }
  }

  @Test
  void throwsTheSameErrorsWhereExceptionsAreWanted() throws Exception {
    try (ThrowingDeployer deployer = Deployer.builder().build().orThrow()) {
      for (Method method : operations(Deployer.class)) {
        Method twin =
            ThrowingDeployer.class.getMethod(method.getName(), method.getParameterTypes());
        InvocationTargetException thrown =
            assertThrows(
                InvocationTargetException.class, () -> twin.invoke(deployer, arguments(twin)));
        DeployException error = (DeployException) thrown.getCause();
        assertEquals("sdk.adapter_unresolved", error.error().code().value(), twin::toString);
      }
    }
  }

  @Test
  void aReportForWhichNothingWasLookedAtHasNotPassed() {
    assertFalse(new DoctorReport(List.of(), Optional.empty()).passed());
    try (Deployer deployer = Deployer.builder().build()) {
      DoctorReport report =
          deployer
              .doctor(DoctorOptions.everything(), OperationOptions.standard())
              .getOrElseThrow(DeployException::new);

      assertFalse(report.passed());
      assertEquals(11, report.prerequisites().size(), report::toString);
    }
  }

  private static List<Method> operations(Class<?> front) {
    return Arrays.stream(front.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> Either.class.equals(method.getReturnType()))
        // One reports what is missing, the other asks about what is there.
        .filter(method -> !Set.of("doctor", "interview").contains(method.getName()))
        .toList();
  }

  private static Object[] arguments(Method method) {
    return Arrays.stream(method.getParameterTypes()).map(WiringTest::argument).toArray();
  }

  private static Object argument(Class<?> type) {
    List<Object> known = new ArrayList<>(SampleStates.all("demo"));
    known.addAll(
        List.of(
            Samples.name("demo"),
            Samples.config("demo"),
            OperationOptions.standard(),
            TestOptions.standard(),
            DoctorOptions.everything(),
            MachineSource.provider(),
            DeployTarget.RUNNING,
            PlanDepth.ONLINE,
            PlannedOperation.destroy(),
            BackupChoice.latest(),
            new Registration(HostAddress.parse("192.0.2.7").orElseThrow(), Optional.empty()),
            new RenderTarget(
                HostAddress.parse("192.0.2.7").orElseThrow(), Path.of("preview"), false),
            Path.of("demo.json"),
            "lxd",
            Optional.empty(),
            List.of(),
            true,
            7));
    return known.stream()
        .filter(
            value ->
                type.isInstance(value)
                    || type == boolean.class && value instanceof Boolean
                    || type == int.class && value instanceof Integer)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no sample of " + type));
  }
}
