package com.torrust.deployer.adapters.tofu.internal.cloud;

import com.torrust.deployer.adapters.tofu.internal.cloud.Ownership.Inherited;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The state that an older deployer left beside its rendered project. It is read and never changed;
 * what it knows is taken over through the provider, whatever version of the plug-in had made it.
 *
 * @param resources what it knows
 * @param trouble why nothing can be known from it, if it is there and cannot be read
 */
public record InheritedState(List<Inherited> resources, Optional<String> trouble) {

  private static final String FILE = "terraform.tfstate";

  /** Copies the list. */
  public InheritedState {
    resources = List.copyOf(resources);
  }

  /** Reads what stands in the folder of a rendered project. */
  public static InheritedState in(Path project) {
    Path file = project.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return new InheritedState(List.of(), Optional.empty());
    }
    try {
      TofuState state = TofuState.parse(Files.readString(file));
      return state instanceof TofuState.Recorded recorded
          ? new InheritedState(
              recorded.resources().stream().map(InheritedState::inherited).toList(),
              Optional.empty())
          : unreadable(file, state instanceof TofuState.Damaged damaged ? damaged.why() : "");
    } catch (IOException failure) {
      return unreadable(file, failure.toString());
    }
  }

  private static InheritedState unreadable(Path file, String why) {
    return new InheritedState(List.of(), Optional.of("'" + file + "': " + why));
  }

  private static Inherited inherited(TofuState.RecordedResource record) {
    String type = record.address().substring(0, record.address().indexOf('.'));
    return new Inherited(
        type,
        record.attributes().path("name").asText(""),
        record.attributes().path("id").asText(""));
  }
}
