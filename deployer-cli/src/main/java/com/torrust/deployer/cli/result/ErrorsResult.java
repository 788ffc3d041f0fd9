package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.cli.reference.ErrorCatalogue.Entry;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of {@code docs errors}.
 *
 * @param entries what is explained
 */
public record ErrorsResult(List<Entry> entries) implements Result {

  @Override
  public Text text() {
    if (entries.size() == 1) {
      Entry entry = entries.get(0);
      return Text.titled(entry.code())
          .fact("Meaning", entry.meaning())
          .fact("Remedy", entry.remedy())
          .fact("Exit code", exitCodes(entry));
    }
    Table table = Table.of("Code", "Exit", "Meaning");
    entries.forEach(
        entry ->
            table.row(Cell.of(entry.code()), Cell.of(exitCodes(entry)), Cell.of(entry.meaning())));
    return Text.titled(entries.size() + " error codes").table(table);
  }

  private static String exitCodes(Entry entry) {
    return entry.exitCodes().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  @Override
  public Document document() {
    return Document.result().putAll("errors", entries.stream().map(Entry::document).toList());
  }
}
