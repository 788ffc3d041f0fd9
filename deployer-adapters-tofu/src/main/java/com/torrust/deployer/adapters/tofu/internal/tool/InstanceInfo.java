package com.torrust.deployer.adapters.tofu.internal.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.machine.HostAddress;
import io.vavr.control.Either;
import java.util.Optional;

/**
 * The output {@code instance_info} of the rendered project.
 *
 * @param name the machine's name
 * @param image what it was made from
 * @param status the provider's word for its condition
 * @param address where it is; the provider may tell it later
 * @param ipv6 the address of the other family, if it is known
 * @param id the provider's id, if it has one besides the name
 */
public record InstanceInfo(
    String name,
    String image,
    String status,
    Optional<HostAddress> address,
    Optional<HostAddress> ipv6,
    Optional<String> id) {

  /** The name of the output. */
  static final String OUTPUT = "instance_info";

  /** Reads the value of the output; on the left what is wrong with it. */
  static Either<String, InstanceInfo> parse(JsonNode value) {
    for (String member : new String[] {"name", "image", "status"}) {
      if (!value.path(member).isTextual()) {
        return Either.left("output '" + OUTPUT + "' has no text '" + member + "'");
      }
    }
    String address = value.path("ip_address").asText("");
    if (value.path("ip_address").isTextual() && HostAddress.parse(address).isEmpty()) {
      return Either.left("output '" + OUTPUT + "' has '" + address + "' for an IP address");
    }
    return Either.right(
        new InstanceInfo(
            value.get("name").asText(),
            value.get("image").asText(),
            value.get("status").asText(),
            HostAddress.parse(address),
            HostAddress.parse(value.path("ipv6_address").asText("")),
            Optional.of(value.path("id").asText("")).filter(id -> !id.isEmpty())));
  }

  /** The same with addresses where none were known. */
  public InstanceInfo orElse(Optional<HostAddress> ipv4, Optional<HostAddress> otherIpv6) {
    return new InstanceInfo(
        name,
        image,
        status,
        address.or(() -> ipv4).or(() -> otherIpv6),
        ipv6.or(() -> otherIpv6),
        id);
  }
}
