package com.torrust.deployer.domain.config;

import com.torrust.deployer.domain.error.Excerpt;
import io.vavr.control.Either;
import java.util.regex.Pattern;

/**
 * Where backups are saved: a folder of the machine, or a server by SFTP, S3 or restic's own
 * protocol, as restic writes it.
 *
 * @param value such as {@code /srv/backups}, {@code sftp:backup@host:/srv/backups}, {@code
 *     s3:https://host/bucket} or {@code rest:https://host/path/}
 */
public record RepositoryLocation(String value) {

  /** The kinds of places. */
  public enum Kind {
    FOLDER,
    SFTP,
    S3,
    REST
  }

  private static final String HOST =
      "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?\\])";
  private static final Pattern FOLDER =
      Pattern.compile("/[A-Za-z0-9._+@ -]+(?:/[A-Za-z0-9._+@ -]+)*");
  private static final Pattern SFTP =
      Pattern.compile(
          "sftp:(?:[a-z_][a-z0-9_.-]*@%1$s:[^\\s'\\p{Cntrl}]+|//[a-z_][a-z0-9_.-]*@%1$s(?::[0-9]{1,5})?/[^\\s'\\p{Cntrl}]+)"
              .formatted(HOST));
  private static final Pattern S3 =
      Pattern.compile("s3:(?:https?://)?%s(?::[0-9]{1,5})?/[^\\s'\\p{Cntrl}]+".formatted(HOST));
  private static final Pattern REST =
      Pattern.compile("rest:https?://%s(?::[0-9]{1,5})?(?:/[^\\s'\\p{Cntrl}]*)?".formatted(HOST));

  /** A place, or the rule that the text breaks. */
  public static Either<Violation, RepositoryLocation> parse(String text) {
    boolean known =
        isFolder(text)
            || SFTP.matcher(text).matches()
            || S3.matcher(text).matches()
            || REST.matcher(text).matches();
    if (!known) {
      return Either.left(ConfigRules.REPOSITORY.broken(Excerpt.of(text)));
    }
    return Either.right(new RepositoryLocation(text));
  }

  /** What is below the stack's own folder would be backed up into itself, or be removed with it. */
  private static boolean isFolder(String text) {
    return FOLDER.matcher(text).matches()
        && !(text + "/").matches("(?:.*/)?\\.{1,2}/.*")
        && !(text + "/").startsWith("/opt/torrust/");
  }

  /** Which kind of place it is. */
  public Kind kind() {
    if (value.startsWith("sftp:")) {
      return Kind.SFTP;
    }
    if (value.startsWith("s3:")) {
      return Kind.S3;
    }
    return value.startsWith("rest:") ? Kind.REST : Kind.FOLDER;
  }

  /** Whether what it holds is lost together with the machine. */
  public boolean isOnMachine() {
    return kind() == Kind.FOLDER;
  }

  /** Whether credentials would be sent to it without TLS. */
  public boolean isInTheClear() {
    return value.startsWith("s3:http://") || value.startsWith("rest:http://");
  }

  @Override
  public String toString() {
    return value;
  }
}
