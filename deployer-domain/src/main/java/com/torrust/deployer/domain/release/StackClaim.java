package com.torrust.deployer.domain.release;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.EnvironmentId;
import java.util.Optional;

/**
 * For whom a release is installed. The machine keeps it as the owner's mark of the stack's folder,
 * and refuses the folder to every other environment, so that nobody starts on somebody else's data.
 * Immutable.
 *
 * @param environment name of the environment
 * @param id distinguishes it from others of the same name
 * @param driver database that it keeps its data in, such as {@code sqlite3} or {@code mysql}
 * @param known what this environment has installed on the machine before, for folders that carry no
 *     mark yet: the id of a release, or {@link #ANY} when it is known that something was installed
 *     but not what
 * @param adopts whether a folder with data of somebody else is taken over; a copy of every file
 *     that is replaced is kept
 */
public record StackClaim(
    EnvironmentName environment,
    EnvironmentId id,
    String driver,
    Optional<String> known,
    boolean adopts) {

  /** Stands for a release whose id is not known. */
  public static final String ANY = "any";
}
