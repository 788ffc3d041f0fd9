package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.Terminal.Prompt;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.Interview;
import com.torrust.deployer.domain.config.document.Question;
import com.torrust.deployer.domain.config.document.Question.Kind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.json.JsonDocuments;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts the questions about a configuration to a person, one after the other. */
final class InteractiveAnswers {

  private static final String BACK = "<";
  private static final String NONE = "-";
  private static final String GENERATE = "generate";

  private final Console console;

  InteractiveAnswers(Console console) {
    this.console = console;
  }

  /**
   * The interview with every question answered; left {@code confirmation.impossible} when there is
   * nobody to ask, or nobody any more.
   */
  Either<DeployError, Interview> ask(Interview begun) {
    Optional<Prompt> prompt = console.terminal().prompt();
    if (prompt.isEmpty()) {
      return Either.left(impossible("there is no terminal to ask on"));
    }
    console.error(
        "Enter takes the default in brackets, '"
            + BACK
            + "' goes back to the question before, '"
            + NONE
            + "' leaves out what may be left out.");
    Interview at = begun;
    for (Optional<Question> next = at.next(); next.isPresent(); next = at.next()) {
      Question question = next.get();
      show(question);
      Optional<String> typed = prompt.get().ask(label(question) + ": ").map(String::strip);
      if (typed.isEmpty()) {
        return Either.left(impossible("the answers ended before the questions"));
      }
      at = typed.get().equals(BACK) ? at.back().orElse(at) : answered(at, question, typed.get());
    }
    return Either.right(at);
  }

  /** The environment's name, as it was answered. */
  static String name(Interview interview) {
    return typed(interview.answers().get("/environment/name"));
  }

  private static DeployError impossible(String why) {
    return DeployError.of(
        "confirmation.impossible",
        ErrorKind.CONFIRMATION,
        "nothing was written: " + why,
        Remedy.advice("run it on a terminal, or begin with 'create template'"));
  }

  private void show(Question question) {
    console.error("");
    console.error(question.text());
    question.options().stream()
        .filter(option -> !option.text().isEmpty())
        .forEach(option -> console.error("  " + typed(option.value()) + ": " + option.text()));
    if (!question.examples().isEmpty()) {
      console.error("  such as " + String.join(", ", question.examples()));
    }
    if (question.kind() == Kind.SECRET) {
      console.error(
          "  " + GENERATE + " draws one; env NAME or file PATH refer to one; else type it");
    }
  }

  private static String label(Question question) {
    String words =
        question.options().isEmpty()
            ? ""
            : " ("
                + question.options().stream()
                    .map(option -> typed(option.value()))
                    .collect(Collectors.joining(", "))
                + ")";
    String usual =
        question
            .byDefault()
            .map(InteractiveAnswers::typed)
            .or(() -> question.isRequired() ? Optional.empty() : Optional.of(NONE))
            .map(value -> " [" + value + "]")
            .orElse("");
    return question.id() + words + usual;
  }

  /** A value as a person types it. */
  private static String typed(ConfigValue value) {
    if (value instanceof ConfigValue.TextValue text) {
      return text.text();
    }
    if (value instanceof ConfigValue.BooleanValue bool) {
      return bool.value() ? "yes" : "no";
    }
    return value instanceof ConfigValue.ObjectValue ? GENERATE : JsonDocuments.line(value);
  }

  private Interview answered(Interview at, Question question, String typed) {
    Optional<ConfigValue> value = value(question, typed);
    if (value.isEmpty()) {
      console.error("  an answer is needed here");
      return at;
    }
    Either<List<Finding>, Interview> next = at.answer(value.get());
    next.peekLeft(
        findings ->
            findings.forEach(
                finding -> console.error("  " + finding.message() + "; " + finding.remedy())));
    return next.getOrElse(at);
  }

  private static Optional<ConfigValue> value(Question question, String typed) {
    if (typed.isEmpty()) {
      return question
          .byDefault()
          .or(() -> question.isRequired() ? Optional.empty() : Optional.of(ConfigValue.ofNull()));
    }
    if (typed.equals(NONE) && !question.isRequired()) {
      return Optional.of(ConfigValue.ofNull());
    }
    return Optional.of(
        switch (question.kind()) {
          case TEXT, CHOICE -> ConfigValue.of(typed);
          case SECRET -> secret(typed);
          case NUMBER, COUNT -> number(typed);
          case BOOLEAN, PRESENCE -> truth(typed);
        });
  }

  private static ConfigValue secret(String typed) {
    if (typed.equals(GENERATE)) {
      return ConfigValue.object().with(GENERATE, ConfigValue.object().build()).build();
    }
    for (String form : List.of("env", "file")) {
      if (typed.startsWith(form + " ")) {
        return ConfigValue.object().with(form, typed.substring(form.length()).strip()).build();
      }
    }
    return ConfigValue.of(typed);
  }

  private static ConfigValue number(String typed) {
    return typed.matches("[0-9]{1,9}")
        ? ConfigValue.of(Long.parseLong(typed))
        : ConfigValue.of(typed);
  }

  private static ConfigValue truth(String typed) {
    return switch (typed) {
      case "yes", "y", "true" -> ConfigValue.of(true);
      case "no", "n", "false" -> ConfigValue.of(false);
      default -> ConfigValue.of(typed);
    };
  }
}
