package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.sdk.RenderResult;

/**
 * The result of {@code render}.
 *
 * @param rendered what was written
 * @param source from what, in words
 * @param address for which machine
 */
public record RenderedResult(RenderResult rendered, String source, HostAddress address)
    implements Result {

  @Override
  public Text text() {
    return Text.titled(rendered.files().size() + " artifacts written")
        .fact("From", source)
        .fact("Address", address)
        .fact("Folder", rendered.folder())
        .facts("Files", rendered.files());
  }

  @Override
  public Document document() {
    return Document.result()
        .put("environment_name", rendered.environment().value())
        .put("config_source", source)
        .put("target_ip", address.value())
        .put("output_dir", rendered.folder().toString())
        .put("files", rendered.files());
  }
}
