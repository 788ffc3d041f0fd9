package com.torrust.deployer.mcp.library;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.ErrorCatalogue;
import com.torrust.deployer.json.Scenarios;
import com.torrust.deployer.json.Scenarios.Scenario;
import com.torrust.deployer.json.result.QuestionnaireDocument;
import com.torrust.deployer.json.result.ResultDocuments;
import com.torrust.deployer.json.result.ScenarioDocument;
import com.torrust.deployer.mcp.tool.ArtifactFiles;
import com.torrust.deployer.mcp.tool.Tool;
import com.torrust.deployer.mcp.tool.Toolbox;
import com.torrust.deployer.mcp.tool.Workbench;
import io.vavr.control.Either;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The pages that agents may read. Immutable. */
public final class Library {

  private static final String ROOT = "torrust://";

  private final Workbench bench;
  private final Toolbox tools;
  private final Supplier<String> commands;

  /**
   * The pages about a workbench.
   *
   * @param commands the description of all commands of the program
   */
  public Library(Workbench bench, Toolbox tools, Supplier<String> commands) {
    this.bench = bench;
    this.tools = tools;
    this.commands = commands;
  }

  /** All of them. */
  public List<Page> pages() {
    return List.of(
        Page.json(
            ROOT + "environments",
            "environments",
            "Environments",
            "The environments that this server serves.",
            none ->
                bench
                    .deployer()
                    .list()
                    .map(
                        all ->
                            all.stream()
                                .filter(each -> bench.permissions().allow(each.name()))
                                .toList())
                    .map(
                        all ->
                            ResultDocuments.listed(all, bench.workingDirectory().resolve("data"))
                                .text())),
        Page.json(
            ROOT + "schema/config",
            "config-schema",
            "Schema of configurations",
            "The JSON schema of configurations, with the meaning of every member.",
            none -> bench.deployer().schema()),
        Page.json(
            ROOT + "questionnaire",
            "questionnaire",
            "Questionnaire",
            "Every question about a configuration, with when it comes up.",
            none ->
                bench
                    .deployer()
                    .interview()
                    .map(begun -> QuestionnaireDocument.tree(begun.tree()).text())),
        Page.json(
            ROOT + "scenarios",
            "scenarios",
            "Scenarios",
            "Needs in plain words, each with a configuration that meets it.",
            none -> Either.right(ScenarioDocument.of(Scenarios.all(), Optional.empty()).text())),
        Page.json(
            ROOT + "scenarios/{number}",
            "scenario",
            "A scenario",
            "One scenario with its answers, configuration and expected facts.",
            values -> scenario(values.get(0)),
            "number"),
        Page.json(
            ROOT + "docs/cli",
            "commands",
            "Commands",
            "Every command of the program with its options.",
            none -> Either.right(commands.get())),
        Page.json(
            ROOT + "docs/errors",
            "errors",
            "Error codes",
            "Every error code: what it means and what to do.",
            none ->
                Either.right(ResultDocuments.errors(ErrorCatalogue.embedded().entries()).text())),
        Page.json(
            ROOT + "docs/tools",
            "tools",
            "Tools",
            "Every tool, also those that the operator has not allowed, with what it needs.",
            none -> Either.right(toolList().text())),
        Page.json(
            ROOT + "environments/{name}",
            "environment",
            "An environment",
            "What is known of an environment.",
            values ->
                name(values)
                    .flatMap(bench.deployer()::show)
                    .map(view -> ResultDocuments.shown(view).text()),
            "name"),
        Page.json(
            ROOT + "environments/{name}/events",
            "environment-events",
            "History of an environment",
            "What was done with an environment, oldest first.",
            values ->
                name(values)
                    .flatMap(
                        name ->
                            bench
                                .deployer()
                                .history(name)
                                .map(entries -> ResultDocuments.history(name, entries).text())),
            "name"),
        Page.json(
            ROOT + "environments/{name}/artifacts/{path}",
            "environment-artifact",
            "A rendered file",
            "One rendered file of an environment without secrets; slashes of its path are written"
                + " %2F.",
            values ->
                name(values)
                    .flatMap(
                        name ->
                            new ArtifactFiles(bench)
                                .of(name, Optional.of(decoded(values.get(1))))
                                .map(Document::text)),
            "name",
            "path"));
  }

  private static Either<DeployError, String> scenario(String number) {
    List<Scenario> all = Scenarios.all();
    return Optional.of(number)
        .filter(text -> text.matches("[1-9][0-9]?"))
        .map(Integer::valueOf)
        .filter(one -> one <= all.size())
        .<Either<DeployError, String>>map(
            one -> Either.right(ScenarioDocument.of(all, Optional.of(one)).text()))
        .orElseGet(
            () ->
                Either.left(
                    DeployError.of(
                        "agent.argument_invalid",
                        ErrorKind.USAGE,
                        "there is no scenario " + Excerpt.of(number),
                        Remedy.advice("read the list of scenarios"))));
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private Either<DeployError, EnvironmentName> name(List<String> values) {
    return EnvironmentName.parse(values.get(0))
        .mapLeft(
            violation ->
                DeployError.of(
                    "environment.name_invalid",
                    ErrorKind.USAGE,
                    Excerpt.of(values.get(0)) + " is not the name of an environment",
                    Remedy.advice("list the environments")))
        .flatMap(bench.permissions()::admit);
  }

  private Document toolList() {
    Function<Tool, Document> line =
        tool ->
            Document.object()
                .put("name", tool.name())
                .put("description", tool.description())
                .put("needs", tool.needs().stream().map(need -> need.text()).sorted().toList())
                .put("offered", tools.isOffered(tool));
    return Document.result().putAll("tools", tools.all().stream().map(line).toList());
  }
}
