package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.port.EnvironmentStore.Stored;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of {@code list}.
 *
 * @param stored everything that is stored, unreadable ones included
 * @param dataDirectory where, as given
 */
public record ListedResult(List<Stored> stored, Path dataDirectory) implements Result {

  private List<Environment> readable() {
    return stored.stream().flatMap(each -> each.environment().toJavaStream()).toList();
  }

  private List<Stored> unreadable() {
    return stored.stream().filter(each -> each.environment().isLeft()).toList();
  }

  @Override
  public Text text() {
    List<Environment> readable = readable();
    if (stored.isEmpty()) {
      return Text.titled("No environments in '" + dataDirectory + "'")
          .next(
              Next.of(
                  "create template --provider lxd demo.json",
                  "create environment --env-file demo.json"));
    }
    Text text =
        Text.titled(readable.size() + (readable.size() == 1 ? " environment" : " environments"));
    if (!readable.isEmpty()) {
      text.table(table(readable));
    }
    unreadable()
        .forEach(
            each -> text.fact("Unreadable", each.environment().getLeft().message(), Meaning.BAD));
    boolean someGone =
        readable.stream().anyMatch(environment -> environment.stateName() == StateName.DESTROYED);
    return someGone ? text.line("What is destroyed keeps its name until 'purge'.") : text;
  }

  private static Table table(List<Environment> environments) {
    Table table = Table.of("Name", "State", "Provider", "Address", "Created");
    environments.forEach(
        environment ->
            table.row(
                Cell.of(environment.name()),
                Cell.of(environment.stateName().displayName(), Facts.meaning(environment)),
                Cell.of(environment.config().provider().displayName()),
                Cell.of(
                    environment
                        .knownMachine()
                        .map(machine -> machine.address().value())
                        .orElse("-")),
                Cell.of(Facts.time(environment.context().createdAt()))));
    return table;
  }

  @Override
  public Document document() {
    return Document.result()
        .putAll("environments", readable().stream().map(ListedResult::entry).toList())
        .put("total_count", readable().size())
        .put(
            "failed_environments",
            unreadable().stream()
                .map(each -> List.of(each.name(), each.environment().getLeft().message()))
                .toList())
        .putAll(
            "unreadable_environments", unreadable().stream().map(ListedResult::trouble).toList())
        .put("data_directory", dataDirectory.toString());
  }

  private static Document entry(Environment environment) {
    return Document.object()
        .put("name", environment.name().value())
        .put("environment_name", environment.name().value())
        .put("state", environment.stateName().displayName())
        .put("state_name", environment.stateName().text())
        .put("state_since", environment.since().toString())
        .put("provider", environment.config().provider().displayName())
        .put("provider_id", environment.config().provider().id())
        .put("instance_ip", environment.knownMachine().map(machine -> machine.address().value()))
        .put("created_at", environment.context().createdAt().toString());
  }

  private static Document trouble(Stored stored) {
    return Document.object()
        .put("environment_name", stored.name())
        .put("code", stored.environment().getLeft().code().value())
        .put("message", stored.environment().getLeft().message());
  }
}
