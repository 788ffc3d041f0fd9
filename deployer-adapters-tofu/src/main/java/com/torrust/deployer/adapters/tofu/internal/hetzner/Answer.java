package com.torrust.deployer.adapters.tofu.internal.hetzner;

import static com.torrust.deployer.adapters.tofu.internal.tool.Json.listed;
import static com.torrust.deployer.adapters.tofu.internal.tool.Json.named;
import static com.torrust.deployer.adapters.tofu.internal.tool.Json.worded;

import com.torrust.deployer.domain.machine.Label;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of Hetzner Cloud's answers that matter here. What an answer leaves out is empty; what
 * has another shape is no answer.
 */
final class Answer {

  private Answer() {}

  /**
   * A server, a firewall or a key.
   *
   * @param id a number
   * @param status of a server; else empty
   * @param locked whether something is being done to it
   */
  record Thing(String id, String name, Map<String, String> labels, String status, boolean locked) {

    Thing {
      id = worded(id);
      name = worded(name);
      labels = named(labels);
      status = worded(status);
    }

    /** Whose it is; empty when it carries no label of ours. */
    String label() {
      return labels.getOrDefault(Label.KEY, "");
    }
  }

  /** Something that takes time. */
  record Action(String id, String status, String command, Optional<Problem> error) {

    Action {
      id = worded(id);
      status = worded(status);
      command = worded(command);
    }
  }

  /** Why something was refused or failed. */
  record Problem(String code, String message) {

    private static final Problem UNKNOWN = new Problem("", "");

    Problem {
      code = worded(code);
      message = message == null || message.isEmpty() ? "no reason given" : message;
    }

    /** When nothing was said. */
    static Problem unknown() {
      return UNKNOWN;
    }
  }

  /**
   * A type of server.
   *
   * @param memory GB
   * @param disk GB
   * @param locations where it is sold, in newer answers
   * @param prices where it is sold, in all answers
   */
  record ServerType(
      String name,
      String architecture,
      String cpuType,
      double cores,
      double memory,
      double disk,
      List<Place> locations,
      List<Price> prices,
      Optional<Deprecation> deprecation) {

    ServerType {
      name = worded(name);
      architecture = worded(architecture);
      cpuType = worded(cpuType);
      locations = listed(locations);
      prices = listed(prices);
    }
  }

  /**
   * A location in which a type is sold.
   *
   * @param available whether it is in stock
   */
  record Place(String name, Optional<Boolean> available, Optional<Deprecation> deprecation) {

    Place {
      name = worded(name);
    }
  }

  /** What a type costs in a location. */
  record Price(String location) {

    Price {
      location = worded(location);
    }
  }

  /** The end of something. */
  record Deprecation(String unavailableAfter) {

    /** From when on it cannot be ordered, if that is known. */
    Optional<Instant> end() {
      try {
        return Optional.ofNullable(unavailableAfter)
            .map(text -> OffsetDateTime.parse(text).toInstant());
      } catch (DateTimeException noTime) {
        return Optional.empty();
      }
    }
  }

  /** A location. */
  record Location(String name) {

    Location {
      name = worded(name);
    }
  }

  /**
   * An image.
   *
   * @param architecture for which it is; without one for all
   */
  record Image(String name, Optional<String> architecture) {

    Image {
      name = worded(name);
    }
  }

  /** What every answer may hold besides what was asked for. */
  record Envelope(Optional<Meta> meta, Optional<Problem> error) {

    /** The page after this one; 0 when this is the last. */
    int nextPage() {
      return meta.flatMap(Meta::pagination).flatMap(Pagination::nextPage).orElse(0);
    }
  }

  /** About a list. */
  record Meta(Optional<Pagination> pagination) {}

  /** About a page of a list. */
  record Pagination(Optional<Integer> nextPage) {}
}
