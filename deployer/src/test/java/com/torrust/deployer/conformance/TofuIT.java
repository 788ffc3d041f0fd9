package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.provider.HetznerConfig;
import com.torrust.deployer.domain.provider.LxdConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The projects of both providers, in the hands of OpenTofu with the providers' schemas. */
class TofuIT {

  private static final Map<String, String> ON_LXD =
      Map.of(
          "EXPRESSION",
          "base64encode(jsonencode([var.instance_name, var.profile_name, var.image,"
              + " var.instance_type, var.label]))");

  private static final Map<String, String> AT_HETZNER =
      Map.of(
          "EXPRESSION",
          "base64encode(jsonencode([nonsensitive(var.hcloud_api_token), var.server_name,"
              + " var.server_type, var.server_location, var.server_image, var.label,"
              + " var.ssh_public_key]))");

  @TempDir Path root;

  @Test
  void openTofuAcceptsEveryProjectAndReadsEveryVariableBackLiterally() throws IOException {
    Program tofu = Program.onPath("tofu");
    Program shell = Program.onPath("sh");
    Map<String, Path> accepted = new HashMap<>();
    Set<String> read = new HashSet<>();
    for (RenderedTree tree : RenderedTree.all(root)) {
      Path project = tree.folder().resolve("tofu").resolve(tree.config().provider().id());
      // One project serves all cases of a provider; what differs are the variables.
      String text = Files.readString(project.resolve("main.tf"));
      if (!accepted.containsKey(text)) {
        validate(tofu, project);
        accepted.put(text, project);
      }
      if (!read.add(Files.readString(project.resolve("variables.tfvars")))) {
        continue;
      }
      Program.Outcome variables =
          shell.run(
              accepted.get(text),
              tree.config().provider() instanceof LxdConfig ? ON_LXD : AT_HETZNER,
              "-c",
              "printf '%s\\n' \"$EXPRESSION\" | \"$0\" console -var-file=\"$1\"",
              tofu.file().toString(),
              project.resolve("variables.tfvars").toString());
      assertEquals(0, variables.status(), () -> tree.name() + ": " + variables.all());
      assertEquals(wanted(tree.config()), values(variables.output()), tree.name());
    }
    System.out.println(
        "tofu validate: "
            + accepted.size()
            + " projects accepted; "
            + read.size()
            + " different files of variables read back");
    assertTrue(read.size() > 0);
  }

  private static void validate(Program tofu, Path project) {
    tofu.run(project, Map.of(), "init", "-backend=false", "-input=false", "-no-color");
    Program.Outcome valid = tofu.run(project, Map.of(), "validate", "-no-color");
    assertEquals(0, valid.status(), () -> project + ": " + valid.all());
  }

  private static List<String> wanted(EnvironmentConfig config) {
    String name = config.instanceName().value();
    if (config.provider() instanceof HetznerConfig hetzner) {
      return List.of(
          hetzner.apiToken().expose(),
          name,
          hetzner.serverType(),
          hetzner.location(),
          hetzner.image(),
          RenderCase.request(config).label().value(),
          RenderCase.request(config).publicKey());
    }
    LxdConfig lxd = (LxdConfig) config.provider();
    return List.of(
        name,
        lxd.profileName().value(),
        lxd.image(),
        lxd.instanceType().text(),
        RenderCase.request(config).label().value());
  }

  private static List<String> values(String output) throws JsonProcessingException {
    byte[] json = Base64.getDecoder().decode(output.strip().replace("\"", ""));
    return Json.MAPPER
        .readTree(new String(json, StandardCharsets.UTF_8))
        .valueStream()
        .map(JsonNode::asText)
        .toList();
  }
}
