package com.torrust.deployer.domain.release;

/**
 * Owner of a file on the machine.
 *
 * @param text what {@code chown} takes, or a name that the machine knows the numbers of: {@code
 *     @deploy} for the account that we log in with, {@code @tracker} for the one that the tracker
 *     runs as, {@code 0:@tracker} for root and the group of the tracker's account
 */
public record HostOwner(String text) {

  /** The account that we log in with, whatever its number. */
  public static final HostOwner DEPLOY_USER = new HostOwner("@deploy");

  /** The account that the tracker runs as, and nobody else. */
  public static final HostOwner TRACKER = new HostOwner("@tracker");

  /** The superuser, with the tracker's group as the only reader beside. */
  public static final HostOwner ROOT_FOR_TRACKER = new HostOwner("0:@tracker");

  /** The superuser. */
  public static final HostOwner ROOT = new HostOwner("0:0");

  /** A number that an image runs as. */
  public static HostOwner id(int uid, int gid) {
    return new HostOwner(uid + ":" + gid);
  }
}
