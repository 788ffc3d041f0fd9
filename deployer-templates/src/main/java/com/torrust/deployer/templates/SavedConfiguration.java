package com.torrust.deployer.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.AbsentProvider;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.config.document.ConfigSecrets;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.BooleanValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.domain.config.document.Providers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration as it is saved with every backup, so that a tracker can be made anew by
 * somebody who has nothing but the repository. It holds what is on the machine anyway; what belongs
 * to the operator's computer and to the account at the provider is left out.
 */
final class SavedConfiguration {

  /** Of the operator's computer, or of the provider's account. */
  private static final List<String> LEFT_OUT = List.of("provider", "ssh_credentials");

  private static final Providers NONE = Providers.of(List.of());

  private final Map<String, Secret> secrets;

  private SavedConfiguration(Map<String, Secret> secrets) {
    this.secrets = secrets;
  }

  /** The document, with the texts of its secrets wherever they came from. */
  static ObjectNode of(EnvironmentConfig config) {
    EnvironmentConfig known =
        ImmutableEnvironmentConfig.copyOf(config)
            .withProvider(
                new AbsentProvider(
                    config.provider().id(), new ObjectValue(List.of(), Optional.empty())));
    ObjectNode document = StructuredText.tree();
    SavedConfiguration saved = new SavedConfiguration(ConfigSecrets.of(NONE, known));
    if (ConfigEncoder.encode(NONE, known) instanceof ObjectValue object) {
      for (Member member : object.members()) {
        if (!LEFT_OUT.contains(member.name())) {
          document.set(member.name(), saved.node("/" + member.name(), member.value()));
        }
      }
    }
    document.putObject("environment").put("name", config.name().value());
    return document;
  }

  private JsonNode node(String pointer, ConfigValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (secrets.containsKey(pointer)) {
      return nodes.textNode(secrets.get(pointer).expose());
    }
    if (value instanceof ObjectValue object) {
      ObjectNode node = nodes.objectNode();
      object
          .members()
          .forEach(
              member ->
                  node.set(member.name(), node(pointer + "/" + member.name(), member.value())));
      return node;
    }
    if (value instanceof ArrayValue array) {
      ArrayNode node = nodes.arrayNode();
      for (int index = 0; index < array.elements().size(); index++) {
        node.add(node(pointer + "/" + index, array.elements().get(index)));
      }
      return node;
    }
    if (value instanceof TextValue text) {
      return nodes.textNode(text.text());
    }
    if (value instanceof NumberValue number) {
      return nodes.numberNode(new BigDecimal(number.literal()));
    }
    return value instanceof BooleanValue truth
        ? nodes.booleanNode(truth.value())
        : nodes.nullNode();
  }
}
