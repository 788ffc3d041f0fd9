package com.torrust.deployer.domain.secret;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the text of a secret is had at the moment of its use. A reference is no secret itself: it
 * is stored, shown and compared as it is. Immutable.
 */
public sealed interface SecretReference {

  /** The member of a document that a reference is written with: {@code env}, {@code file}, … */
  String form();

  /** The reference for people, such as {@code the variable TOKEN}; one line. */
  String words();

  /**
   * The content of an environment variable of the program that resolves it.
   *
   * @param name the variable
   */
  record Variable(String name) implements SecretReference {

    @Override
    public String form() {
      return "env";
    }

    @Override
    public String words() {
      return "the environment variable " + name;
    }
  }

  /**
   * The content of a file, without one line end after it.
   *
   * @param path absolute
   */
  record ContentOf(Path path) implements SecretReference {

    @Override
    public String form() {
      return "file";
    }

    @Override
    public String words() {
      return "the file '" + path + "'";
    }
  }

  /**
   * What a program prints, without one line end after it. It is started with these arguments, by no
   * shell.
   *
   * @param line the program, looked up on the {@code PATH} unless it is a path, and its arguments;
   *     never empty
   */
  record OutputOf(List<String> line) implements SecretReference {

    private static final int LONGEST_SHOWN = 200;

    /** Copies the list. */
    public OutputOf {
      line = List.copyOf(line);
      if (line.isEmpty()) {
        throw new IllegalArgumentException("a command has at least a program");
      }
    }

    @Override
    public String form() {
      return "command";
    }

    @Override
    public String words() {
      String whole = String.join(" ", line);
      return "the command '"
          + (whole.length() > LONGEST_SHOWN ? whole.substring(0, LONGEST_SHOWN) + "…" : whole)
          + "'";
    }
  }

  /**
   * A random text that is drawn once for one member of one environment, and kept.
   *
   * @param length in characters
   */
  record Generated(int length) implements SecretReference {

    /** The fewest characters: no guess finds what was drawn. */
    public static final int SHORTEST = 16;

    /** The most characters that every service takes. */
    public static final int LONGEST = 128;

    /** What is drawn when no length is asked for. */
    public static final int USUAL = 40;

    @Override
    public String form() {
      return "generate";
    }

    @Override
    public String words() {
      return "a generated value of " + length + " characters";
    }
  }
}
