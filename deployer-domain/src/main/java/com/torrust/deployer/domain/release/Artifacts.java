package com.torrust.deployer.domain.release;

import java.util.List;
import java.util.Optional;

/**
 * The rendered files of one configuration, in a fixed order.
 *
 * @param files no two with the same path
 */
public record Artifacts(List<Artifact> files) {

  /** Copies the list and refuses two files with one path. */
  public Artifacts {
    files = List.copyOf(files);
    if (files.stream().map(Artifact::path).distinct().count() != files.size()) {
      throw new IllegalArgumentException("two artifacts with the same path");
    }
  }

  /** The file at a path. */
  public Optional<Artifact> find(String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }

  /** A short name made from all paths and texts. */
  public String digest() {
    ContentDigest digest = new ContentDigest();
    files.forEach(file -> digest.line(file.path()).text(file.text()));
    return digest.value();
  }
}
