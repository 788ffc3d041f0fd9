package com.torrust.deployer.adapters.local.store;

import java.nio.file.Path;

/**
 * Where everything is. Folders are named by environments, whose names hold neither dots nor
 * slashes, so that no other file here can be taken for one.
 *
 * @param data absolute folder {@code data}
 */
record StoreLayout(Path data) {

  static StoreLayout below(Path workingDirectory) {
    return new StoreLayout(workingDirectory.resolve("data"));
  }

  Path environment(String name) {
    return data.resolve(name);
  }

  Path state(String name) {
    return environment(name).resolve("environment.json");
  }

  Path reference(String name) {
    return environment(name).resolve("environment.reference.json");
  }

  Path traces(String name) {
    return environment(name).resolve("traces");
  }

  Path history(String name) {
    return data.resolve("history").resolve(name + ".jsonl");
  }

  Path lock(String name) {
    return data.resolve(".locks").resolve(name);
  }

  Path holder(String name) {
    return data.resolve(".locks").resolve(name + ".holder");
  }

  /** A path as people see it: relative to the working directory, with forward slashes. */
  String display(Path path) {
    return data.getParent().relativize(path).toString();
  }
}
