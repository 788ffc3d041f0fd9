package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.release.StackStatus;
import java.util.List;
import java.util.Map;

/**
 * What one look at a machine has seen of what we left there. Nothing in it decides on a path or a
 * command. Immutable.
 *
 * @param stack the stack; without checks where only differences were asked for
 * @param files what is found at the paths that were asked for
 * @param altered what the machine's own records and programs show to be changed: containers,
 *     images, firewall, SSH, units, and files that only ours should stand beside
 * @param unseen what could not be compared, each with the reason, as one phrase
 */
public record MachineSurvey(
    StackStatus stack, Map<String, FoundFile> files, List<Drift> altered, List<String> unseen) {

  /** Copies everything. */
  public MachineSurvey {
    files = Map.copyOf(files);
    altered = List.copyOf(altered);
    unseen = List.copyOf(unseen);
  }

  /** What is known where only the stack was looked at. */
  public static MachineSurvey of(StackStatus stack) {
    return new MachineSurvey(
        stack, Map.of(), List.of(), List.of("files and settings of the machine: nobody looked"));
  }
}
