package com.torrust.deployer.mcp.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.Interview;
import com.torrust.deployer.domain.config.document.Question;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.JsonDocuments;
import com.torrust.deployer.json.Scenarios;
import com.torrust.deployer.json.Scenarios.Scenario;
import com.torrust.deployer.json.result.QuestionnaireDocument;
import com.torrust.deployer.json.result.ResultDocuments;
import com.torrust.deployer.json.result.ScenarioDocument;
import com.torrust.deployer.mcp.tool.Tool.Hints;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tools by which a configuration comes about. */
final class AuthorTools {

  private static final JsonMapper JSON = new JsonMapper();

  private static final Argument<Map<String, Object>> ANSWERS =
      Argument.object("answers", "Answers by the ids of questions; none to begin.");

  private static final Argument<Boolean> DEFAULTS =
      Argument.flag("take_defaults", "true: questions without an answer take their default.");

  private static final Argument<Integer> NUMBER =
      Argument.number("number", 1, 99, "Number of one scenario.");

  private final Workbench bench;
  private final OutputSchemas schemas;

  AuthorTools(Workbench bench, OutputSchemas schemas) {
    this.bench = bench;
    this.schemas = schemas;
  }

  List<Tool> all() {
    return List.of(
        new Tool(
            "questionnaire",
            "Questions about a configuration",
            "Leads to a configuration by questions: give the answers so far, by the ids of the"
                + " questions, and get the next question with its options and default, or the whole"
                + " configuration. Ask the operator; take defaults only where nobody has a wish."
                + " Secrets are references: {\"generate\": {}}, {\"env\": \"NAME\"} or"
                + " {\"file\": \"PATH\"}.",
            Hints.LOCAL_LOOK,
            Set.of(),
            List.of(ANSWERS, DEFAULTS),
            () -> schemas.published("agent-questionnaire"),
            (arguments, call) -> questions(arguments).map(Outcome::of)),
        new Tool(
            "scenarios",
            "Scenarios",
            "Needs in plain words with the configuration that meets each, verified by the build of"
                + " this program. Without a number all titles and needs; with one its answers,"
                + " configuration and expected facts. Begin with the nearest.",
            Hints.LOCAL_LOOK,
            Set.of(),
            List.of(NUMBER),
            () -> schemas.published("agent-scenarios"),
            (arguments, call) -> scenarios(arguments.find(NUMBER)).map(Outcome::of)),
        new Tool(
            "validate",
            "Validate a configuration",
            "Judges a configuration by every rule and tells all findings at once, each with place,"
                + " reason and remedy. Stores nothing; an invalid configuration is a result, not an"
                + " error.",
            Hints.LOCAL_LOOK,
            Set.of(),
            List.of(CommonArguments.CONFIG, CommonArguments.CONFIG_FILE),
            () -> schemas.published("validate"),
            (arguments, call) -> validate(arguments).map(Outcome::of)));
  }

  private static Either<DeployError, Document> scenarios(Optional<Integer> number) {
    List<Scenario> all = Scenarios.all();
    return number.isPresent() && number.get() > all.size()
        ? Either.left(Argument.invalid(NUMBER.name(), "there are " + all.size() + " scenarios"))
        : Either.right(ScenarioDocument.of(all, number));
  }

  private Either<DeployError, Document> questions(Arguments arguments) {
    Map<String, Object> given = arguments.find(ANSWERS).orElse(Map.of());
    return bench
        .deployer()
        .interview()
        .flatMap(
            begun ->
                answers(given).map(answers -> begun.answerAll(answers, arguments.isOn(DEFAULTS))))
        .flatMap(
            result ->
                plainSecret(result.interview(), given)
                    .<Either<DeployError, Document>>map(
                        question ->
                            Either.left(
                                Argument.invalid(
                                    ANSWERS.name(),
                                    "the answer to '" + question + "' has to be a reference")))
                    .orElseGet(
                        () ->
                            Either.right(
                                QuestionnaireDocument.of(result.interview(), result.findings()))));
  }

  private static Either<DeployError, Map<String, ConfigValue>> answers(Map<String, Object> given) {
    try {
      return JsonDocuments.read(JSON.writeValueAsString(given))
          .mapLeft(problem -> Argument.invalid(ANSWERS.name(), "the answers are not JSON"))
          .map(
              read -> {
                Map<String, ConfigValue> answers = new LinkedHashMap<>();
                ((ObjectValue) read)
                    .members()
                    .forEach(member -> answers.put(member.name(), member.value()));
                return answers;
              });
    } catch (JsonProcessingException impossible) {
      return Either.left(Argument.invalid(ANSWERS.name(), "the answers are not JSON"));
    }
  }

  /** A secret that was answered by its text, which would be said again in the result. */
  private static Optional<String> plainSecret(Interview interview, Map<String, Object> given) {
    return interview.tree().stream()
        .filter(question -> question.kind() == Question.Kind.SECRET)
        .map(Question::id)
        .filter(id -> given.get(id) instanceof String)
        .findFirst();
  }

  private Either<DeployError, Document> validate(Arguments arguments) {
    Path name = Configurations.name(arguments);
    Either<DeployError, ParsedConfig> read = new Configurations(bench).read(arguments);
    if (read.isRight()) {
      return Either.right(
          ResultDocuments.validated(name, Optional.of(read.get().config()), read.get().warnings()));
    }
    return read.getLeft().kind() == ErrorKind.CONFIGURATION
        ? Either.right(ResultDocuments.validated(name, Optional.empty(), read.getLeft().findings()))
        : Either.left(read.getLeft());
  }
}
