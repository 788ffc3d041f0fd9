package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.ShellWord;
import com.torrust.deployer.cli.output.Text;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of {@code create template}.
 *
 * @param file what was written
 * @param provider for which provider
 */
public record TemplateResult(Path file, String provider) implements Result {

  private List<String> next() {
    return Next.of(
        "validate --env-file " + ShellWord.ofPath(file),
        "deploy --env-file " + ShellWord.ofPath(file));
  }

  @Override
  public Text text() {
    return Text.titled("Template written")
        .fact("File", file)
        .fact("Replace", "every value that begins with REPLACE_WITH_, and the secrets")
        .fact("Editor", "'create schema' gives the JSON schema for completion and checks")
        .next(next());
  }

  @Override
  public Document document() {
    return Document.result()
        .put("path", file.toString())
        .put("provider_id", provider)
        .put("next_commands", next());
  }
}
