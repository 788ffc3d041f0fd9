package com.torrust.deployer.adapters.ssh.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/**
 * A gzipped tar archive of plain files in the ustar format (POSIX.1-1988). It is always the same
 * for the same files: owner, mode and time are fixed, because the receiving script sets its own.
 * The format is a header of 512 bytes that has not changed since 1988; a library would bring four
 * jars for it.
 */
final class TarArchive {

  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_PREFIX = 155;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Set<String> folders = new TreeSet<>();

  /**
   * Adds a file, and before it the folders that lead to it.
   *
   * @param path relative, with forward slashes
   * @throws IllegalArgumentException when the format cannot hold the path: a bug of whoever chose
   *     it
   */
  TarArchive add(String path, String text) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash + 1);
      if (folders.add(folder)) {
        header(folder, 0, '5', "0000700");
      }
    }
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    header(path, content.length, '0', "0000600");
    bytes.writeBytes(content);
    bytes.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    return this;
  }

  /** The whole archive. */
  byte[] gzip() {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      bytes.writeTo(gzip);
      gzip.write(new byte[2 * BLOCK]);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return compressed.toByteArray();
  }

  private void header(String path, int size, char type, String mode) {
    byte[] header = new byte[BLOCK];
    int split = split(path);
    put(header, 0, path.substring(split));
    put(header, 100, mode);
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, String.format("%011o", size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    put(header, 156, String.valueOf(type));
    put(header, 257, "ustar");
    put(header, 263, "00");
    put(header, 345, split == 0 ? "" : path.substring(0, split - 1));
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, String.format("%06o", sum) + "\0 ");
    bytes.writeBytes(header);
  }

  /** Where the name begins: the part before it goes into a field of its own. */
  private static int split(String path) {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(path)) {
      throw new IllegalArgumentException("the path '" + path + "' is not plain ASCII");
    }
    if (path.length() <= LONGEST_NAME) {
      return 0;
    }
    int slash = path.indexOf('/', path.length() - LONGEST_NAME - 1);
    if (slash < 1 || slash > LONGEST_PREFIX || slash == path.length() - 1) {
      throw new IllegalArgumentException("the path '" + path + "' is too long for a tar archive");
    }
    return slash + 1;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] value = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(value, 0, header, at, value.length);
  }
}
