package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of whatever writes a file, or a folder of files.
 *
 * @param path what was written
 * @param files paths below it, if it is a folder
 */
public record WrittenResult(Path path, List<String> files) implements Result {

  /** One file. */
  public static WrittenResult file(Path file) {
    return new WrittenResult(file, List.of());
  }

  @Override
  public Text text() {
    return Text.titled("Written").fact("Path", path).facts("Files", files);
  }

  @Override
  public Document document() {
    return Document.result().put("path", path.toString()).put("files", files);
  }
}
