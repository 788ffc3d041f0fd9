package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.sdk.PurgeResult;

/**
 * The result of {@code purge}.
 *
 * @param purged what the SDK did
 */
public record PurgedResult(PurgeResult purged) implements Result {

  @Override
  public Text text() {
    return Text.titled("Environment " + purged.environment() + " purged; its name is free")
        .facts("Removed", purged.removed());
  }

  @Override
  public Document document() {
    return Document.result()
        .put("environment_name", purged.environment().value())
        .put("purged", true)
        .put("removed", purged.removed());
  }
}
