package com.torrust.deployer.domain.config.document;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One question about a configuration, made from the description of the member that it is about.
 * Immutable.
 */
@Value.Immutable
public interface Question {

  /** What kind of answer is wanted. */
  enum Kind {
    /** A text. */
    TEXT,
    /** A secret: a reference to it, or its text. */
    SECRET,
    /** A whole number. */
    NUMBER,
    /** Yes or no. */
    BOOLEAN,
    /** One of the options. */
    CHOICE,
    /** Whether a part is there at all: yes or no. */
    PRESENCE,
    /** How many there are: a whole number from 0. */
    COUNT
  }

  /**
   * One of the answers that are possible.
   *
   * @param value the answer
   * @param text what it means; empty where that is plain
   */
  record Option(ConfigValue value, String text) {}

  /**
   * When a question is asked: when an earlier one was answered so.
   *
   * @param question its id
   * @param answer the answer, or the least number
   */
  record Condition(String question, ConfigValue answer) {}

  /** JSON pointer of the member; {@code *} stands for the number of an element. */
  String id();

  /** What kind of answer is wanted. */
  Kind kind();

  /** What the member means. */
  String text();

  /** The answers, where there are only some. */
  List<Option> options();

  /** The answer of whoever has no wish. */
  Optional<ConfigValue> byDefault();

  /** Whether the question has to be answered; otherwise the member may be left out. */
  boolean isRequired();

  /** What texts have to match, in the dialect of JSON schemas. */
  Optional<String> pattern();

  /** Texts that are answers. */
  List<String> examples();

  /** When it is asked; always unless given. */
  Optional<Condition> askedIf();
}
