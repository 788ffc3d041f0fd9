package com.torrust.deployer.cli.output;

/** What one command says at its end, in both formats. A negative report is a result, too. */
public interface Result {

  /** For people. */
  Text text();

  /** For programs; every member is always there. */
  Document document();

  /** How the program ends. */
  default int exitCode() {
    return 0;
  }

  /**
   * A result that is printed as it is in both formats: a bare value, or a document of another kind.
   *
   * @param content without a line feed at its end
   */
  record Literal(String content) implements Result {

    @Override
    public Text text() {
      return Text.titled(content);
    }

    @Override
    public Document document() {
      throw new IllegalStateException("a literal is no document");
    }
  }
}
