package com.torrust.deployer.adapters.tofu.internal.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.domain.spi.LineListener.Stream;
import com.torrust.deployer.testkit.fake.RecordingProgress;
import java.util.List;
import org.junit.jupiter.api.Test;

class TofuMessagesTest {

  private final RecordingProgress progress = new RecordingProgress();
  private final TofuMessages messages = new TofuMessages(progress);

  private void hear(String line) {
    messages.line(Stream.OUTPUT, line);
  }

  @Test
  void tellsWhatHappensToResources() {
    hear(
        """
        {"@message":"lxd_instance.machine: Creating...","hook":{"resource":{"addr":"lxd_instance.machine"},"action":"create"},"type":"apply_start"}\
        """);
    hear(
        """
        {"@message":"x","hook":{"resource":{"addr":"lxd_instance.machine"},"action":"create"},"type":"apply_complete"}\
        """);
    hear(
        """
        {"@message":"x","hook":{"resource":{"addr":"lxd_profile.machine"},"action":"delete"},"type":"apply_errored"}\
        """);
    assertEquals(
        List.of(
            "resource lxd_instance.machine creating",
            "resource lxd_instance.machine created",
            "resource lxd_profile.machine failed"),
        progress.lines());
  }

  @Test
  void keepsErrorsAndOnlyTellsWarnings() {
    hear(
        """
        {"@message":"Warning: Old","type":"diagnostic","diagnostic":{"severity":"warning","summary":"Old","detail":""}}\
        """);
    hear(
        """
        {"@message":"Error: No","type":"diagnostic","diagnostic":{"severity":"error","summary":"No","detail":"two\\nlines","address":"lxd_instance.machine"}}\
        """);
    assertEquals(
        List.of(new Diagnostic("No", "two\nlines", "lxd_instance.machine")), messages.errors());
    assertEquals("No: two lines", messages.errors().get(0).text());
    assertEquals(List.of("line tofu Warning: Old", "line tofu Error: No"), progress.lines());
    assertEquals(List.of("No: two lines"), messages.tail());
  }

  @Test
  void whatIsNoMessageIsPassedOn() {
    hear("panic: runtime error");
    hear("{\"half\": ");
    hear("{\"other\": \"object\"}");
    assertEquals(
        List.of(
            "line tofu panic: runtime error",
            "line tofu {\"half\": ",
            "line tofu {\"other\": \"object\"}"),
        progress.lines());
  }

  @Test
  void keepsOnlyTheLastLines() {
    for (int i = 0; i < 100; i++) {
      hear("line " + i);
    }
    assertEquals(20, messages.tail().size());
    assertEquals("line 99", messages.tail().get(19));
  }
}
