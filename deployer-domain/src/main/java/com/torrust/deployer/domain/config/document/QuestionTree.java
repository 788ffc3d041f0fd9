package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.BooleanValue;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectBuilder;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.domain.config.document.Question.Condition;
import com.torrust.deployer.domain.config.document.Question.Kind;
import com.torrust.deployer.domain.config.document.Question.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Walks the description of the document: which questions there are, which of them answers leave
 * open, and what document answers make. Immutable.
 */
final class QuestionTree {

  /** Stands for the number of an element in ids of the whole tree. */
  static final String EACH = "*";

  private final ObjectCodec<?> document;

  QuestionTree(ObjectCodec<?> document) {
    this.document = document;
  }

  /** Every question that can come up, each with when it does. */
  List<Question> all() {
    List<Question> all = new ArrayList<>();
    new Walk(Map.of(), true, all).members(document.fields(), "", Optional.empty());
    return all;
  }

  /** The questions that answers leave open, in order; below an open question none is known. */
  List<Question> open(Map<String, ConfigValue> answers) {
    List<Question> open = new ArrayList<>();
    new Walk(answers, false, open).members(document.fields(), "", Optional.empty());
    return open;
  }

  /**
   * One way through the description.
   *
   * @param answers what was answered
   * @param wholly whether every branch is taken, answered or not
   * @param found collects the questions
   */
  private record Walk(Map<String, ConfigValue> answers, boolean wholly, List<Question> found) {

    void members(
        List<? extends Field<?, ?>> fields, String pointer, Optional<Condition> condition) {
      for (Field<?, ?> field : fields) {
        member(field, pointer + "/" + field.name(), condition);
      }
    }

    private void member(Field<?, ?> field, String pointer, Optional<Condition> condition) {
      Codec<?> codec = field.codec();
      if (!codec.kinds().isEmpty()) {
        kinds(field, pointer, condition);
      } else if (codec instanceof ObjectCodec<?> section) {
        section(field, section, pointer, condition);
      } else if (codec instanceof ListCodec<?> list) {
        list(field, list, pointer, condition);
      } else {
        ask(leaf(field, pointer, condition));
      }
    }

    private void section(
        Field<?, ?> field, ObjectCodec<?> section, String pointer, Optional<Condition> condition) {
      if (field.presence() == Field.Presence.REQUIRED) {
        members(section.fields(), pointer, condition);
        return;
      }
      Question question =
          question(field, pointer, Kind.PRESENCE, condition)
              .isRequired(true)
              .byDefault(ConfigValue.of(field.template("").filter(Walk::isThere).isPresent()))
              .options(yesAndNo())
              .build();
      ask(question);
      if (wholly || isYes(answers.get(pointer))) {
        members(
            section.fields(), pointer, Optional.of(new Condition(pointer, ConfigValue.of(true))));
      }
    }

    private static boolean isThere(ConfigValue sample) {
      return sample.type() == ConfigValue.Type.OBJECT;
    }

    private void kinds(Field<?, ?> field, String pointer, Optional<Condition> condition) {
      String selector = pointer + "/" + field.codec().selector();
      List<? extends VariantCodec.Kind<?>> kinds = field.codec().kinds();
      ask(
          question(field, selector, Kind.CHOICE, condition)
              .isRequired(true)
              .options(
                  kinds.stream()
                      .map(
                          kind ->
                              new Option(ConfigValue.of(kind.id()), kind.section().description()))
                      .toList())
              .build());
      for (VariantCodec.Kind<?> kind : kinds) {
        ConfigValue id = ConfigValue.of(kind.id());
        if (wholly || isText(answers.get(selector), kind.id())) {
          members(
              kind.section().fields().stream()
                  .filter(each -> !each.name().equals(field.codec().selector()))
                  .toList(),
              pointer,
              Optional.of(new Condition(selector, id)));
        }
      }
    }

    private void list(
        Field<?, ?> field, ListCodec<?> list, String pointer, Optional<Condition> condition) {
      ask(
          question(field, pointer, Kind.COUNT, condition)
              .isRequired(true)
              .byDefault(ConfigValue.of(1))
              .build());
      List<? extends Field<?, ?>> fields = list.element().members();
      if (wholly) {
        members(
            fields, pointer + "/" + EACH, Optional.of(new Condition(pointer, ConfigValue.of(1))));
        return;
      }
      for (long number = 0; number < count(answers.get(pointer)); number++) {
        members(fields, pointer + "/" + number, Optional.empty());
      }
    }

    private static Question leaf(Field<?, ?> field, String pointer, Optional<Condition> condition) {
      ObjectValue schema = field.codec().schema(new Definitions());
      List<Option> words = words(schema);
      Kind kind =
          field.codec() instanceof SecretCodec
              ? Kind.SECRET
              : switch (field.codec().type()) {
                case BOOLEAN -> Kind.BOOLEAN;
                case NUMBER -> Kind.NUMBER;
                default -> words.isEmpty() ? Kind.TEXT : Kind.CHOICE;
              };
      return question(field, pointer, kind, condition)
          .isRequired(field.presence() == Field.Presence.REQUIRED)
          .options(kind == Kind.BOOLEAN ? yesAndNo() : words)
          .byDefault(kind == Kind.SECRET ? secret(field.codec()) : usual(field))
          .pattern(text(schema, "pattern"))
          .examples(texts(schema, "examples"))
          .build();
    }

