package com.torrust.deployer.domain.preflight;

import java.util.OptionalLong;

/**
 * A folder and the file system on which it is, or would be made.
 *
 * @param path absolute
 * @param exists whether it is there; otherwise the nearest folder above it was looked at
 * @param writable whether root can write there: false on a read-only file system
 * @param executable whether programs there can be run: false with {@code noexec}
 * @param fileSystem its type, such as {@code ext4}
 * @param freeMib free space in MiB
 * @param freeInodes files that can still be made; absent where the file system does not count them
 */
public record FolderFacts(
    String path,
    boolean exists,
    boolean writable,
    boolean executable,
    String fileSystem,
    OptionalLong freeMib,
    OptionalLong freeInodes) {}
