package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.event.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Lines of a file of ours: so many at most, each of bounded length, without secrets. */
final class BoundedFile {

  private static final int LARGEST = 256 << 10;
  private static final int MOST_LINES = 1000;

  private BoundedFile() {}

  /** The first lines of a file, which no link may be. */
  static List<String> lines(Path file, Redactor redactor) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("'" + file.getFileName() + "' is no file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST);
    }
    // As a whole first: a secret may have several lines.
    return redactor
        .redact(new String(bytes, StandardCharsets.UTF_8))
        .lines()
        .limit(MOST_LINES)
        .map(redactor::line)
        .map(PlainText::line)
        .toList();
  }
}
