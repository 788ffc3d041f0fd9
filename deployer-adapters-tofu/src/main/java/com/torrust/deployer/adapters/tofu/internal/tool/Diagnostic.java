package com.torrust.deployer.adapters.tofu.internal.tool;

/**
 * An error that OpenTofu reported in its machine-readable output.
 *
 * @param summary one sentence
 * @param detail more of it, may be empty
 * @param address the resource it is about, may be empty
 */
public record Diagnostic(String summary, String detail, String address) {

  /** Both texts in one line. */
  public String text() {
    String joined = detail.isEmpty() ? summary : summary + ": " + detail;
    return joined.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
