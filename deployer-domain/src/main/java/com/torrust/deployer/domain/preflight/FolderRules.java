package com.torrust.deployer.domain.preflight;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * File systems, and the stack's own folder. What only root sees is judged only when root looked.
 */
final class FolderRules {

  private static final String DATA = "/var/lib/docker";
  private static final long LEAST_MIB = 50;
  private static final long LEAST_FOR_IMAGES = 256;
  private static final long ENOUGH_FOR_IMAGES = 2048;
  private static final long LEAST_INODES = 2000;

  private FolderRules() {}

  static Stream<MachineFinding> findings(MachineFacts facts, EnvironmentConfig config) {
    return Stream.concat(
        facts.account().isRoot() ? folders(facts).stream() : Stream.empty(),
        stack(facts.stackFolder(), config.name()).stream());
  }

  private static List<MachineFinding> folders(MachineFacts facts) {
    List<MachineFinding> findings = new ArrayList<>();
    // What is written to; of the others only their room matters.
    String readOnly = paths(facts, each -> !each.writable() && !each.path().equals("/"));
    if (!readOnly.isEmpty()) {
      findings.add(
          MachineFinding.blocking(
              "remote.read_only",
              "root cannot write to " + readOnly + ": read-only file system, or immutable folder",
              "find out why (findmnt, dmesg, lsattr) and make it writable"));
    }
    String full =
        paths(
            facts,
            each ->
                each.freeMib().orElse(Long.MAX_VALUE)
                    < (each.path().equals(DATA) ? LEAST_FOR_IMAGES : LEAST_MIB));
    if (!full.isEmpty()) {
      findings.add(
          MachineFinding.blocking(
              "remote.disk_full",
              "there is hardly any room on the file system of " + full,
              "free some space there, or give the machine a larger disk"));
    }
    String crowded = paths(facts, each -> each.freeInodes().orElse(Long.MAX_VALUE) < LEAST_INODES);
    if (!crowded.isEmpty()) {
      findings.add(
          MachineFinding.blocking(
              "remote.no_inodes",
              "the file system of "
                  + crowded
                  + " holds as many files as it can (no inodes are free), whatever room there is",
              "remove small files that nobody needs, see: df -i"));
    }
    String noexec = paths(facts, each -> !each.executable() && each.path().startsWith("/opt"));
    if (!noexec.isEmpty()) {
      findings.add(
          MachineFinding.fine(
              "machine.noexec",
              noexec + " is mounted noexec: programs there are started by their interpreter"));
    }
    facts
        .folder(DATA)
        .filter(data -> full.isEmpty())
        .ifPresent(
            data ->
                data.freeMib()
                    .ifPresent(
                        free ->
                            findings.add(
                                free < ENOUGH_FOR_IMAGES
                                    ? MachineFinding.warning(
                                        "machine.disk_low",
                                        free + " MiB are free for images and volumes in " + DATA,
                                        "2 GiB and more are a good beginning")
                                    : MachineFinding.fine(
                                        "machine.disk",
                                        free + " MiB are free for images and volumes"))));
    return findings;
  }

  /** The mark names another environment only where another one, or an earlier one, was released. */
  private static MachineFinding released(
      StackFolderFacts folder, EnvironmentName environment, String link) {
    return folder
        .marked("environment")
        .filter(owner -> !owner.equals(environment.value()))
        .map(
            owner ->
                MachineFinding.warning(
                    "machine.folder_foreign",
                    "/opt/torrust belongs to the environment '"
                        + owner
                        + "'"
                        + folder.marked("since").map(since -> " since " + since).orElse("")
                        + "; 'release' refuses to take it over unless it is asked to",
                    EnvironmentName.parse(owner).isRight()
                        ? "use the environment '" + owner + "', or another machine"
                        : "use another machine"))
        .orElseGet(
            () ->
                MachineFinding.fine(
                    "machine.folder", "a release is in /opt/torrust already" + link));
  }

  private static String paths(MachineFacts facts, Predicate<FolderFacts> condition) {
    return facts.folders().stream()
        .filter(condition)
        .map(each -> "'" + each.path() + "'")
        .collect(Collectors.joining(", "));
  }

  private static List<MachineFinding> stack(StackFolderFacts folder, EnvironmentName environment) {
    String link = folder.target().isEmpty() ? "" : ", a link to '" + folder.target() + "'";
    return switch (folder.kind()) {
      case ABSENT, EMPTY ->
          folder.target().isEmpty()
              ? List.of()
              : List.of(
                  MachineFinding.fine("machine.folder", "the stack's folder is there" + link));
      case RELEASED -> List.of(released(folder, environment, link));
      case FOREIGN ->
          List.of(
              MachineFinding.warning(
                  "machine.folder_foreign",
                  "/opt/torrust holds what this program has not put there: "
                      + folder.entries().stream().limit(8).collect(Collectors.joining(", "))
                      + "; 'release' refuses to overwrite it",
                  "move it away if nobody needs it there: mv /opt/torrust /opt/torrust.before"));
      case OBSTACLE ->
          List.of(
              MachineFinding.blocking(
                  "machine.folder_obstructed",
                  "/opt/torrust is no folder"
                      + (link.isEmpty() ? "" : link + " that leads nowhere"),
                  "remove what is there, or mount the disk that it leads to"));
    };
  }
}
