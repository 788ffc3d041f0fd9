package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.json.Document;
import com.torrust.deployer.mcp.gate.Capability;
import com.torrust.deployer.mcp.operation.Operations;
import com.torrust.deployer.mcp.tool.Tool.Hints;
import java.util.List;
import java.util.Set;

/** The tools that watch and stop what was begun. */
final class OperationTools {

  private static final Argument<String> ID =
      Argument.text(
          "operation_id",
          "^[a-z0-9-]{1,80}$",
          Operations::id,
          "Id of the operation, as the tool that began it gave it.");

  private static final Argument<String> KNOWN_ID = ID.required();

  private final Workbench bench;
  private final OutputSchemas schemas;

  OperationTools(Workbench bench, OutputSchemas schemas) {
    this.bench = bench;
    this.schemas = schemas;
  }

  List<Tool> all() {
    return List.of(
        new Tool(
            "operation",
            "Watch operations",
            "How far an operation is, and what it came to; without an id the latest ones. An"
                + " operation goes on when its client is gone, and is found again here, by whatever"
                + " server. 'interrupted': its server was killed; plan again and deploy goes on.",
            Hints.LOCAL_LOOK,
            Set.of(),
            List.of(ID),
            () -> schemas.published("agent-operations"),
            (arguments, call) ->
                bench
                    .operations()
                    .find(arguments.find(ID), bench.permissions()::allow)
                    .map(OperationTools::document)
                    .map(Outcome::of)),
        new Tool(
            "cancel_operation",
            "Cancel an operation",
            "Asks a running operation to stop. It ends in order within its limits; the environment"
                + " can be taken up again. Takes nothing away that was there before.",
            new Hints(false, false, true, false),
            Set.of(Capability.WRITE, Capability.DESTROY),
            List.of(KNOWN_ID),
            () -> schemas.published("agent-operations"),
            (arguments, call) ->
                bench
                    .operations()
                    .cancel(arguments.get(KNOWN_ID), bench.permissions()::allow)
                    .map(OperationTools::document)
                    .map(Outcome::of)));
  }

  private static Document document(List<Document> operations) {
    return Document.result().putAll("operations", operations);
  }
}
