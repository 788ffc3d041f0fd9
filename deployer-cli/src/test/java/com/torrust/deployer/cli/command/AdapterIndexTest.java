package com.torrust.deployer.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.domain.spi.EnvironmentStoreProvider;
import com.torrust.deployer.domain.spi.PrerequisitesProvider;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class AdapterIndexTest {

  private static final String SPI = AdapterProvider.class.getPackageName();

  /** The simple names of the interfaces of those that make adapters. */
  private static List<String> providers() {
    return new ClassFileImporter()
        .importPackages(SPI).stream()
            .filter(type -> type.isInterface() && type.getSimpleName().endsWith("Provider"))
            .filter(type -> !type.isEquivalentTo(AdapterProvider.class))
            .map(JavaClass::getSimpleName)
            .sorted()
            .toList();
  }

  /** What the jars of the program declare. */
  private static List<String> declared(String provider) throws IOException {
    List<String> makers = new ArrayList<>();
    String name = "META-INF/services/" + SPI + "." + provider;
    for (URL list : Collections.list(AdapterIndexTest.class.getClassLoader().getResources(name))) {
      try (var file = list.openStream()) {
        new String(file.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .forEach(makers::add);
      }
    }
    return makers;
  }

  @Test
  void listsWhatTheJarsOfTheProgramDeclare() throws IOException {
    assertFalse(providers().isEmpty());
    for (String provider : providers()) {
      assertEquals(
          declared(provider).stream().sorted().toList(),
          AdapterIndex.makers(provider).stream().sorted().toList(),
          provider);
    }
  }

  @Test
  void isReadByTheServiceLoader() {
    assertEquals(
        AdapterIndex.makers("EnvironmentStoreProvider"), loaded(EnvironmentStoreProvider.class));
    assertEquals(AdapterIndex.makers("PrerequisitesProvider"), loaded(PrerequisitesProvider.class));
  }

  private static List<String> loaded(Class<?> provider) {
    return ServiceLoader.load(provider, new AdapterIndex()).stream()
        .map(found -> found.type().getName())
        .toList();
  }
}
