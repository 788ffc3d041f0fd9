package com.torrust.deployer.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.torrust.deployer.domain.environment.EnvironmentSnapshot;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;

/**
 * Who may depend on whom. Each rule fails when there is nothing to check: a rule that guards an
 * empty package guards nothing.
 */
final class HexagonRules {

  private static final String ROOT = "com.torrust.deployer";
  private static final String DOMAIN = ROOT + ".domain..";
  private static final String APPLICATION = ROOT + ".application..";
  private static final String SDK = ROOT + ".sdk..";
  private static final String JSON = ROOT + ".json..";
  private static final String CLI = ROOT + ".cli..";
  private static final String MCP = ROOT + ".mcp..";
  private static final String TEMPLATES = ROOT + ".templates..";
  private static final List<String> ADAPTERS =
      List.of(
          ROOT + ".adapters.local..",
          ROOT + ".adapters.tofu..",
          ROOT + ".adapters.ansible..",
          ROOT + ".adapters.ssh..",
          TEMPLATES);
  private static final List<String> LOCAL_PARTS =
      List.of(
          ROOT + ".adapters.local.store..",
          ROOT + ".adapters.local.config..",
          ROOT + ".adapters.local.workspace..",
          ROOT + ".adapters.local.process..",
          ROOT + ".adapters.local.probe..");

  private HexagonRules() {}

