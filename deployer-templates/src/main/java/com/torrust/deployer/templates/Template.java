package com.torrust.deployer.templates;

/**
 * A text that becomes a file.
 *
 * @param path below {@code templates/} and below an override folder, such as {@code
 *     caddy/Caddyfile}
 * @param kind what happens to the text
 * @param purpose one paragraph for the header: what the file does and who reads it
 * @param reference where the file's format and options are documented
 */
record Template(String path, Kind kind, String purpose, String reference) {

  /** What happens to the text of a template on its way into a file. */
  enum Kind {
    /** Jinjava replaces its tokens. */
    RENDERED,
    /** Taken as it is, because its braces mean something to another reader, Ansible for example. */
    VERBATIM
  }

  /** A template with tokens for Jinjava. */
  static Template rendered(String path, String purpose, String reference) {
    return new Template(path, Kind.RENDERED, purpose, reference);
  }

  /** A template without tokens of ours. */
  static Template verbatim(String path, String purpose, String reference) {
    return new Template(path, Kind.VERBATIM, purpose, reference);
  }
}
