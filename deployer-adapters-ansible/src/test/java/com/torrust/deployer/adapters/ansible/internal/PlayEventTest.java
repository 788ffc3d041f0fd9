package com.torrust.deployer.adapters.ansible.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.domain.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlayEventTest {

  @Test
  void aTaskThatFailedIsReadWithItsReason() {
    assertEquals(
        Optional.of(
            new PlayEvent.Ended(
                "Install packages",
                "torrust-tracker-vm",
                "failed",
                "E: no such package",
                Optional.of(new ErrorCode("configure.unsupported_system")),
                OptionalInt.of(100),
                List.of("use Debian 13"))),
        PlayEvent.parse(
            """
            \u001e{"event": "task", "name": "Install packages", "host": "torrust-tracker-vm", "outcome": "failed", \
            "message": "E: no such package", "code": "configure.unsupported_system", "rc": 100, "remedies": ["use Debian 13", 7, ""]}\
            """));
  }

  @Test
  void aRecapTalliesEveryMachine() {
    assertEquals(
        Optional.of(new PlayEvent.Recap(Map.of("vm", new PlayEvent.Tally(20, 3, 0, 0)))),
        PlayEvent.parse(
            """
            \u001e{"event": "recap", "hosts": {"vm": {"ok": 20, "failures": 0, "unreachable": 0, "changed": 3, \
            "skipped": 9, "rescued": 0, "ignored": 0}}}\
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ok\": 20, \"changed\": 3, \"unreachable\": 0}",
        "{\"ok\": 20, \"changed\": 3, \"failures\": \"0\", \"unreachable\": 0}",
        "{\"ok\": 20, \"changed\": 3, \"failures\": null, \"unreachable\": 0}",
        "[]",
        "0"
      })
  void aMachineWhoseFailuresAreNotKnownIsNotInTheRecap(String tally) {
    assertEquals(
        Optional.of(new PlayEvent.Recap(Map.of())),
        PlayEvent.parse("\u001e{\"event\": \"recap\", \"hosts\": {\"vm\": " + tally + "}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u001e",
        "\u001enull",
        "\u001e[]",
        "\u001e\"task\"",
        "\u001e{\"event\": \"task\", \"name\": \"Inst",
        "\u001e{\"event\": \"dance\"}",
        "\u001e{}",
        "{\"event\": \"begin\", \"name\": \"no mark before it\"}",
        "PLAY [Configure the machine]"
      })
  void whatIsNoWholeEventIsNone(String line) {
    assertEquals(Optional.empty(), PlayEvent.parse(line));
  }

  @Test
  void aMisspeltCodeCountsAsNone() {
    assertEquals(
        Optional.of(new PlayEvent.Warned(Optional.empty(), "careful")),
        PlayEvent.parse(
            "\u001e{\"event\": \"warning\", \"code\": \"Not A Code\", \"message\": \"careful\"}"));
  }
}
