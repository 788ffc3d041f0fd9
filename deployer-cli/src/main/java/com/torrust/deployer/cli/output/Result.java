package com.torrust.deployer.cli.output;

import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.ExitCode;
import java.util.List;
import java.util.function.Supplier;

/** What one command says at its end, in both formats. A negative report is a result, too. */
public sealed interface Result {

  /** How the program ends. */
  int exitCode();

  /** A result that is good news. */
  static Result of(Document document, Supplier<Text> text) {
    return new Report(document, text, ExitCode.SUCCESS);
  }

  /**
   * A text for people and a document for programs. What the document gives as the next commands
   * ends the text, too.
   *
   * @param document for programs; every member is always there
   * @param body for people
   * @param exitCode how the program ends
   */
  record Report(Document document, Supplier<Text> body, int exitCode) implements Result {

    Text text() {
      Text text = body.get();
      if (document.members().get("next_commands") instanceof List<?> commands) {
        text.offered("Next", commands);
      }
      return text;
    }
  }

  /**
   * A result that is printed as it is in both formats: a bare value, or a document of another kind.
   *
   * @param content without a line feed at its end
   */
  record Literal(String content) implements Result {

    @Override
    public int exitCode() {
      return ExitCode.SUCCESS;
    }
  }
}
