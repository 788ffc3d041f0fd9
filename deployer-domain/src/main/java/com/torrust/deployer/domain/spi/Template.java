package com.torrust.deployer.domain.spi;

import java.util.List;

/**
 * A text that becomes a file. It stands in the jar of the {@link ArtifactSource} that names it,
 * below {@code META-INF/templates/}, where another module may read it too.
 *
 * @param path name of the template, such as {@code caddy/Caddyfile}; an operator's file of this
 *     path in the templates folder replaces it
 * @param kind what happens to the text
 * @param purpose one paragraph for the header: what the file does and who reads it
 * @param reference where the file's format and options are documented
 * @param parts the files below {@code META-INF/templates/} whose texts make the template, one
 *     behind the other
 */
public record Template(
    String path, Kind kind, String purpose, String reference, List<String> parts) {

  /** What happens to the text of a template on its way into a file. */
  public enum Kind {
    /** Jinjava replaces its tokens. */
    RENDERED,
    /** Taken as it is, because its braces mean something to another reader, Ansible for example. */
    VERBATIM
  }

  /** Copies the list. */
  public Template {
    parts = List.copyOf(parts);
  }

  /** A template with tokens for Jinjava, in a file of its path. */
  public static Template rendered(String path, String purpose, String reference) {
    return new Template(path, Kind.RENDERED, purpose, reference, List.of(path));
  }

  /** A template without tokens of ours, in a file of its path. */
  public static Template verbatim(String path, String purpose, String reference) {
    return new Template(path, Kind.VERBATIM, purpose, reference, List.of(path));
  }
}
