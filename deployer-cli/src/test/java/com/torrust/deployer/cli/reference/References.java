package com.torrust.deployer.cli.reference;

import com.torrust.deployer.cli.command.Reference;
import com.torrust.deployer.cli.command.Shell;
import com.torrust.deployer.json.ErrorCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the program's documentation from what commands say about themselves: for agents, shells,
 * {@code man} and the web. The build writes it into the program, which only prints it.
 */
final class References {

  /** The version that stands in what is made. */
  static final String VERSION = System.getProperty("deployer.version", "development");

  private References() {}

  /** Writes everything below a folder. */
  public static void main(String[] arguments) throws IOException {
    for (Map.Entry<String, String> text : all().entrySet()) {
      Path file = Path.of(arguments[0]).resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
  }

  /** All texts by their relative paths. */
  static Map<String, String> all() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(Reference.COMMANDS, new CommandReference().json());
    texts.put(Reference.COMMANDS_PAGE, new CommandsPage().markdown());
    texts.put(Reference.ERRORS_PAGE, new ErrorsPage(ErrorCatalogue.embedded()).markdown());
    for (Shell shell : Shell.values()) {
      String name = shell.name().toLowerCase(Locale.ROOT);
      texts.put(Reference.completion(name), new Completion().script(shell));
    }
    Map<String, String> pages = ManPage.all();
    texts.put(Reference.MANUAL, String.join("\n", pages.keySet()));
    pages.forEach((name, page) -> texts.put(Reference.page(name), page));
    texts.put(Reference.PROVIDERS, String.join("\n", Reference.providers()));
    return texts;
  }
}
