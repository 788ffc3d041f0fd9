package com.torrust.deployer.cli.output;

import com.torrust.deployer.cli.output.Palette.Meaning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Rows under a head. Fits into the width of a terminal: columns are narrowed, and if that is not
 * enough each row becomes a block.
 */
public final class Table {

  private static final int GAP = 2;
  private static final int NARROWEST = 6;

  /**
   * One cell.
   *
   * @param text what it says, on one line
   * @param meaning how it is painted, if it is
   */
  public record Cell(String text, Optional<Meaning> meaning) {

    private static Cell plain(Object value) {
      return value instanceof Cell cell ? cell : new Cell(value.toString(), Optional.empty());
    }

    /** A painted cell. */
    public static Cell of(Object value, Meaning meaning) {
      return new Cell(value.toString(), Optional.of(meaning));
    }
  }

  private final List<String> head;
  private final List<List<Cell>> rows = new ArrayList<>();

  private Table(List<String> head) {
    this.head = head;
  }

  /** A table with these columns. */
  public static Table of(String... columns) {
    return new Table(List.of(columns));
  }

  /** Adds a row with a value for each column; what is no {@link Cell} is not painted. */
  public Table row(Object... values) {
    rows.add(Arrays.stream(values).map(Cell::plain).toList());
    return this;
  }

  List<String> lines(Page page, String indentation) {
    int[] widths = widths();
    int room = page.width().orElse(Integer.MAX_VALUE) - indentation.length();
    if (!narrow(widths, room)) {
      return blocks(page, indentation);
    }
    List<String> lines = new ArrayList<>();
    lines.add(indentation + line(page, widths, head.stream().map(Cell::plain).toList(), true));
    List<Cell> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add(Cell.plain(page.theme().rule().repeat(width)));
    }
    lines.add(indentation + line(page, widths, rules, false));
    rows.forEach(row -> lines.add(indentation + line(page, widths, row, false)));
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[head.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = head.get(column).length();
      for (List<Cell> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).text().length());
      }
    }
    return widths;
  }

  /** Takes from the widest column until everything fits; false when it never does. */
  private boolean narrow(int[] widths, int room) {
    int total = Arrays.stream(widths).sum() + GAP * (widths.length - 1);
    while (total > room) {
      int widest = 0;
      for (int column = 1; column < widths.length; column++) {
        widest = widths[column] > widths[widest] ? column : widest;
      }
      if (widths[widest] <= Math.max(NARROWEST, head.get(widest).length())) {
        return false;
      }
      widths[widest]--;
      total--;
    }
    return true;
  }

  private static String line(Page page, int[] widths, List<Cell> cells, boolean isHead) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String text = page.cut(cells.get(column).text(), widths[column]);
      boolean last = column == widths.length - 1;
      line.append(paint(page, cells.get(column), text, isHead));
      line.append(last ? "" : " ".repeat(widths[column] - text.length() + GAP));
    }
    return line.toString().stripTrailing();
  }

  private static String paint(Page page, Cell cell, String text, boolean isHead) {
    Optional<Meaning> meaning = isHead ? Optional.of(Meaning.MAJOR) : cell.meaning();
    return meaning.map(each -> page.palette().paint(each, text)).orElse(text);
  }

  private List<String> blocks(Page page, String indentation) {
    List<String> lines = new ArrayList<>();
    int names = head.stream().mapToInt(String::length).max().orElse(0);
    for (List<Cell> row : rows) {
      for (int column = 0; column < head.size(); column++) {
        String name = head.get(column) + ":" + " ".repeat(names - head.get(column).length() + 1);
        String lead = indentation + (column == 0 ? "" : "  ") + name;
        List<String> wrapped = page.wrap(row.get(column).text(), lead.length());
        lines.add(lead + paint(page, row.get(column), wrapped.get(0), false));
        wrapped.stream().skip(1).forEach(more -> lines.add(" ".repeat(lead.length()) + more));
      }
    }
    return lines;
  }
}
