package com.torrust.deployer.domain.config.document;

/**
 * The larger grammars as regular expressions for the schema, in the dialect that ECMAScript and
 * Java share. They serve editors; the decoder never uses them, and they accept all that it accepts.
 */
final class SchemaPatterns {

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final String PORT =
      "0*(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

  /** IP address and port from 1. */
  static final String BIND_ADDRESS =
      "^(?:(?:" + OCTET + "\\.){3}" + OCTET + "|\\[[0-9A-Fa-f:.]+(?:%[0-9]+)?\\]):" + PORT + "$";

  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final String HOST = "(?!.*\\.[0-9]+$)(?:" + LABEL + "\\.)+" + LABEL;

  /** Host name with a dot. */
  static final String HOST_NAME = "^" + HOST + "$";

  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`|~-]+";

  /** Plain email address. */
  static final String EMAIL = "^" + ATOM + "(?:\\." + ATOM + ")*@" + HOST + "$";

  /** Five cron fields. */
  static final String SCHEDULE =
      "^ *"
          + String.join(
              " +",
              list("[0-5]?[0-9]"),
              list("(?:1?[0-9]|2[0-3])"),
              list("(?:[1-9]|[12][0-9]|3[01])"),
              list("(?:[1-9]|1[0-2])"),
              list("[0-7]"))
          + " *$";

  private SchemaPatterns() {}

  private static String list(String number) {
    String step = "/0*[1-9][0-9]*";
    String padded = "0*" + number;
    String item = "(?:\\*(?:" + step + ")?|" + padded + "(?:-" + padded + "(?:" + step + ")?)?)";
    return item + "(?:," + item + ")*";
  }
}
