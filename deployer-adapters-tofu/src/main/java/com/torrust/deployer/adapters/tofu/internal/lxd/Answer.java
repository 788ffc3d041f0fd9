package com.torrust.deployer.adapters.tofu.internal.lxd;

import static com.torrust.deployer.adapters.tofu.internal.tool.Json.listed;
import static com.torrust.deployer.adapters.tofu.internal.tool.Json.named;
import static com.torrust.deployer.adapters.tofu.internal.tool.Json.worded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of LXD's answers that matter here. What an answer leaves out is empty; what has another
 * shape is no answer.
 */
final class Answer {

  private Answer() {}

  /**
   * What stands around every answer.
   *
   * @param type {@code sync}, {@code async} or {@code error}
   * @param operation where what takes time can be asked for
   * @param metadata what was asked for
   */
  record Envelope(String type, String operation, JsonNode metadata, String error) {

    Envelope {
      type = worded(type);
      operation = worded(operation);
      metadata =
          metadata == null || metadata.isNull() ? JsonNodeFactory.instance.objectNode() : metadata;
      error = error == null ? "LXD gave no reason" : error;
    }
  }

  /**
   * The daemon.
   *
   * @param auth whether it trusts us
   */
  record Server(String auth, Optional<Software> environment) {

    Server {
      auth = worded(auth);
    }

    boolean trustsUs() {
      return auth.equals("trusted");
    }

    /** What it can run, such as {@code lxc | qemu}. */
    String drivers() {
      return environment.map(Software::driver).orElse("");
    }

    String version() {
      return environment.map(Software::serverVersion).orElse("unknown version");
    }
  }

  /** What the daemon is made of. */
  record Software(String driver, String serverVersion) {

    Software {
      driver = worded(driver);
      serverVersion = serverVersion == null ? "unknown version" : serverVersion;
    }
  }

  /** A profile, a network or another thing with settings. */
  record Settings(String name, Map<String, String> config) {

    Settings {
      name = worded(name);
      config = named(config);
    }

    /** A setting; empty when it is not given. */
    String config(String key) {
      return config.getOrDefault(key, "");
    }
  }

  /** How an instance is at the moment. */
  record State(Map<String, Nic> network) {

    State {
      network = named(network);
    }
  }

  /** A network interface of an instance. */
  record Nic(String hwaddr, List<Address> addresses) {

    Nic {
      hwaddr = worded(hwaddr);
      addresses = listed(addresses);
    }
  }

  /** An address of an interface. */
  record Address(String address, String scope) {

    Address {
      address = worded(address);
      scope = worded(scope);
    }

    boolean isGlobal() {
      return scope.equals("global");
    }
  }

  /**
   * Something that the daemon does.
   *
   * @param err why it failed
   * @param resources paths of what it is about, by kind
   */
  record Operation(
      String description, String status, String err, Map<String, List<String>> resources) {

    private static final List<String> OVER = List.of("Success", "Failure", "Cancelled");

    Operation {
      description = description == null ? "an operation of LXD" : description;
      status = worded(status);
      err = worded(err);
      resources = named(resources);
    }

    boolean succeeded() {
      return status.equals("Success");
    }

    boolean isOver() {
      return OVER.contains(status);
    }

    /** Whether it is about the instance of that name, or about a part of it. */
    boolean isAbout(String instance) {
      String path = "/1.0/instances/" + instance;
      return listed(resources.get("instances")).stream()
          .anyMatch(
              resource ->
                  resource.equals(path)
                      || resource.startsWith(path + "?")
                      || resource.startsWith(path + "/"));
    }

    /** Why it did not succeed. */
    String reason() {
      return err.isEmpty() ? status : err;
    }
  }

  /** What the daemon does right now. */
  record Operations(List<Operation> running, List<Operation> pending) {

    Operations {
      running = listed(running);
      pending = listed(pending);
    }
  }
}
