package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.release.HostDirectory;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.ReleaseBundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program that looks at what was left on a machine. It is made of parts of the stack's own
 * script and travels on standard input: the one on the machine may be of another version, or may
 * have been changed by hand itself.
 */
public final class SurveyScript {

  /** Those that look, and those that they need. */
  private static final List<String> PARTS =
      List.of(
          "begin",
          "answers",
          "leaving",
          "lock",
          "releases",
          "containers",
          "images",
          "checks",
          "copy",
          "backup",
          "drift",
          "security",
          "inspect",
          "network");

  private static final String LAST = "main";

  private SurveyScript() {}

  /** The script that looks at the files of a release as well, if one should be there. */
  public static byte[] bytes(Optional<ReleaseBundle> release) {
    StringBuilder script = new StringBuilder();
    PARTS.forEach(part -> script.append(part(part)));
    release.ifPresent(bundle -> place(script, bundle));
    return script.append(part(LAST)).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void place(StringBuilder script, ReleaseBundle bundle) {
    List<String> files = bundle.files().stream().map(HostFile::path).toList();
    array(script, "survey_files", files);
    Set<String> holding =
        files.stream().map(SurveyScript::folderOf).collect(Collectors.toUnmodifiableSet());
    // Where only root writes and files of ours stand, nothing else belongs.
    array(
        script,
        "survey_folders",
        bundle.directories().stream()
            .filter(folder -> folder.owner().text().startsWith("0:"))
            .map(HostDirectory::path)
            .filter(path -> path.startsWith(ReleaseBundle.ROOT + "/") && holding.contains(path))
            .toList());
    Stream.concat(files.stream(), bundle.directories().stream().map(HostDirectory::path))
        .forEach(
            path -> script.append("survey_known[").append(ShellWord.quote(path)).append("]=1\n"));
  }

  private static void array(StringBuilder script, String name, List<String> values) {
    script.append(name).append("=(").append(ShellWord.line(values)).append(")\n");
  }

  private static String folderOf(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static String part(String name) {
    String file = "/META-INF/templates/operations/stack.d/" + name + ".sh";
    try (InputStream stream = SurveyScript.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("the script '" + file + "' is missing from the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read the script '" + file + "' from the jar", failure);
    }
  }
}
