package com.torrust.deployer.domain.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiler refuses what the life of an environment does not allow. */
class TypestateTest {

  @TempDir Path classes;

  @Test
  void acceptsALegalLife() {
    assertEquals(
        List.of(),
        errorsOf(
            "created.startProvisioning(operation).succeeded(machine,"
                + " now).startConfiguring(operation).succeeded(now).startReleasing(operation).succeeded(release,"
                + " images, now)"
                + ".startRunning(operation).succeeded(now).startDestroying(operation).succeeded(now)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "created.startConfiguring(operation)",
        "created.startReleasing(operation)",
        "created.startRunning(operation)",
        "created.machine()",
        "created.startProvisioning(operation).startConfiguring(operation)",
        "created.startProvisioning(operation).succeeded(machine, now).startReleasing(operation)",
        "created.startProvisioning(operation).succeeded(machine, now).startRunning(operation)",
        "created.startProvisioning(operation).succeeded(machine, now).startProvisioning(operation)",
        "created.startDestroying(operation).startProvisioning(operation)",
        "created.startDestroying(operation).succeeded(now).startDestroying(operation)",
        "created.startDestroying(operation).succeeded(now).startProvisioning(operation)",
        "created.startDestroying(operation).succeeded(now).machine()",
        "(Running) created",
        "(Provisioned) created.startProvisioning(operation)",
        "new Running(null)",
        "new Created(null)",
        "ImmutableEnvironmentSnapshot.builder().build().restore().get().startProvisioning(operation)"
      })
  void refusesAnIllegalStep(String expression) {
    assertFalse(errorsOf(expression).isEmpty(), () -> "compiled: " + expression);
  }

  @Test
  void refusesAStateOfSomebodyElse() {
    assertFalse(
        errors(
                "package other; import com.torrust.deployer.domain.environment.*;"
                    + " abstract class Snippet implements Environment {}")
            .isEmpty());
  }

  @Test
  void everyStateHasANameAndARow() {
    Set<Class<?>> leaves = new HashSet<>();
    collectLeaves(Environment.class, leaves);

    assertEquals(StateName.values().length, leaves.size());
    assertEquals(
        new TreeSet<>(leaves.stream().map(Class::getSimpleName).toList()),
        new TreeSet<>(Arrays.stream(StateName.values()).map(StateName::tag).toList()));
    for (StateName name : StateName.values()) {
      assertTrue(leaves.contains(States.classOf(name)), name::text);
      assertTrue(name == StateName.DESTROYED || Transitions.TABLE.containsKey(name), name::text);
    }
  }

  private static void collectLeaves(Class<?> type, Set<Class<?>> leaves) {
    if (type.isSealed()) {
      Arrays.stream(type.getPermittedSubclasses()).forEach(sub -> collectLeaves(sub, leaves));
    } else {
      leaves.add(type);
    }
  }

  private List<String> errorsOf(String expression) {
    return errors(
        "package other; import com.torrust.deployer.domain.environment.*; class Snippet { Object"
            + " step(Created created, OperationRecord operation,"
            + " com.torrust.deployer.domain.machine.Machine machine,"
            + " com.torrust.deployer.domain.environment.ReleaseId release,"
            + " java.util.Map<String, String> images, java.time.Instant now) {"
            + " return "
            + expression
            + "; } }");
  }

  private List<String> errors(String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-proc:none",
            "-d",
            classes.toString(),
            "-classpath",
            System.getProperty("java.class.path"));
    compiler.getTask(null, null, diagnostics, options, null, List.of(new Source(source))).call();
    List<String> errors = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        errors.add(diagnostic.getMessage(null));
      }
    }
    return errors;
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(URI.create("string:///other/Snippet.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
