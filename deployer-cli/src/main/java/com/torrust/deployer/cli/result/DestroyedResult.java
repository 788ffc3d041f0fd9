package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.sdk.DestroyResult;

/**
 * The result of {@code destroy}.
 *
 * @param destroyed what the SDK did
 */
public record DestroyedResult(DestroyResult destroyed) implements Result {

  @Override
  public Text text() {
    return Facts.text(destroyed.environment(), "Environment destroyed")
        .facts("Removed", destroyed.removed())
        .fact("Untouched", destroyed.untouched().map(DestroyedResult::untouched))
        .fact("Kept", "traces, logs and history on this computer")
        .next(Next.after(destroyed.environment()));
  }

  private static String untouched(Machine machine) {
    return "the registered machine " + machine.address() + " and all that runs on it";
  }

  @Override
  public Document document() {
    return Facts.document(destroyed.environment())
        .putAll(
            "removed_resources",
            destroyed.removed().stream().map(DestroyedResult::resource).toList())
        .put("untouched_machine", destroyed.untouched().map(machine -> machine.address().value()))
        .put("next_commands", Next.after(destroyed.environment()));
  }

  /** A thing at the provider. */
  static Document resource(FoundResource resource) {
    return Document.object()
        .put("kind", resource.kind())
        .put("name", resource.name())
        .put("id", resource.id());
  }
}
