package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.sdk.DestroyResult;
import com.torrust.deployer.sdk.Leftover;

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
        .facts("Left on it", destroyed.leftovers().stream().map(DestroyedResult::leftover).toList())
        .fact("Kept", "traces, logs and history on this computer")
        .next(Next.after(destroyed.environment()));
  }

  private static String untouched(Machine machine) {
    return "the registered machine " + machine.address() + " and all that runs on it";
  }

  private static String leftover(Leftover leftover) {
    return leftover.what()
        + leftover.removal().map(command -> "; to remove: sudo sh -c '" + command + "'").orElse("");
  }

  @Override
  public Document document() {
    return Facts.document(destroyed.environment())
        .putAll(
            "removed_resources",
            destroyed.removed().stream().map(DestroyedResult::resource).toList())
        .put("untouched_machine", destroyed.untouched().map(machine -> machine.address().value()))
        .putAll(
            "left_on_machine",
            destroyed.leftovers().stream()
                .map(
                    leftover ->
                        Document.object()
                            .put("what", leftover.what())
                            .put("removal", leftover.removal()))
                .toList())
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
