package com.torrust.deployer.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.NullValue;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A configuration and what has to come out.
 *
 * @param name name of its folder
 * @param config the document, with the place of the fixtures filled in
 * @param expected outcome, facts and model
 */
record RenderCase(String name, JsonNode config, JsonNode expected) {

  /** All cases: those of the reference, then our own for what the reference has no case of. */
  static List<RenderCase> all() {
    List<RenderCase> cases = new ArrayList<>();
    for (String folder : List.of("render", "render-own")) {
      try (Stream<Path> folders = Files.list(resource(folder))) {
        folders.filter(Files::isDirectory).sorted().map(RenderCase::read).forEach(cases::add);
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
    }
    return cases;
  }

  private static RenderCase read(Path folder) {
    JsonNode expected = replaceFixtures(Json.read(folder.resolve("expected.json")));
    return new RenderCase(
        folder.getFileName().toString(),
        replaceFixtures(Json.read(folder.resolve("config.json"))),
        expected);
  }

  private static JsonNode replaceFixtures(JsonNode node) {
    try {
      return Json.MAPPER.readTree(
          node.toString().replace("@FIXTURES@", resource("fixtures").toString()));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static Path resource(String name) {
    try {
      return Path.of(RenderCase.class.getResource("/conformance/" + name).toURI());
    } catch (URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  Set<String> facts() {
    Set<String> facts = new LinkedHashSet<>();
    expected.path("facts").forEach(fact -> facts.add(fact.asText()));
    return facts;
  }

  boolean expectsRefusal() {
    return expected.path("outcome").asText().equals("refused");
  }

  /** The configuration, or why it is refused. */
  Either<List<Finding>, EnvironmentConfig> decode() {
    var decoded =
        ConfigDecoder.drawingFrom(Samples.PROVIDERS, RandomGenerator.of("L64X128MixRandom"))
            .decode(value(config));
    return decoded.config().isPresent()
        ? Either.right(decoded.config().get())
        : Either.left(decoded.findings());
  }

  /** Everything for a machine at the address that the reference was given. */
  static RenderRequest request(EnvironmentConfig config) {
    return request(config, publicKey(config.sshCredentials()));
  }

  static RenderRequest request(EnvironmentConfig config, String publicKey) {
    return ImmutableRenderRequest.builder()
        .config(config)
        .label(new Label(config.name().value() + ".00000000"))
        .publicKey(publicKey)
        .address(HostAddress.parse("10.140.190.14"))
        .build();
  }

  private static String publicKey(SshCredentials credentials) {
    try {
      return Files.readString(credentials.publicKeyPath()).strip();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static ConfigValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT ->
          new ObjectValue(
              node.propertyStream()
                  .map(
                      member ->
                          new Member(member.getKey(), value(member.getValue()), Optional.empty()))
                  .toList(),
              Optional.empty());
      case ARRAY -> {
        List<ConfigValue> elements = new ArrayList<>();
        node.forEach(element -> elements.add(value(element)));
        yield ConfigValue.array(elements.stream());
      }
      case STRING -> ConfigValue.of(node.textValue());
      case BOOLEAN -> ConfigValue.of(node.booleanValue());
      case NUMBER -> new NumberValue(node.toString(), Optional.empty());
      default -> new NullValue(Optional.empty());
    };
  }
}