  /**
   * The inside knows the JDK, vavr, Guava and itself; neither files, processes, JSON nor logging.
   */
  static List<ArchRule> domain() {
    return List.of(
        classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    DOMAIN,
                    "java..",
                    "io.vavr..",
                    "com.google.common..",
                    "com.google.errorprone.annotations..",
                    "org.immutables.value..",
                    "org.jspecify..",
                    "javax.annotation.."))
            .because("the domain is the same whatever surrounds it"),
        noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.io..", "java.net.http..")
                    // Immutables makes its values serialisable-aware; records of the JDK are too.
                    .and(not(nameIsOneOf("java.io.Serializable", "java.io.ObjectStreamException")))
                    .or(nameIsOneOf(Files.class.getName(), ProcessBuilder.class.getName())))
            .because("files, sockets and processes belong to adapters"),
        noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .because("environment and time are given, not taken"));
  }

  /** New packages and modules are found by the pattern. */
  static List<ArchRule> cycles() {
    return List.of(
        slices()
            .matching(ROOT + ".(**)")
            .should()
            .beFreeOfCycles()
            .because("who reads one package must not have to read them all"));
  }

  /** A provider is known to its adapter alone; whoever else knew it would have to be changed. */
  static List<ArchRule> providers() {
    return List.of(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                ROOT + ".domain.provider..", ROOT + ".adapters.tofu..", ROOT + ".testkit..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".domain.provider.."))
            .because("providers are found by their ids"));
  }

  /** Operations see ports, never adapters and never the runner of programs. */
  static List<ArchRule> application() {
    return List.of(
        noClasses()
            .that()
            .resideInAnyPackage(APPLICATION, SDK)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(ROOT + ".adapters..", TEMPLATES, JSON, CLI, MCP))
            .because("adapters are found, not known"),
        noClasses()
            .that()
            .resideInAnyPackage(
                ROOT + ".application.internal.operation..",
                ROOT + ".application.internal.phase..",
                ROOT + ".application.internal.session..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".domain.spi.."))
            .because("starting programs is the business of adapters"),
        noClasses()
            .that()
            .resideInAnyPackage(APPLICATION, SDK)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("com.fasterxml..", "com.hubspot..", "picocli..", "java.io.."))
            .because("formats and files belong to adapters and front ends"));
  }

  /** No adapter sees another, nor the application. */
  static List<ArchRule> adapters() {
    return ADAPTERS.stream()
        .map(
            adapter ->
                noClasses()
                    .that()
                    .resideInAPackage(adapter)
                    .should()
                    .dependOnClassesThat(
                        resideInAnyPackage(
                                ADAPTERS.stream()
                                    .filter(other -> !other.equals(adapter))
                                    .toArray(String[]::new))
                            .or(
                                resideInAnyPackage(
                                    APPLICATION, SDK, ROOT + ".json.result..", CLI, MCP)))
                    .because("adapters know the domain and their tool, nothing else"))
        .toList();
  }

  /** The parts of the local adapter are blind to each other. */
  static List<ArchRule> localParts() {
    return LOCAL_PARTS.stream()
        .map(
            part ->
                noClasses()
                    .that()
                    .resideInAPackage(part)
                    .should()
                    .dependOnClassesThat(
                        resideInAnyPackage(
                            LOCAL_PARTS.stream()
                                .filter(other -> !other.equals(part))
                                .toArray(String[]::new)))
                    .because("they share a module, not a secret"))
        .toList();
  }

  /**
   * What is internal is used by its own module only, and libraries stay where they are fenced in.
   */
  static List<ArchRule> fences() {
    return List.of(
        fence("com.hubspot.jinjava..", TEMPLATES),
        fence("org.apache.commons.exec..", ROOT + ".adapters.local.process.."),
        fence("picocli..", CLI),
        fence(
            "com.fasterxml.jackson..",
            ROOT + ".adapters..",
            TEMPLATES,
            JSON,
            ROOT + ".mcp..",
            ROOT + ".cli.syntax.."),
        fence("io.modelcontextprotocol..", ROOT + ".mcp.protocol.."),
        fence("reactor..", ROOT + ".mcp.protocol.."),
        noClasses()
            .that()
            .resideOutsideOfPackages(APPLICATION, SDK)
            .and()
            .resideInAPackage(ROOT + "..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".application.internal.."))
            .because("internal is a promise of nothing"),
        noClasses()
            .that()
            .resideInAPackage(ROOT + "..")
            .and()
            .resideOutsideOfPackages(
                ROOT + ".json.state..", ROOT + ".domain.environment..", ROOT + ".testkit..")
            .should()
            .callMethodWhere(restoresASnapshot())
            .because("states come out of transitions; only a store has a reason to restore one"));
  }

  /** The server for agents is a front end: it knows neither adapters nor the program around it. */
  static List<ArchRule> agents() {
    return List.of(
        noClasses()
            .that()
            .resideInAPackage(MCP)
            .should()
            .dependOnClassesThat(resideInAnyPackage(ROOT + ".adapters..", TEMPLATES, CLI))
            .because("it does what the SDK does, and nothing else"),
        noClasses()
            .that()
            .resideInAPackage(CLI)
            .and()
            .haveNameNotMatching(".*[.](AgentService|AgentRehearsal)([$].*)?")
            .should()
            .dependOnClassesThat(resideInAPackage(MCP))
            .because("its jars are on the class path of the commands for agents alone"));
  }

  /** Only the front end prints or ends the virtual machine. */
  static List<ArchRule> manners() {
    return List.of(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "..")
            .and()
            .resideOutsideOfPackages(CLI, ROOT + ".testkit..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .because("a library neither prints nor ends its host"),
        noClasses()
            .that()
            .resideInAPackage(ROOT + "..")
            .should()
            .callMethod(Process.class, "destroy")
            .orShould()
            .callMethod(Process.class, "destroyForcibly")
            .because("closing the pipes kills a tool in the middle of its clean shutdown"),
        noMethods()
            .that()
            .areDeclaredInClassesThat(
                resideInAPackage(DOMAIN).and(not(resideInAPackage(ROOT + ".domain.spi.."))))
            .should()
            .haveNameMatching("set[A-Z].*")
            .because("values do not change"));
  }

  private static ArchRule fence(String library, String... inside) {
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .and()
        .resideOutsideOfPackages(inside)
        .should()
        .dependOnClassesThat(resideInAPackage(library))
        .because(library + " is fenced in");
  }

  private static DescribedPredicate<JavaClass> nameIsOneOf(String... names) {
    return DescribedPredicate.describe(
        "is one of " + String.join(", ", names), type -> List.of(names).contains(type.getName()));
  }

  private static DescribedPredicate<JavaCall<?>> restoresASnapshot() {
    return DescribedPredicate.describe(
        "restores a snapshot",
        call ->
            call.getTarget().getName().equals("restore")
                && call.getTargetOwner().isAssignableTo(EnvironmentSnapshot.class));
  }
}
