package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.ReleaseBundle;
import java.util.List;

/**
 * A release as it travels to the machine: {@code manifest}, one tab-separated line for each thing
 * to know, and {@code files/} with the contents under their absolute paths.
 */
public final class ReleaseArchive {

  private ReleaseArchive() {}

  /**
   * The archive, the same for the same release.
   *
   * @throws IllegalArgumentException when a path or name holds a tab or a line end: a bug of the
   *     renderer
   */
  public static byte[] of(ReleaseBundle bundle) {
    TarArchive archive = new TarArchive().add("manifest", manifest(bundle));
    for (HostFile file : bundle.files()) {
      archive.add("files" + file.path(), file.text());
    }
    return archive.gzip();
  }

  static String manifest(ReleaseBundle bundle) {
    StringBuilder lines = new StringBuilder();
    line(lines, "release", bundle.id().value());
    bundle
        .directories()
        .forEach(
            directory ->
                line(
                    lines,
                    "directory",
                    directory.path(),
                    directory.owner().text(),
                    directory.mode()));
    bundle
        .files()
        .forEach(file -> line(lines, "file", file.path(), file.owner().text(), file.mode()));
    bundle.retired().forEach(path -> line(lines, "retired", path));
    bundle
        .mountedFiles()
        .forEach((service, paths) -> paths.forEach(path -> line(lines, "mounted", service, path)));
    bundle.images().forEach((service, image) -> line(lines, "image", service, image));
    return lines.toString();
  }

  private static void line(StringBuilder lines, String... fields) {
    for (String field : fields) {
      if (field.chars().anyMatch(letter -> letter < ' ')) {
        throw new IllegalArgumentException("'" + field + "' cannot stand in a release's manifest");
      }
    }
    lines.append(String.join("\t", List.of(fields))).append('\n');
  }
}
