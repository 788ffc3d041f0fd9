package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Durations;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentSummary;
import com.torrust.deployer.domain.environment.FailedEnvironment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.HistoryEntry.Outcome;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.port.EnvironmentStore.Summary;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import com.torrust.deployer.json.Commands;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.result.ResultDocuments;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Results about what is stored. */
public final class StoredResults {

  private StoredResults() {}

  /** {@code list}: everything in a folder as given. */
  public static Result listed(List<Summary> stored, Path dataDirectory) {
    return Result.of(
        ResultDocuments.summarized(stored, dataDirectory), () -> text(stored, dataDirectory));
  }

  private static Text text(List<Summary> stored, Path dataDirectory) {
    if (stored.isEmpty()) {
      return Text.titled("No environments in '" + dataDirectory + "'")
          .offered(
              "Next",
              Commands.of(
                  "create template --provider lxd demo.json",
                  "create environment --env-file demo.json"));
    }
    List<EnvironmentSummary> readable =
        stored.stream().flatMap(each -> each.environment().toJavaStream()).toList();
    Text text =
        Text.titled(readable.size() + (readable.size() == 1 ? " environment" : " environments"));
    if (!readable.isEmpty()) {
      text.table(table(readable));
    }
    stored.stream()
        .flatMap(each -> each.environment().swap().toJavaStream())
        .forEach(error -> text.fact("Unreadable", error.message(), Meaning.BAD));
    boolean someGone =
        readable.stream().anyMatch(environment -> environment.state() == StateName.DESTROYED);
    return someGone ? text.line("What is destroyed keeps its name until 'purge'.") : text;
  }

  private static Table table(List<EnvironmentSummary> environments) {
    Table table = Table.of("Name", "State", "Provider", "Address", "Created");
    environments.forEach(
        environment ->
            table.row(
                environment.name(),
                Cell.of(environment.state().displayName(), Parts.meaning(environment.state())),
                environment.providerName(),
                environment.address().map(HostAddress::value).orElse("-"),
                Parts.time(environment.createdAt())));
    return table;
  }

  /** {@code show --history}, oldest first. */
  public static Result history(EnvironmentName environment, List<HistoryEntry> entries) {
    return Result.of(
        ResultDocuments.history(environment, entries),
        () ->
            entries.isEmpty()
                ? Text.titled("Nothing was done with " + environment + " yet")
                : Text.titled("History of " + environment).table(history(entries)));
  }

  private static Table history(List<HistoryEntry> entries) {
    Table table = Table.of("When", "What", "Took", "Outcome", "By");
    entries.forEach(
        entry ->
            table.row(
                Parts.time(entry.startedAt()),
                entry.kind().text(),
                Durations.text(entry.duration()),
                Cell.of(
                    Document.word(entry.outcome())
                        + entry.error().map(code -> " " + code).orElse(""),
                    entry.outcome() == Outcome.SUCCEEDED ? Meaning.GOOD : Meaning.BAD),
                entry.holder().user() + "@" + entry.holder().host()));
    return table;
  }

  /** {@code show}. */
  public static Result shown(EnvironmentView view) {
    return Result.of(ResultDocuments.shown(view), () -> text(view));
  }

  private static Text text(EnvironmentView view) {
    Environment environment = view.environment();
    Text text = Parts.environment(environment, "Environment " + environment.name());
    text.fact("Since", Parts.time(environment.since()));
    view.holder().ifPresent(holder -> text.fact("At work", holder.describe(), Meaning.DOUBTFUL));
    environment
        .context()
        .operation()
        .filter(operation -> view.isInterrupted())
        .ifPresent(
            operation ->
                text.fact(
                    "Interrupted",
                    operation.kind().text() + " was cut off; run it again",
                    Meaning.DOUBTFUL));
    if (environment.context().configInForce().isPresent()) {
      text.fact(
          "Change",
          "not proven yet; deploy again to go on, or deploy the old file to go back",
          Meaning.DOUBTFUL);
    }
    if (environment instanceof FailedEnvironment failed) {
      text.fact(
              "Failure",
              failed.failure().message() + " [" + failed.failure().code() + "]",
              Meaning.BAD)
          .fact("Failed at", Parts.time(failed.failure().failedAt()))
          .fact("Trace", failed.failure().trace());
    }
    environment
        .knownMachine()
        .ifPresent(
            machine ->
                Parts.dns(
                    text.fact("Login", ResultDocuments.login(environment.config(), machine)),
                    environment,
                    machine));
    endpoints(view).ifPresent(known -> Parts.endpoints(text, known));
    if (environment.config().prometheus().isPresent() && endpoints(view).isPresent()) {
      text.fact(
          "Prometheus", "http://127.0.0.1:" + PrometheusConfig.PORT + " (on the machine only)");
    }
    environment
        .config()
        .backup()
        .flatMap(BackupConfig::repository)
        .ifPresent(
            repository ->
                text.fact(
                    "Backups",
                    "in "
                        + repository.location().value()
                        + "; last taken or proven from here: "
                        + view.lastBackupFromHere().map(Parts::time).orElse("never")
                        + "; 'status' tells their age"));
    return text.facts(
        "Images",
        view.images().entrySet().stream()
            .map(image -> image.getKey().member() + ": " + image.getValue())
            .toList());
  }

  /** Addresses mean something once the stack is installed. */
  private static Optional<ServiceEndpoints> endpoints(EnvironmentView view) {
    return view.endpoints()
        .filter(
            known ->
                switch (view.environment().stateName()) {
                  case RELEASED, RUNNING, RELEASE_FAILED, RUN_FAILED -> true;
                  default -> false;
                });
  }
}
