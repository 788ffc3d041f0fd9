package com.torrust.deployer.cli.output;

import com.torrust.deployer.cli.output.Palette.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A result for people: a title, then facts with their names aligned, tables and lines. Built once,
 * then printed.
 */
public final class Text {

  private static final String INDENTATION = "  ";
  private static final int WIDEST_NAME = 14;

  private sealed interface Part {}

  private record Fact(String name, String value, Optional<Meaning> meaning) implements Part {}

  private record Offered(String name, String text) implements Part {}

  private record Line(String text) implements Part {}

  private record Head(String text) implements Part {}

  private record Rows(Table table) implements Part {}

  private final String title;
  private final List<Part> parts = new ArrayList<>();

  private Text(String title) {
    this.title = title;
  }

  /** Begins with a title; an empty one is left out. */
  public static Text titled(String title) {
    return new Text(title);
  }

  /** Adds a fact. */
  public Text fact(String name, Object value) {
    parts.add(new Fact(name, value.toString(), Optional.empty()));
    return this;
  }

  /** Adds a fact whose value is painted. */
  public Text fact(String name, Object value, Meaning meaning) {
    parts.add(new Fact(name, value.toString(), Optional.of(meaning)));
    return this;
  }

  /** Adds a fact if there is one. */
  public Text fact(String name, Optional<?> value) {
    value.ifPresent(present -> fact(name, present));
    return this;
  }

  /** Adds facts of one name, which is printed once. */
  public Text facts(String name, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      parts.add(new Fact(i == 0 ? name : "", values.get(i).toString(), Optional.empty()));
    }
    return this;
  }

  /** Adds a line. */
  public Text line(String text) {
    parts.add(new Line(text));
    return this;
  }

  /** Begins another part under a heading of its own; an empty one only leaves a gap. */
  public Text head(String text) {
    parts.add(new Head(text));
    return this;
  }

  /** Adds a table. */
  public Text table(Table table) {
    parts.add(new Rows(table));
    return this;
  }

  /** Adds commands, and advice, under one name; they are never broken into lines. */
  public Text offered(String name, List<?> texts) {
    for (int i = 0; i < texts.size(); i++) {
      parts.add(new Offered(i == 0 ? name : "", texts.get(i).toString()));
    }
    return this;
  }

  /** The text as it is printed, without a line feed at its end. */
  public String on(Page page) {
    int names =
        parts.stream()
            .map(Text::name)
            .mapToInt(name -> Math.min(WIDEST_NAME, name.length()))
            .max()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    heading(page, title, lines);
    for (Part part : parts) {
      if (part instanceof Fact fact) {
        lines.addAll(fact(page, fact, names));
      } else if (part instanceof Offered offered) {
        lines.add(lead(offered.name, names) + page.offers().whole(offered.text));
      } else if (part instanceof Line line) {
        page.wrap(line.text, INDENTATION.length()).forEach(each -> lines.add(INDENTATION + each));
      } else if (part instanceof Head head) {
        lines.add("");
        heading(page, head.text, lines);
      } else if (part instanceof Rows rows) {
        lines.addAll(rows.table.lines(page, INDENTATION));
      }
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static void heading(Page page, String text, List<String> lines) {
    if (!text.isEmpty()) {
      page.wrap(text, 0).forEach(each -> lines.add(page.palette().paint(Meaning.MAJOR, each)));
    }
  }

  private static String name(Part part) {
    if (part instanceof Fact fact) {
      return fact.name;
    }
    return part instanceof Offered offered ? offered.name : "";
  }

  private static String lead(String name, int names) {
    String label = name.isEmpty() ? "" : name + ":";
    return INDENTATION + label + " ".repeat(Math.max(1, names + 2 - label.length()));
  }

  private static List<String> fact(Page page, Fact fact, int names) {
    String lead = lead(fact.name, names);
    List<String> lines = new ArrayList<>();
    for (String value : page.wrap(fact.value, lead.length())) {
      String painted =
          fact.meaning.map(meaning -> page.palette().paint(meaning, value)).orElse(value);
      lines.add((lines.isEmpty() ? lead : " ".repeat(lead.length())) + painted);
    }
    return lines;
  }
}
