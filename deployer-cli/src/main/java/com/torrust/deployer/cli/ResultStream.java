package com.torrust.deployer.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Standard output that remembers why writing failed. A reader that went away has what it wanted;
 * any other failure means that the result is lost, and then the program must not end as if all were
 * well.
 */
final class ResultStream extends FilterOutputStream {

  private Optional<IOException> failure = Optional.empty();

  ResultStream(OutputStream stream) {
    super(stream);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException failed) {
      throw remember(failed);
    }
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  private IOException remember(IOException failed) {
    failure = failure.or(() -> Optional.of(failed));
    return failed;
  }

  /** Why the result did not get out, if it did not. */
  Optional<String> lost() {
    return failure.map(IOException::getMessage).filter(why -> !isClosedPipe(why));
  }

  private static boolean isClosedPipe(String why) {
    return why.toLowerCase(Locale.ROOT).contains("pipe");
  }
}
