package com.torrust.deployer.domain.release;

/**
 * Owner of a file on the machine.
 *
 * @param text what {@code chown} takes, or {@code @deploy} for the account that we log in with
 */
public record HostOwner(String text) {

  /** The account that we log in with, whatever its number. */
  public static final HostOwner DEPLOY_USER = new HostOwner("@deploy");

  /** The superuser. */
  public static final HostOwner ROOT = new HostOwner("0:0");

  /** A number that an image runs as. */
  public static HostOwner id(int uid, int gid) {
    return new HostOwner(uid + ":" + gid);
  }
}
