package com.torrust.deployer.cli.reference;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.torrust.deployer.domain.spi.AdapterProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The adapters of each port, as the class path of the build has them. */
final class AdapterLists {

  private AdapterLists() {}

  /** The simple names of the types that make adapters; a port without any adapter is among them. */
  static List<String> makers() {
    return new ClassFileImporter()
        .importPackages(AdapterProvider.class.getPackageName()).stream()
            .filter(type -> type.isInterface() && type.getSimpleName().endsWith("Provider"))
            .filter(type -> !type.isEquivalentTo(AdapterProvider.class))
            .map(JavaClass::getSimpleName)
            .sorted()
            .toList();
  }

  /** The names of the classes that make the adapters of a port, in lines. */
  static String of(String maker) {
    String name = "META-INF/services/" + AdapterProvider.class.getPackageName() + "." + maker;
    try {
      return Collections.list(AdapterLists.class.getClassLoader().getResources(name)).stream()
          .map(AdapterLists::read)
          .collect(Collectors.joining());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String read(URL list) {
    try (InputStream file = list.openStream()) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip() + "\n";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
