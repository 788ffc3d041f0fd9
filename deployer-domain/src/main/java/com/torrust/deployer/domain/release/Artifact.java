package com.torrust.deployer.domain.release;

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

  /** Refuses a path that could leave the build folder: such a path is a bug of the renderer. */
  public Artifact {
    if (!isPlain(path)) {
      throw new IllegalArgumentException(
          "artifact path '" + path + "' is not a plain relative path");
    }
  }

  /** Names of letters, digits, dots, lines and hyphens between single slashes. */
  private static boolean isPlain(String path) {
    char before = '/';
    for (int i = 0; i < path.length(); i++) {
      char letter = path.charAt(i);
      boolean allowed =
          letter >= 'a' && letter <= 'z'
              || letter >= 'A' && letter <= 'Z'
              || letter >= '0' && letter <= '9'
              || letter == '_'
              || letter == '-'
              || letter == '.' && before != '.'
              || letter == '/' && before != '/';
      if (!allowed) {
        return false;
      }
      before = letter;
    }
    return before != '/';
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
