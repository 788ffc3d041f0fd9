package com.torrust.deployer.cli.output;

import java.io.PrintStream;
import java.util.OptionalInt;

/**
 * The two streams of the program. Standard output carries the result and nothing else. A reader
 * that went away does not make an operation fail; a result that could not be written otherwise is
 * reported. Thread-safe.
 */
public final class Console {

  /** Clears from the cursor to the end of the line. */
  private static final String CLEAR = "\r\u001b[K";

  private static final int USUAL_WIDTH = 80;

  /**
   * How to print.
   *
   * @param json whether results and errors are JSON
   * @param verbosity -1 quiet, 0 normal, 1–3 more
   * @param theme which symbols
   * @param color when to paint
   */
  public record Style(boolean json, int verbosity, Theme.Choice theme, Palette.Choice color) {}

  private final Terminal terminal;
  private final Style style;
  private final Offers offers;
  private final Page outPage;
  private final Page errPage;
  private boolean hasStatus;

  /** Prints to this terminal; commands that it offers are completed by {@code offers}. */
  public Console(Terminal terminal, Style style, Offers offers) {
    this.terminal = terminal;
    this.style = style;
    this.offers = offers;
    this.outPage = page(terminal.showsOut());
    this.errPage = page(terminal.showsErr());
  }

  private Page page(boolean isShown) {
    return new Page(
        isShown ? OptionalInt.of(terminal.columns().orElse(USUAL_WIDTH)) : OptionalInt.empty(),
        Palette.of(style.color, terminal, isShown),
        Theme.of(style.theme, terminal, isShown),
        offers);
  }

  /** Whether results and errors are JSON. */
  public boolean isJson() {
    return style.json;
  }

  /** -1 quiet, 0 normal, 1–3 more. */
  public int verbosity() {
    return style.verbosity;
  }

  /** Where it prints. */
  public Terminal terminal() {
    return terminal;
  }

  /** Layout, colours and symbols of standard error. */
  public Page errPage() {
    return errPage;
  }

  /** Completes commands that are offered. */
  public Offers offers() {
    return offers;
  }

  /** Prints the result. */
  public synchronized void result(Result result) {
    clearStatus();
    PrintStream out = terminal.out();
    if (result instanceof Result.Literal literal) {
      out.println(literal.content());
    } else if (result instanceof Result.Report report) {
      out.println(
          style.json
              ? offers.whole(report.document()).text()
              : outPage.printable(report.text().on(outPage)));
    }
    out.flush();
  }

  /** Prints a line on standard error from {@code level} on. */
  public synchronized void print(int level, String line) {
    if (style.verbosity >= level) {
      error(line);
    }
  }

  /** Prints something to know on standard error, unless only errors are wanted. */
  public void warn(String text) {
    print(0, errPage.theme().warning() + " " + text);
  }

  /** Prints a text on standard error, whatever the verbosity. */
  public synchronized void error(String text) {
    clearStatus();
    terminal.err().println(errPage.printable(text));
    terminal.err().flush();
  }

  /** Shows what is at work in the last line of the terminal, until something else is printed. */
  public synchronized void status(String line) {
    String shown = errPage.cut(line, errPage.width().orElse(USUAL_WIDTH) - 1);
    terminal.err().print(CLEAR + errPage.printable(shown));
    terminal.err().flush();
    hasStatus = true;
  }

  /** Takes the status away. */
  public synchronized void clearStatus() {
    if (hasStatus) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
      hasStatus = false;
    }
  }
}
