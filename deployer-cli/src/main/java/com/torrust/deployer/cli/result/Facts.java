package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.FailedEnvironment;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.machine.Machine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What every result about one environment begins with. */
final class Facts {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Facts() {}

  /** The members that have one meaning in all results. */
  static Document document(Environment environment) {
    return Document.result()
        .put("environment_name", environment.name().value())
        .put("instance_name", environment.config().instanceName().value())
        .put("provider", environment.config().provider().id())
        .put("provider_id", environment.config().provider().id())
        .put("state", environment.stateName().displayName())
        .put("state_name", environment.stateName().text())
        .put("instance_ip", environment.knownMachine().map(machine -> machine.address().value()))
        .put("created_at", environment.context().createdAt().toString());
  }

  /** The same for people. */
  static Text text(Environment environment, String title) {
    return Text.titled(title)
        .fact("Name", environment.name())
        .fact("Machine", environment.config().instanceName())
        .fact("Provider", environment.config().provider().displayName())
        .fact("State", environment.stateName().displayName(), meaning(environment))
        .fact(
            "Address",
            environment
                .knownMachine()
                .map(Machine::address)
                .map(Object::toString)
                .orElse("not available"))
        .fact("Created", time(environment.context().createdAt()));
  }

  /** How a state is painted. */
  static Meaning meaning(Environment environment) {
    if (environment instanceof FailedEnvironment) {
      return Meaning.BAD;
    }
    return environment.stateName() == StateName.RUNNING ? Meaning.GOOD : Meaning.MAJOR;
  }

  /** An instant for people. */
  static String time(Instant instant) {
    return TIME.format(instant);
  }
}
