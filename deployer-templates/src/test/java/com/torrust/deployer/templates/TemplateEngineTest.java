package com.torrust.deployer.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.spi.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateEngineTest {

  @TempDir Path folder;

  @Test
  void anUnknownTokenFailsWithItsName() {
    TemplateFailure failure =
        assertThrows(TemplateFailure.class, () -> render("port = {{ prot }}\n", Map.of("port", 1)));
    assertTrue(failure.getMessage().contains("prot"), failure.getMessage());
    assertTrue(failure.getMessage().contains("line 1"), failure.getMessage());
  }

  @Test
  void anUnknownTokenInAConditionFailsToo() {
    assertThrows(
        TemplateFailure.class, () -> render("{% if prot %}a{% endif %}", Map.of("port", 1)));
  }

  @Test
  void anUnknownTokenInALoopFailsToo() {
    assertThrows(
        TemplateFailure.class,
        () -> render("{% for a in prots %}a{% endfor %}", Map.of("port", 1)));
  }

  @Test
  void aValueIsNeverLookedInto() {
    assertEquals(
        "a = '{{ port }}{% x %}'\n",
        render("a = {{ token | shell }}\n", Map.of("port", 1, "token", "{{ port }}{% x %}")));
  }

  @Test
  void blocksLeaveNoEmptyLinesAndTheLastLineEndStays() {
    assertEquals(
        "a\n  1\n  2\nb\n",
        render(
            "a\n{% for n in ports %}\n  {{ n }}\n{% endfor %}\nb\n",
            Map.of("ports", List.of(1, 2))));
  }

  @Test
  void nothingIsEscapedUnasked() {
    assertEquals("<&\">", render("{{ token }}", Map.of("token", "<&\">")));
  }

  @Test
  void aFilterRefusesWhatIsNoText() {
    assertThrows(TemplateFailure.class, () -> render("{{ port | hcl }}", Map.of("port", 1)));
  }

  @Test
  void theHeaderStaysBehindALineThatHasToBeFirst() {
    String text = whole("#!/usr/bin/env bash\nset -e\n", "x.sh");
    assertTrue(text.startsWith("#!/usr/bin/env bash\n# Made by Torrust Tracker Deployer"), text);
    assertTrue(text.contains("# Template: x.sh (the operator's own)\n"), text);
    assertTrue(text.endsWith("\n\nset -e\n"), text);
  }

  @Test
  void jsonHasNoRoomForAHeader() {
    assertEquals("{}\n", whole("{}\n", "x.json"));
  }

  private String render(String template, Map<String, ?> values) {
    write("x.json", template);
    return engine().render(Template.rendered("x.json", "", ""), TemplateEngineTest.class, values);
  }

  private String whole(String template, String name) {
    write(name, template);
    return engine()
        .render(
            Template.verbatim(name, "Does things.", "https://example.org"), getClass(), Map.of());
  }

  private TemplateEngine engine() {
    return new TemplateCompiler(new TemplateLibrary(Optional.of(folder), List.of())).engine();
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
