package com.torrust.deployer.domain.preflight;

/**
 * A container.
 *
 * @param name its name
 * @param state {@code running}, {@code exited} …
 * @param project Compose project that it belongs to; empty for none
 * @param folder folder of that project; empty for none
 * @param image what it was made from
 * @param ports published ports as Docker prints them, such as {@code 0.0.0.0:80->80/tcp}
 */
public record ContainerFacts(
    String name, String state, String project, String folder, String image, String ports) {

  /** Whether it runs. */
  public boolean isRunning() {
    return state.equals("running");
  }
}
