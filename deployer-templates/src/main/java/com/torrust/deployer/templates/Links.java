package com.torrust.deployer.templates;

/**
 * Where this project publishes itself. The headers of files link there and nowhere else; the parent
 * POM and the configuration of the site name the same addresses, which {@code PublishedLinksTest}
 * compares.
 */
public final class Links {

  /** The repository: sources, issues, releases. */
  public static final String REPOSITORY =
      "https://github.com/torrust/torrust-tracker-deployer-java";

  /** The pages of {@code docs/}, with a slash at the end. */
  public static final String SITE = "https://torrust.github.io/torrust-tracker-deployer-java/";

  /** What an operator does on the machine. */
  static final String OPERATING = SITE + "operating/";

  private Links() {}
}
