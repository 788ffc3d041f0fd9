package com.torrust.deployer.json.result;

import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.BooleanValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.domain.config.document.Interview;
import com.torrust.deployer.domain.config.document.Question;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.ErrorDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions about a configuration as objects. */
public final class QuestionnaireDocument {

  private QuestionnaireDocument() {}

  /** {@code docs questionnaire}: every question that can come up. */
  public static Document tree(List<Question> questions) {
    return Document.result()
        .putAll("questions", questions.stream().map(QuestionnaireDocument::of).toList());
  }

  /**
   * How far an interview is.
   *
   * @param findings why the last answer was none
   */
  public static Document of(Interview interview, List<Finding> findings) {
    return Document.result()
        .put("is_complete", interview.isComplete())
        .put("next", interview.next().map(QuestionnaireDocument::of))
        .put("answers", plain(interview.answers()))
        .putAll("findings", findings.stream().map(ErrorDocument::of).toList())
        .put("config", plain(interview.document()));
  }

  private static Document of(Question question) {
    return Document.object()
        .put("id", question.id())
        .put("kind", Document.word(question.kind()))
        .put("text", question.text())
        .putAll(
            "options",
            question.options().stream()
                .map(
                    option ->
                        Document.object()
                            .put("value", Optional.ofNullable(plain(option.value())))
                            .put("text", option.text()))
                .toList())
        .put("default", question.byDefault().map(QuestionnaireDocument::plain))
        .put("required", question.isRequired())
        .put("pattern", question.pattern())
        .put("examples", question.examples())
        .put(
            "asked_if",
            question
                .askedIf()
                .map(
                    condition ->
                        Document.object()
                            .put("question", condition.question())
                            .put("answer", Optional.ofNullable(plain(condition.answer())))));
  }

  private static Map<String, @Nullable Object> plain(Map<String, ConfigValue> answers) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    answers.forEach((id, answer) -> plain.put(id, plain(answer)));
    return plain;
  }

  private static @Nullable Object plain(ConfigValue value) {
    if (value instanceof ObjectValue object) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      for (Member member : object.members()) {
        members.put(member.name(), plain(member.value()));
      }
      return members;
    }
    if (value instanceof ArrayValue array) {
      List<@Nullable Object> elements = new ArrayList<>();
      array.elements().forEach(element -> elements.add(plain(element)));
      return elements;
    }
    if (value instanceof NumberValue number) {
      return Long.valueOf(number.literal());
    }
    if (value instanceof BooleanValue bool) {
      return bool.value();
    }
    return value instanceof TextValue text ? text.text() : null;
  }
}
