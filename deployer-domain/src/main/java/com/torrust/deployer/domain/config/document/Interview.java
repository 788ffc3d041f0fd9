package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Severity;
import io.vavr.control.Either;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Questions and answers that lead to a configuration. Each answer is judged by the rules of
 * configurations as soon as it is given, and an answer that they refuse is not offered, so that
 * whoever has answered everything has a valid configuration. Immutable.
 */
public final class Interview {

  private static final String MISSING = "config.member_missing";
  private static final int MOST_ELEMENTS = 100;

  private final Providers providers;
  private final QuestionTree tree;
  private final Map<String, ConfigValue> answers;
  private final Optional<Interview> before;

  private Interview(
      Providers providers,
      QuestionTree tree,
      Map<String, ConfigValue> answers,
      Optional<Interview> before) {
    this.providers = providers;
    this.tree = tree;
    this.answers = answers;
    this.before = before;
  }

  /** Nothing has been answered yet. */
  public static Interview begin(Providers providers) {
    return new Interview(
            providers, new QuestionTree(providers.document()), Map.of(), Optional.empty())
        .settled();
  }

  /** Every question that can come up, each with when it does. */
  public List<Question> tree() {
    return tree.all();
  }

  /** Answers by itself what has one answer only. */
  private Interview settled() {
    Map<String, ConfigValue> all = new LinkedHashMap<>(answers);
    while (true) {
      List<Question> open = tree.open(all);
      if (open.isEmpty() || open.get(0).options().isEmpty()) {
        break;
      }
      List<Question.Option> possible = possible(open.get(0), all);
      if (possible.size() != 1 || open.get(0).kind() == Question.Kind.CHOICE) {
        break;
      }
      all.put(open.get(0).id(), possible.get(0).value());
    }
    return new Interview(providers, tree, all, before);
  }

  private List<Question.Option> possible(Question question, Map<String, ConfigValue> given) {
    return question.options().stream()
        .filter(option -> judge(with(given, question.id(), option.value())).isEmpty())
        .toList();
  }

  /** The next question, with the answers that are possible now; nothing when all are answered. */
  public Optional<Question> next() {
    return tree.open(answers).stream().findFirst().map(this::asked);
  }

  private Question asked(Question question) {
    List<Question.Option> possible = possible(question, answers);
    return ImmutableQuestion.copyOf(question)
        .withOptions(possible)
        .withByDefault(
            question
                .byDefault()
                .filter(
                    value ->
                        question.options().isEmpty()
                            ? judge(with(answers, question.id(), value)).isEmpty()
                            : possible.stream().anyMatch(option -> option.value().equals(value))));
  }

