package com.torrust.deployer.domain.release;

import java.util.regex.Pattern;

/**
 * One rendered text file.
 *
 * @param group the part of the tree it belongs to
 * @param path relative to {@code build/<environment>}, with forward slashes and without {@code ..}
 * @param text content, written as UTF-8
 * @param executable whether the owner may run it
 * @param secret whether it holds a secret; such a file and its folder are for the owner alone
 */
public record Artifact(
    ArtifactGroup group, String path, String text, boolean executable, boolean secret) {

  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");

  /** Refuses a path that could leave the build folder: such a path is a bug of the renderer. */
  public Artifact {
    if (!PATH.matcher(path).matches() || path.contains("..")) {
      throw new IllegalArgumentException(
          "artifact path '" + path + "' is not a plain relative path");
    }
  }

  /** A plain file. */
  public static Artifact plain(ArtifactGroup group, String path, String text) {
    return new Artifact(group, path, text, false, false);
  }

  /** A file with a secret in it. */
  public static Artifact secret(ArtifactGroup group, String path, String text) {
    return new Artifact(group, path, text, false, true);
  }

  /** A script. */
  public static Artifact script(ArtifactGroup group, String path, String text) {
    return new Artifact(group, path, text, true, false);
  }

  /** Never shows the content. */
  @Override
  public String toString() {
    return "Artifact[" + path + "]";
  }
}
