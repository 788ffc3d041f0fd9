package com.torrust.deployer.adapters.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.event.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Output of programs that write more than anybody can hear. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogTailTest {

  @TempDir private Path folder;
  private final List<String> heard = new ArrayList<>();
  private final Transcript transcript =
      new Transcript((stream, line) -> heard.add(line), Redactor.none(), 0);

  @Test
  void whoNeverStopsWritingIsNotReadWithoutEnd() throws IOException {
    try (LogTail tail = LogTail.open(Path.of("/dev/zero"), Redactor.none(), transcript)) {
      assertTrue(tail.pump());
      tail.drain();
    }
  }

  @Test
  void tellsEverythingThatIsNotTooMuch() throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "one\ntwo\nthree");
    try (LogTail tail = LogTail.open(file, Redactor.none(), transcript)) {
      assertFalse(tail.pump());
      tail.drain();
    }
    assertEquals(List.of("one", "two", "three"), heard);
  }

  @Test
  void ofVeryMuchTellsTheEnd() throws IOException {
    Path file =
        Files.writeString(folder.resolve("log"), "first\n" + "x\n".repeat(2 << 20) + "last");
    try (LogTail tail = LogTail.open(file, Redactor.none(), transcript)) {
      tail.drain();
    }
    assertEquals("last", heard.get(heard.size() - 1));
    assertFalse(heard.contains("first"));
  }

  @Test
  void aListenerThatThrowsAnErrorHearsTheNextLineAllTheSame() throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "one\ntwo\n");
    Transcript throwing =
        new Transcript(
            (stream, line) -> {
              heard.add(line);
              throw new StackOverflowError(line);
            },
            Redactor.none(),
            0);
    try (LogTail tail = LogTail.open(file, Redactor.none(), throwing)) {
      tail.drain();
    }
    assertEquals(List.of("one", "two"), heard);
  }
}