  /**
   * Answers the next question.
   *
   * @param answer {@code null} leaves a member out that may be left out
   * @return on the left why it is no answer
   */
  public Either<List<Finding>, Interview> answer(ConfigValue answer) {
    Question question =
        tree.open(answers).stream()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("everything is answered"));
    boolean isCount = question.kind() == Question.Kind.COUNT;
    boolean isLeftOut = answer.type() == ConfigValue.Type.NULL && !question.isRequired();
    ConfigValue value =
        isCount && QuestionTree.count(answer) > MOST_ELEMENTS ? ConfigValue.of(-1) : answer;
    Map<String, ConfigValue> given = with(answers, question.id(), value);
    List<Finding> findings =
        isFit(question, value) || isLeftOut ? judge(given) : List.of(misfit(question));
    return findings.isEmpty()
        ? Either.right(new Interview(providers, tree, given, Optional.of(this)).settled())
        : Either.left(findings);
  }

  private static boolean isFit(Question question, ConfigValue answer) {
    return switch (question.kind()) {
      case TEXT, CHOICE -> answer.type() == ConfigValue.Type.TEXT;
      case SECRET ->
          answer.type() == ConfigValue.Type.TEXT || answer.type() == ConfigValue.Type.OBJECT;
      case NUMBER -> answer.type() == ConfigValue.Type.NUMBER;
      case COUNT ->
          answer instanceof ConfigValue.NumberValue number
              && number.literal().matches("0|[1-9][0-9]?|100");
      case BOOLEAN, PRESENCE -> answer.type() == ConfigValue.Type.BOOLEAN;
    };
  }

  private static Finding misfit(Question question) {
    return ConfigRules.MEMBER_TYPE
        .broken(question.id(), "this", words(question), "answer the question as it is asked")
        .at(question.id(), Optional.empty());
  }

  private static String words(Question question) {
    return switch (question.kind()) {
      case TEXT, CHOICE -> "a text";
      case SECRET -> "a text or a reference";
      case NUMBER -> "a whole number";
      case COUNT -> "a whole number from 0 to " + MOST_ELEMENTS;
      case BOOLEAN, PRESENCE -> "true or false";
    };
  }

  private static Map<String, ConfigValue> with(
      Map<String, ConfigValue> given, String id, ConfigValue value) {
    Map<String, ConfigValue> more = new LinkedHashMap<>(given);
    more.put(id, value);
    return more;
  }

  /** The errors that answers have brought about, unless what is still open can make up for them. */
  private List<Finding> judge(Map<String, ConfigValue> given) {
    List<Finding> errors = errors(given, QuestionTree.Open.THERE);
    boolean isHopeless =
        !errors.isEmpty()
            && !errors(given, QuestionTree.Open.ABSENT).isEmpty()
            && !errors(given, QuestionTree.Open.THERE_AND_YES).isEmpty();
    return isHopeless ? errors : List.of();
  }

  private List<Finding> errors(Map<String, ConfigValue> given, QuestionTree.Open open) {
    return ConfigDecoder.drawingFrom(providers, new Random(0))
        .decode(tree.document(given, open))
        .findings()
        .stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .filter(finding -> !finding.code().value().equals(MISSING))
        .filter(finding -> isAbout(given, finding.pointer()))
        .toList();
  }

  /** Whether a place holds an answer, or is in or around one. */
  private static boolean isAbout(Map<String, ConfigValue> given, String pointer) {
    return given.entrySet().stream()
        .anyMatch(
            each ->
                each.getKey().equals(pointer)
                    || each.getKey().startsWith(pointer + "/")
                    || pointer.startsWith(each.getKey() + "/")
                        // A number of elements says nothing of what is in them.
                        && each.getValue().type() != ConfigValue.Type.NUMBER);
  }

  /** Back to the question before, with its answer forgotten; nothing at the first one. */
  public Optional<Interview> back() {
    return before;
  }

  /** What was answered, by the ids of the questions, in order. */
  public Map<String, ConfigValue> answers() {
    return Map.copyOf(answers);
  }

  /** Whether there is no question left. */
  public boolean isComplete() {
    return tree.open(answers).isEmpty();
  }

  /** The configuration as far as it is known. */
  public ObjectValue document() {
    return tree.document(answers, QuestionTree.Open.DEFAULT);
  }

  /**
   * Answers as many questions as the given answers, and defaults if they are wanted, can.
   *
   * @param given by the ids of questions
   * @param takesDefaults whether a question without an answer takes its default, or is left out
   * @return the findings about answers that are none; an answer to a question that did not come up
   *     is passed over
   */
  public Result answerAll(Map<String, ConfigValue> given, boolean takesDefaults) {
    Interview at = this;
    while (true) {
      Optional<ConfigValue> answer =
          at.next().flatMap(question -> answer(question, given, takesDefaults));
      if (answer.isEmpty()) {
        return new Result(at, at.contradictions(given));
      }
      Either<List<Finding>, Interview> next = at.answer(answer.get());
      if (next.isLeft()) {
        return new Result(at, next.getLeft());
      }
      at = next.get();
    }
  }

  /** Why answers that were given are not those that other answers have decided. */
  private List<Finding> contradictions(Map<String, ConfigValue> given) {
    return given.entrySet().stream()
        .filter(
            each ->
                each.getValue() instanceof ConfigValue.BooleanValue wanted
                    && answers.get(each.getKey()) instanceof ConfigValue.BooleanValue decided
                    && wanted.value() != decided.value())
        .flatMap(each -> judge(with(answers, each.getKey(), each.getValue())).stream())
        .distinct()
        .toList();
  }

  private static Optional<ConfigValue> answer(
      Question question, Map<String, ConfigValue> given, boolean takesDefaults) {
    Optional<ConfigValue> answer = Optional.ofNullable(given.get(question.id()));
    return answer.isPresent() || !takesDefaults
        ? answer
        : question
            .byDefault()
            .or(() -> question.isRequired() ? Optional.empty() : Optional.of(ConfigValue.ofNull()));
  }

  /**
   * How far answers led.
   *
   * @param interview with what was answered
   * @param findings why the next answer is none
   */
  public record Result(Interview interview, List<Finding> findings) {

    /** Copies the list. */
    public Result {
      findings = List.copyOf(findings);
    }
  }
}
