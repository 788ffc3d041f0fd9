package com.torrust.deployer.cli.reference;

import com.torrust.deployer.json.ErrorCatalogue;
import com.torrust.deployer.json.ErrorCatalogue.Entry;
import java.util.stream.Collectors;

/** The page of the documentation with every error code. */
final class ErrorsPage {

  private final ErrorCatalogue catalogue;

  /** The page of a catalogue. */
  ErrorsPage(ErrorCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The page. */
  String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # Error codes

            Made from the catalogue in the program by `torrust-tracker-deployer docs errors`; do not edit. Codes never change their
            meaning. Where a code has several exit codes, the class of the single error decides.
            """);
    String family = "";
    for (Entry entry : catalogue.entries()) {
      String own = entry.code().substring(0, entry.code().indexOf('.'));
      if (!own.equals(family)) {
        family = own;
        page.append("\n## ")
            .append(family)
            .append("\n\n| Code | Exit | Meaning | What to do |\n| --- | --- | --- | --- |\n");
      }
      page.append("| <a id=\"")
          .append(entry.code())
          .append("\"></a>`")
          .append(entry.code())
          .append("` | ")
          .append(entry.exitCodes().stream().map(String::valueOf).collect(Collectors.joining(", ")))
          .append(" | ")
          .append(cell(entry.meaning()))
          .append(" | ")
          .append(cell(entry.remedy()))
          .append(" |\n");
    }
    return page.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
