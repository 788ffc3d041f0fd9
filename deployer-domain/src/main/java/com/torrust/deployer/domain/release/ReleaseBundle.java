package com.torrust.deployer.domain.release;

import com.torrust.deployer.domain.environment.ReleaseId;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/** Everything that one release puts on the machine and needs to be operated there. Immutable. */
@Value.Immutable
public interface ReleaseBundle {

  /** Folder of the stack on every machine. */
  String ROOT = "/opt/torrust";

  /** Directories to make, parents before children. */
  List<HostDirectory> directories();

  /** Files to install. */
  List<HostFile> files();

  /**
   * For each service the host files that it reads at start: when one of them changes, the service
   * has to be restarted because compose does not look into mounted files.
   */
  Map<String, List<String>> mountedFiles();

  /**
   * For each service that runs all the time a digest of its container: two releases in which it is
   * the same leave the container as it is. Nothing of it goes to the machine.
   */
  Map<String, String> definitions();

  /** Every image of the stack, by service. */
  Map<String, String> images();

  /**
   * Files of earlier releases that this one does not have any more, so that disabled services leave
   * nothing behind.
   */
  List<String> retired();

  /** Name of the release, made from all of its content. */
  @Value.Derived
  default ReleaseId id() {
    ContentDigest digest = new ContentDigest();
    directories().forEach(digest::line);
    files().forEach(file -> digest.line(file).text(file.text()));
    return new ReleaseId(digest.value());
  }
}
