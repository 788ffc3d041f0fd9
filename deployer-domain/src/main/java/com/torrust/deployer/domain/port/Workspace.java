package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.release.Artifacts;
import io.vavr.control.Either;
import java.nio.file.Path;

/**
 * Files on this computer that can be made again: artifacts below {@code build/} and folders for the
 * tools.
 */
public interface Workspace {

  /** The folders of an environment, made if they are missing, for the owner alone. */
  Either<DeployError, EnvironmentFolders> folders(EnvironmentName name);

  /**
   * Writes artifacts to {@code build/<name>}. Each group that is written replaces the earlier files
   * of that group; files that tools left there are kept. After a failure either all old or all new
   * files of a group stand there.
   */
  Either<DeployError, Path> write(EnvironmentName name, Artifacts artifacts);

  /**
   * Writes artifacts to any folder; refuses one that exists and is not empty unless {@code
   * overwrite}.
   */
  Either<DeployError, Path> export(Path folder, Artifacts artifacts, boolean overwrite);

  /** Writes one text file, making parents; refuses an existing one unless {@code overwrite}. */
  Either<DeployError, Path> exportText(Path file, String text, boolean overwrite);

  /**
   * Removes {@code build/<name>}, and the folder for sockets unless a connection is open through
   * it; done already is fine.
   */
  Either<DeployError, Done> discard(EnvironmentName name);
}
