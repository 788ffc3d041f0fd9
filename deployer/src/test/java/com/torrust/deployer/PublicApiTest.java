package com.torrust.deployer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * What strangers compile against, read from the artifacts themselves: with {@code verify} these are
 * the jars as they are published.
 */
class PublicApiTest {

  private static final String OURS = "com.torrust.deployer.";
  private static final List<ModuleReference> MODULES = ours();

  @Test
  void everyPublishedJarIsAModuleOfItsOwn() {
    Set<String> names = new TreeSet<>();
    MODULES.forEach(module -> names.add(module.descriptor().name()));

    assertEquals(
        Set.of(
            "com.torrust.deployer.adapters.ansible",
            "com.torrust.deployer.adapters.local",
            "com.torrust.deployer.adapters.ssh",
            "com.torrust.deployer.adapters.tofu",
            "com.torrust.deployer.application",
            "com.torrust.deployer.domain",
            "com.torrust.deployer.json",
            "com.torrust.deployer.templates",
            "com.torrust.deployer.testkit",
            "com.torrust.deployer.testkit.property"),
        names);
    assertTrue(
        MODULES.stream().noneMatch(module -> module.descriptor().isAutomatic()), names::toString);
  }

  @Test
  void adaptersAndTheInsideOfTheApplicationAreExportedByNobody() {
    for (String exported : exportedPackages()) {
      assertTrue(
          exported.matches("com\\.torrust\\.deployer\\.((sdk|json)(\\..+)?|(domain|testkit)\\..+)"),
          exported);
    }
  }

  @Test
  void everyPublicPackageSaysThatNothingInItIsNull() {
    assertEquals(
        List.of(),
        exportedPackages().stream().filter(name -> !isNullMarked(name)).toList(),
        "annotate these packages with @NullMarked");
  }

  private static boolean isNullMarked(String name) {
    try {
      return Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class);
    } catch (ClassNotFoundException undescribed) {
      return false;
    }
  }

  @Test
  void signaturesHoldTheJdkOurPublicPackagesAndVavrsControlOnly() throws Exception {
    Set<String> exported = exportedPackages();
    List<String> leaks = new ArrayList<>();
    int members = 0;
    for (Class<?> type : publicTypes(exported)) {
      for (Member member : members(type)) {
        members++;
        for (Class<?> used : signature(member)) {
          if (!isAllowed(used, exported, type)) {
            leaks.add(type.getName() + "." + member.getName() + ": " + used.getName());
          }
        }
      }
    }

    assertEquals(List.of(), leaks);
    assertTrue(members > 1_000, "only " + members + " members were looked at");
  }

  private static boolean isAllowed(Class<?> used, Set<String> exported, Class<?> holder) {
    String name = used.getPackageName();
    return name.startsWith("java.")
        || exported.contains(name)
        || name.equals("io.vavr.control")
        // Contracts are JUnit tests.
        || holder.getName().startsWith(OURS + "testkit.")
            && name.startsWith("org.junit.jupiter.api")
        // Arbitraries are for jqwik, and stand apart for that reason.
        || holder.getName().startsWith(OURS + "testkit.property.")
            && name.startsWith("net.jqwik.api");
  }

  private static List<ModuleReference> ours() {
    Path[] path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("deployer"))
            .filter(entry -> !entry.endsWith("test-classes"))
            .map(Path::of)
            .toArray(Path[]::new);
    return ModuleFinder.of(path).findAll().stream()
        .filter(module -> module.descriptor().name().startsWith(OURS))
        .toList();
  }

  private static Set<String> exportedPackages() {
    Set<String> packages = new TreeSet<>();
    MODULES.stream()
        .flatMap(module -> module.descriptor().exports().stream())
        .filter(exports -> !exports.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .forEach(packages::add);
    return packages;
  }

  private static List<Class<?>> publicTypes(Set<String> exported)
      throws IOException, ClassNotFoundException {
    List<Class<?>> types = new ArrayList<>();
    for (ModuleReference module : MODULES) {
      try (ModuleReader reader = module.open();
          Stream<String> entries = reader.list()) {
        for (String entry : entries.filter(each -> each.endsWith(".class")).toList()) {
          String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
          int dot = name.lastIndexOf('.');
          if (dot > 0 && exported.contains(name.substring(0, dot)) && !name.endsWith("-info")) {
            Class<?> type = Class.forName(name, false, PublicApiTest.class.getClassLoader());
            if (isVisible(type)) {
              types.add(type);
            }
          }
        }
      }
    }
    return types;
  }

  private static boolean isVisible(Class<?> type) {
    return isVisible(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static List<Member> members(Class<?> type) {
    List<Member> members = new ArrayList<>(List.of(type.getDeclaredMethods()));
    members.addAll(List.of(type.getDeclaredConstructors()));
    members.addAll(List.of(type.getDeclaredFields()));
    members.removeIf(member -> !isVisible(member.getModifiers()) || member.isSynthetic());
    return members;
  }

  private static Set<Class<?>> signature(Member member) {
    Set<Class<?>> used = new LinkedHashSet<>();
    if (member instanceof Method method) {
      collect(method.getGenericReturnType(), used);
      Arrays.stream(method.getGenericParameterTypes()).forEach(type -> collect(type, used));
      Arrays.stream(method.getGenericExceptionTypes()).forEach(type -> collect(type, used));
    } else if (member instanceof Constructor<?> constructor) {
      Arrays.stream(constructor.getGenericParameterTypes()).forEach(type -> collect(type, used));
      Arrays.stream(constructor.getGenericExceptionTypes()).forEach(type -> collect(type, used));
    } else if (member instanceof Field field) {
      collect(field.getGenericType(), used);
    }
    return used;
  }

  private static void collect(Type type, Set<Class<?>> used) {
    if (type instanceof Class<?> plain) {
      Class<?> element = plain;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      if (!element.isPrimitive()) {
        used.add(element);
      }
    } else if (type instanceof ParameterizedType generic) {
      collect(generic.getRawType(), used);
      Arrays.stream(generic.getActualTypeArguments()).forEach(each -> collect(each, used));
    } else if (type instanceof GenericArrayType array) {
      collect(array.getGenericComponentType(), used);
    } else if (type instanceof WildcardType wildcard) {
      Arrays.stream(wildcard.getUpperBounds()).forEach(each -> collect(each, used));
      Arrays.stream(wildcard.getLowerBounds()).forEach(each -> collect(each, used));
    } else if (type instanceof TypeVariable<?> variable) {
      Arrays.stream(variable.getBounds())
          .filter(Class.class::isInstance)
          .forEach(each -> collect(each, used));
    }
  }
}
