package com.torrust.deployer.domain.release;

/**
 * A directory that the stack needs on the machine. An existing one keeps its content; owner and
 * mode are set only when the directory is made, because some images take their folders over.
 *
 * @param path absolute
 * @param owner who owns it
 * @param mode octal digits, such as {@code 0750}
 */
public record HostDirectory(String path, HostOwner owner, String mode) {}