    /** What is for us to say is best drawn. */
    private static Optional<ConfigValue> secret(Codec<?> codec) {
      return codec instanceof SecretCodec secret && secret.isOurs()
          ? Optional.of(
              ConfigValue.object().with(SecretForms.GENERATE, ConfigValue.object().build()).build())
          : Optional.empty();
    }

    /**
     * What a member becomes that is left out, else what templates show unless it is to be replaced.
     */
    private static Optional<ConfigValue> usual(Field<?, ?> field) {
      return fallback(field)
          .or(field::sample)
          .filter(value -> value.type() != ConfigValue.Type.NULL)
          .filter(
              value ->
                  !(value instanceof TextValue text
                      && text.text().contains(TextCodec.PLACEHOLDER)));
    }

    private static <F> Optional<ConfigValue> fallback(Field<?, F> field) {
      return field.fallback().map(field.codec()::encode);
    }

    private static List<Option> words(ObjectValue schema) {
      return texts(schema, "enum").stream()
          .map(word -> new Option(ConfigValue.of(word), ""))
          .toList();
    }

    private static List<String> texts(ObjectValue schema, String keyword) {
      return schema.find(keyword).stream()
          .flatMap(
              value -> value instanceof ArrayValue array ? array.elements().stream() : Stream.of())
          .flatMap(value -> value instanceof TextValue text ? Stream.of(text.text()) : Stream.of())
          .toList();
    }

    private static Optional<String> text(ObjectValue schema, String keyword) {
      return schema
          .find(keyword)
          .flatMap(
              value ->
                  value instanceof TextValue text ? Optional.of(text.text()) : Optional.empty());
    }

    private static List<Option> yesAndNo() {
      return List.of(new Option(ConfigValue.of(true), ""), new Option(ConfigValue.of(false), ""));
    }

    private static ImmutableQuestion.Builder question(
        Field<?, ?> field, String pointer, Kind kind, Optional<Condition> condition) {
      return ImmutableQuestion.builder()
          .id(pointer)
          .kind(kind)
          .text(field.description())
          .askedIf(condition);
    }

    private void ask(Question question) {
      if (!answers.containsKey(question.id())) {
        found.add(question);
      }
    }
  }

  /** What becomes of that of which nothing has been said yet. */
  enum Open {
    /** It is left out, as its default says. */
    DEFAULT,

    /** Sections are there, but empty. */
    THERE,

    /** Sections are there, but empty, and an element of a list says yes. */
    THERE_AND_YES,

    /** Sections are left out, and so are elements of which nothing has been said. */
    ABSENT
  }

  /** The document that answers make. */
  ObjectValue document(Map<String, ConfigValue> answers, Open open) {
    return object(document.fields(), "", answers, open);
  }

  private static ObjectValue object(
      List<? extends Field<?, ?>> fields,
      String pointer,
      Map<String, ConfigValue> answers,
      Open open) {
    ObjectBuilder object = ConfigValue.object();
    for (Field<?, ?> field : fields) {
      object.with(field.name(), member(field, pointer + "/" + field.name(), answers, open));
    }
    return object.build();
  }

  private static Optional<ConfigValue> member(
      Field<?, ?> field, String pointer, Map<String, ConfigValue> answers, Open open) {
    Codec<?> codec = field.codec();
    Optional<ConfigValue> answer = Optional.ofNullable(answers.get(pointer));
    if (!codec.kinds().isEmpty()) {
      ConfigValue selected = answers.get(pointer + "/" + codec.selector());
      return codec.kinds().stream()
          .filter(kind -> isText(selected, kind.id()))
          .findFirst()
          .map(kind -> object(kind.section().fields(), pointer, answers, open));
    }
    if (codec instanceof ObjectCodec<?> section) {
      boolean isThere =
          field.presence() == Field.Presence.REQUIRED
              || answer
                  .map(QuestionTree::isYes)
                  .orElse(open == Open.THERE || open == Open.THERE_AND_YES);
      return isThere
          ? Optional.of(object(section.fields(), pointer, answers, open))
          : Optional.empty();
    }
    if (codec instanceof ListCodec<?> list) {
      return answer.map(
          count ->
              ConfigValue.array(
                  Stream.iterate(0L, number -> number < count(count), number -> number + 1)
                      .filter(
                          number ->
                              open != Open.ABSENT || isBegun(pointer + "/" + number + "/", answers))
                      .map(
                          number ->
                              object(
                                  list.element().members(),
                                  pointer + "/" + number,
                                  answers,
                                  open))));
    }
    if (answer.isEmpty() && open == Open.THERE_AND_YES && isYesOrNoOfAnElement(codec, pointer)) {
      return Optional.of(ConfigValue.of(true));
    }
    return answer.filter(value -> value.type() != ConfigValue.Type.NULL);
  }

  private static boolean isYesOrNoOfAnElement(Codec<?> codec, String pointer) {
    return codec instanceof BooleanCodec && pointer.matches(".*/[0-9]+/[^/]+");
  }

  private static boolean isBegun(String element, Map<String, ConfigValue> answers) {
    return answers.keySet().stream().anyMatch(id -> id.startsWith(element));
  }

  private static boolean isYes(ConfigValue answer) {
    return answer instanceof BooleanValue yes && yes.value();
  }

  private static boolean isText(ConfigValue answer, String text) {
    return answer instanceof TextValue given && given.text().equals(text);
  }

  static long count(ConfigValue answer) {
    return answer instanceof NumberValue number && number.literal().matches("[0-9]{1,3}")
        ? Long.parseLong(number.literal())
        : 0;
  }
}
