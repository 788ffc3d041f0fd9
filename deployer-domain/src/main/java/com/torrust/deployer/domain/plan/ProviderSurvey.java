package com.torrust.deployer.domain.plan;

import java.util.List;
import java.util.Optional;

/**
 * What one look at the provider has seen. Immutable.
 *
 * @param drift resources that are not as they were left and can be brought back in place
 * @param isMachineGone whether the machine itself does not exist any more
 * @param losses what bringing back would delete or replace, each as one phrase; it is not done
 * @param digest of everything that the provider's own plan says; the same for the same plan
 * @param unseen what could not be compared, each with the reason, as one phrase
 * @param interrupts what carrying out the change does to the machine meanwhile, such as {@code the
 *     machine is switched off and on}; empty when it goes on
 */
public record ProviderSurvey(
    List<Drift> drift,
    boolean isMachineGone,
    List<String> losses,
    String digest,
    List<String> unseen,
    Optional<String> interrupts) {

  /** Copies the lists. */
  public ProviderSurvey {
    drift = List.copyOf(drift);
    losses = List.copyOf(losses);
    unseen = List.copyOf(unseen);
  }

  /** Of a provider that cannot be looked at. */
  public static ProviderSurvey none(String reason) {
    return new ProviderSurvey(List.of(), false, List.of(), "", List.of(reason), Optional.empty());
  }
}
