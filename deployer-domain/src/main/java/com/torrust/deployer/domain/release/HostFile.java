package com.torrust.deployer.domain.release;

/**
 * A file with its place on the machine.
 *
 * @param path absolute
 * @param text content as UTF-8
 * @param owner who owns it
 * @param mode octal digits, such as {@code 0640}
 */
public record HostFile(String path, String text, HostOwner owner, String mode) {

  /** Never shows the content. */
  @Override
  public String toString() {
    return "HostFile[" + path + " " + owner.text() + " " + mode + "]";
  }
}
