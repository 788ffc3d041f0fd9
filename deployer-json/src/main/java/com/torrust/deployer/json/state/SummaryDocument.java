package com.torrust.deployer.json.state;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.environment.EnvironmentSnapshot;
import com.torrust.deployer.domain.environment.EnvironmentSummary;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.json.JsonDocuments;
import java.time.Instant;
import java.util.Optional;

/**
 * What a list shows, read from a state document: the envelope as {@link StateDocument} reads it,
 * and of the configuration its name and its provider. The rest is read past.
 */
final class SummaryDocument {

  private SummaryDocument() {}

  private static boolean isShown(String path) {
    return switch (path) {
      case "config_in_force", "releases" -> false;
      default ->
          !path.startsWith("config.")
              || path.equals("config.environment")
              || path.equals("config.environment.name")
              || path.equals("config.provider")
              || path.startsWith("config.provider.");
    };
  }

  /**
   * The summary of the environment of that name, or nothing when the whole document has to be read
   * to say what it is: it is damaged, of another format, or about another environment.
   */
  static Optional<EnvironmentSummary> read(Providers providers, String name, String text) {
    return JsonDocuments.read(text, SummaryDocument::isShown)
        .fold(
            problem -> Optional.empty(),
            document -> {
              try {
                return read(providers, name, Members.of(document, ""));
              } catch (DamagedState damaged) {
                return Optional.empty();
              }
            });
  }

  private static Optional<EnvironmentSummary> read(
      Providers providers, String name, Members document) throws DamagedState {
    if (document.number(StateDocument.FORMAT_MEMBER) != StateDocument.FORMAT) {
      return Optional.empty();
    }
    Members config = document.object("config");
    Optional<EnvironmentName> inside =
        EnvironmentName.parse(config.object("environment").text("name"))
            .toJavaOptional()
            .filter(known -> known.value().equals(name));
    Optional<Providers.Named> provider = providers.named(config.get("provider"));
    StateName state = document.parse("state", StateName::find);
    Optional<Machine> machine = StateDocument.machine(document.findObject("machine"));
    Instant since = document.instant("since");
    Instant createdAt = document.instant("created_at");
    boolean isWhole =
        EnvironmentSnapshot.missingPart(
                state, machine, StateDocument.failure(document.findObject("failure")))
            .isEmpty();
    StateDocument.checkEnvelope(document);
    return inside
        .filter(known -> isWhole)
        .flatMap(
            known ->
                provider.map(
                    shown ->
                        new EnvironmentSummary(
                            known,
                            state,
                            since,
                            createdAt,
                            shown.id(),
                            shown.displayName(),
                            machine.map(Machine::address))));
  }
}
