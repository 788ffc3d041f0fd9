package com.torrust.deployer.adapters.local.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.testkit.data.Samples;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A hostile or broken document costs little, and what is said about it is short. */
class EndlessDocumentsTest {

  private static final int LONGEST = 1_000_000;
  private static final int MOST_CHARACTERS = 200_000;
  private static final long MOST_BYTES = 700L << 20;

  private static String example() {
    try {
      return Files.readString(Path.of("../docs/examples/sandbox-mysql.json"));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String filled(String before, String each, String after) {
    StringBuilder text = new StringBuilder(before);
    int room = LONGEST - example().length() - before.length() - after.length();
    for (int i = 0; text.length() + each.length() + 16 < room; i++) {
      text.append(each.replace("#", Integer.toString(i)));
    }
    return text + after;
  }

  private static String inTracker(String members) {
    return example().replaceFirst("\"tracker\": \\{", "\"tracker\": {" + members + ",");
  }

  private static Map<String, String> documents() {
    Map<String, String> all = new TreeMap<>();
    all.put("unknown members", inTracker(filled("\"a\": 1", ",\"m#\": 1", "")));
    all.put("near names", inTracker(filled("\"a\": 1", ",\"udp_tracker#\": 1", "")));
    all.put("the same member", inTracker(filled("\"a\": 1", ",\"a\": 1", "")));
    all.put("an endless name", inTracker("\"" + "n".repeat(LONGEST - 10_000) + "\": 1"));
    all.put("an endless text", example().replace("[::]:6969", "x".repeat(LONGEST - 10_000)));
    all.put("a huge number", inTracker("\"a\": " + "9".repeat(LONGEST - 10_000)));
    all.put("a huge port", example().replace("3306", "9".repeat(LONGEST - 10_000)));
    all.put("deep nesting", inTracker("\"a\": " + "[".repeat(LONGEST / 4)));
    all.put("broken listeners", listeners("{\"bind_address\": \"no\"}"));
    all.put("equal listeners", listeners("{\"bind_address\": \"0.0.0.0:7000\"}"));
    all.put("listeners with unknown members", listeners("{\"bindaddress\": \"0.0.0.0:1\"}"));
    all.put("empty objects", listeners("{}"));
    all.put("nulls", listeners("null"));
    all.put("a text without end", "\"" + "a".repeat(LONGEST));
    return all;
  }

  private static String listeners(String each) {
    return example()
        .replaceFirst(
            "\"udp_trackers\": \\[[^\\]]*\\]",
            filled("\"udp_trackers\": [" + each, "," + each, "]"));
  }

  @TestFactory
  Stream<DynamicTest> areRefusedInFewWords() {
    return documents().entrySet().stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> refuse(each.getValue())));
  }

  private static void refuse(String text) {
    assertTrue(text.length() < 1 << 20, () -> "too long: " + text.length());
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    DeployError error =
        JsonConfigReader.onThisComputer(Samples.PROVIDERS).parse(text, "f.json").getLeft();

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < MOST_BYTES, () -> (allocated >> 20) + " MiB");
    assertTrue(error.findings().size() <= 202, () -> error.findings().size() + " findings");
    assertTrue(error.toString().length() < MOST_CHARACTERS, () -> error.toString().length() + "");
    for (Finding finding : error.findings()) {
      assertTrue(finding.message().length() < 1000, finding::message);
      assertTrue(finding.pointer().length() < 1000, finding::pointer);
      assertTrue(finding.remedy().length() < 1000, finding::remedy);
    }
  }

  @Test
  void saysHowManyMoreThereAre() {
    String members =
        IntStream.range(0, 150).mapToObj(i -> "\"m" + i + "\": 1").collect(Collectors.joining(","));

    DeployError error =
        JsonConfigReader.onThisComputer(Samples.PROVIDERS).parse(inTracker(members), "f").getLeft();

    List<Finding> findings = error.findings();
    Finding last =
        findings.stream()
            .filter(each -> each.code().value().equals("config.more_findings"))
            .findFirst()
            .orElseThrow();
    int errors = Integer.parseInt(error.facts().get("errors"));
    assertTrue(errors >= 150, error::message);
    assertEquals("and " + (errors - 100) + " more errors", last.message());
    assertTrue(error.message().endsWith("(and " + (errors - 1) + " more)"), error::message);
  }
}
