package com.torrust.deployer.json.state;

import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.json.JsonDocuments;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is at work on an environment, as a document for people; it is no lock.
 *
 * @param holder the process
 * @param boot the run of the operating system in which it works, possibly empty; process numbers
 *     mean nothing in another one
 * @param operationId names what it does
 * @param operation what it does, as a command's name
 * @param since since when
 */
public record HolderDocument(
    Holder holder, String boot, String operationId, String operation, Instant since) {

  /** The document about an operation. */
  public static HolderDocument of(OperationRecord operation, String boot) {
    return new HolderDocument(
        operation.holder(),
        boot,
        operation.id().value(),
        operation.kind().text(),
        operation.since());
  }

  /** The document as text. */
  public String encode() {
    return JsonDocuments.write(
        ConfigValue.object()
            .with("holder", StateDocument.write(holder))
            .with("boot", boot)
            .with("operation_id", operationId)
            .with("operation", operation)
            .with("since", since.toString())
            .build());
  }

  /** The document in a text; nothing when it is damaged. */
  public static Optional<HolderDocument> decode(String text) {
    try {
      Members members = Members.read(text);
      return Optional.of(
          new HolderDocument(
              StateDocument.holder(members.object("holder")),
              members.text("boot"),
              members.text("operation_id"),
              members.text("operation"),
              members.instant("since")));
    } catch (DamagedState damaged) {
      return Optional.empty();
    }
  }
}
