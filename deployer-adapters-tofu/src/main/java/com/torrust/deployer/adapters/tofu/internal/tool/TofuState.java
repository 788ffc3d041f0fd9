package com.torrust.deployer.adapters.tofu.internal.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What OpenTofu remembers. A state is only worth something while no OpenTofu runs: during an apply,
 * and after one that was killed, the file is empty.
 */
public sealed interface TofuState {

  /** There is no state: nothing was made yet, or it was lost. */
  record Missing() implements TofuState {}

  /**
   * There is a file and it says nothing that could be trusted.
   *
   * @param why for people
   */
  record Damaged(String why) implements TofuState {}

  /** A whole state. */
  record Recorded(List<RecordedResource> resources, Map<String, JsonNode> outputs)
      implements TofuState {

    /** Copies both. */
    public Recorded {
      resources = List.copyOf(resources);
      outputs = Map.copyOf(outputs);
    }

    /** Whether the record about that resource is there, whole and about that very thing. */
    public boolean knows(CloudResource resource) {
      return resources.stream().anyMatch(record -> record.isAbout(resource));
    }

    /** The output that the deployer works with, or what is wrong with it. */
    public Either<String, InstanceInfo> instanceInfo() {
      return Optional.ofNullable(outputs.get(InstanceInfo.OUTPUT))
          .map(InstanceInfo::parse)
          .orElseGet(() -> Either.left("output '" + InstanceInfo.OUTPUT + "' is missing"));
    }
  }

  /**
   * One instance of a resource in the state.
   *
   * @param address such as {@code hcloud_ssh_key.deployer[0]}
   * @param tainted whether OpenTofu would replace it
   * @param attributes an object
   */
  record RecordedResource(String address, boolean tainted, JsonNode attributes) {

    boolean isAbout(CloudResource resource) {
      return !tainted
          && address.equals(resource.address())
          && resource.identity().entrySet().stream()
              .allMatch(
                  wanted -> wanted.getValue().equals(attributes.path(wanted.getKey()).asText("")));
    }

    /** Whether the record is about that very thing, be it whole or not. */
    public boolean names(CloudResource resource) {
      return address.equals(resource.address())
          && attributes
              .path(resource.key())
              .asText("")
              .equals(resource.identity().get(resource.key()));
    }
  }

  /** Reads the text of a state file. */
  static TofuState parse(String text) {
    if (text.isBlank()) {
      return new Damaged("it is empty, as an interrupted OpenTofu leaves it");
    }
    if (Json.object(text).isEmpty()) {
      return new Damaged("it is no JSON object");
    }
    return Json.read(text, StateFile.class)
        .map(StateFile::judged)
        .orElseGet(() -> new Damaged("it does not have the shape of a state"));
  }
}
