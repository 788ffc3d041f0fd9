package com.torrust.deployer.domain.release;

import java.util.regex.Pattern;

/**
 * A part of the output tree: files that are written and replaced together. Adapters bring their
 * own; two groups of one folder are the same group.
 *
 * @param folder folder of the group below {@code build/<environment>}: small letters, digits and
 *     hyphens
 */
public record ArtifactGroup(String folder) {

  private static final Pattern FOLDER = Pattern.compile("[a-z][a-z0-9-]*");

  /**
   * Scripts that run on the machine and can be run there by hand; they get into its {@code bin}.
   */
  public static final ArtifactGroup SCRIPTS = new ArtifactGroup("remote");

  /** Refuses a folder that is more than one plain name: such a name is a bug of its adapter. */
  public ArtifactGroup {
    if (!FOLDER.matcher(folder).matches()) {
      throw new IllegalArgumentException("'" + folder + "' is not the name of a folder");
    }
  }

  @Override
  public String toString() {
    return folder;
  }
}
