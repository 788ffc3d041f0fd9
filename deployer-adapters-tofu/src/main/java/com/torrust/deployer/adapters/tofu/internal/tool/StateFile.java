package com.torrust.deployer.adapters.tofu.internal.tool;

import static com.torrust.deployer.adapters.tofu.internal.tool.Json.listed;
import static com.torrust.deployer.adapters.tofu.internal.tool.Json.named;
import static com.torrust.deployer.adapters.tofu.internal.tool.Json.worded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuState.Damaged;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuState.Recorded;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuState.RecordedResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The parts of OpenTofu's state file that matter here. */
record StateFile(String version, Map<String, Output> outputs, List<Resource> resources) {

  /** The format that OpenTofu has written since it exists. */
  private static final String FORMAT = "4";

  StateFile {
    version = version == null ? "?" : version;
    outputs = named(outputs);
    resources = listed(resources);
  }

  /** What it says, unless it is of another format. */
  TofuState judged() {
    if (!version.equals(FORMAT)) {
      return new Damaged("it is of version " + version + ", not " + FORMAT);
    }
    Map<String, JsonNode> values = new TreeMap<>();
    outputs.forEach((name, output) -> values.put(name, output.value()));
    return new Recorded(resources.stream().flatMap(Resource::recorded).toList(), values);
  }

  /** What the project gives to whoever asks. */
  record Output(JsonNode value) {

    Output {
      value = value == null ? MissingNode.getInstance() : value;
    }
  }

  /** A resource, which may stand for several things. */
  record Resource(String mode, String type, String name, List<Instance> instances) {

    Resource {
      mode = worded(mode);
      type = worded(type);
      name = worded(name);
      instances = listed(instances);
    }

    private Stream<RecordedResource> recorded() {
      return mode.equals("managed")
          ? instances.stream().map(instance -> instance.recorded(type + "." + name))
          : Stream.empty();
    }
  }

  /**
   * One of them.
   *
   * @param indexKey a number or a text; absent when there is only one
   * @param attributes an object whose members are those of the resource's type
   */
  record Instance(JsonNode indexKey, String status, JsonNode attributes) {

    Instance {
      indexKey = indexKey == null ? MissingNode.getInstance() : indexKey;
      status = worded(status);
      attributes = attributes == null ? MissingNode.getInstance() : attributes;
    }

    private RecordedResource recorded(String resource) {
      return new RecordedResource(resource + index(), status.equals("tainted"), attributes);
    }

    private String index() {
      if (indexKey.isInt()) {
        return "[" + indexKey.asInt() + "]";
      }
      return indexKey.isTextual() ? "[\"" + indexKey.asText() + "\"]" : "";
    }
  }
}
