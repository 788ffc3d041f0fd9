package com.torrust.deployer.adapters.tofu.internal;

import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.config.IpFamily;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.machine.MachineSoftware;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.provider.HetznerConfig;
import com.torrust.deployer.domain.provider.HetznerSection;
import com.torrust.deployer.domain.provider.LxdConfig;
import com.torrust.deployer.domain.provider.LxdSection;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.service.PublicPort;
import com.torrust.deployer.domain.service.PublicPort.Protocol;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The OpenTofu project of the configured provider. */
public final class TofuArtifacts implements ArtifactSource {

  private static final ArtifactGroup GROUP = new ArtifactGroup("tofu");

  private static final String LXD_REFERENCE =
      "https://search.opentofu.org/provider/terraform-lxd/lxd/latest";
  private static final String HETZNER_REFERENCE =
      "https://search.opentofu.org/provider/hetznercloud/hcloud/latest";

  private static final Template LXD_PROJECT =
      Template.verbatim(
          "tofu/lxd/main.tf",
          "One machine on the LXD server of this computer, with a profile of its own. The addresses"
              + " of the resources and the output instance_info are what the deployer works with.",
          LXD_REFERENCE);
  private static final Template LXD_VARIABLES =
      Template.rendered(
          "tofu/lxd/variables.tfvars", "Name, size and mark of the machine on LXD.", LXD_REFERENCE);
  private static final Template HETZNER_PROJECT =
      Template.verbatim(
          "tofu/hetzner/main.tf",
          "One server at Hetzner Cloud with its firewall and key. The addresses of the resources"
              + " and the output instance_info are what the deployer works with.",
          HETZNER_REFERENCE);
  private static final Template HETZNER_VARIABLES =
      Template.rendered(
          "tofu/hetzner/variables.tfvars",
          "Name, size, ports and mark of the server at Hetzner Cloud. It holds the API token: for"
              + " the owner's eyes only.",
          HETZNER_REFERENCE);
  private static final Template CLOUD_INIT =
      Template.rendered(
          "tofu/common/cloud-init.yml",
          "The first boot of the machine: it makes the deploy user, who logs in with the configured"
              + " key alone.",
          "https://docs.cloud-init.io/en/latest/reference/modules.html");
  private static final Template AHEAD =
      Template.rendered(
          "tofu/common/ahead.sh",
          "Installs packages and pulls images from the first boot on, ahead of the commands that"
              + " need them. What it does not get done is done by those commands.",
          "https://docs.cloud-init.io/en/latest/explanation/format.html");

  @Override
  public List<Template> templates() {
    return List.of(
        LXD_PROJECT, LXD_VARIABLES, HETZNER_PROJECT, HETZNER_VARIABLES, CLOUD_INIT, AHEAD);
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    ProviderConfig provider = request.config().provider();
    return HetznerSection.SECTION
        .find(provider)
        .map(
            hetzner ->
                project(
                    request,
                    renderer,
                    HETZNER_PROJECT,
                    new Artifact(
                        GROUP,
                        path(request, "variables.tfvars"),
                        renderer.render(HETZNER_VARIABLES, variables(request, hetzner)),
                        false,
                        !writtenToken(hetzner).isEmpty())))
        .or(
            () ->
                LxdSection.SECTION
                    .find(provider)
                    .map(
                        lxd ->
                            project(
                                request,
                                renderer,
                                LXD_PROJECT,
                                Artifact.plain(
                                    GROUP,
                                    path(request, "variables.tfvars"),
                                    renderer.render(LXD_VARIABLES, variables(request, lxd))))))
        .orElse(List.of());
  }

  private static List<Artifact> project(
      RenderRequest request, TemplateRenderer renderer, Template project, Artifact variables) {
    return List.of(
        Artifact.plain(GROUP, path(request, "main.tf"), renderer.render(project, Map.of())),
        variables,
        Artifact.plain(
            GROUP,
            path(request, "cloud-init.yml"),
            renderer.render(CLOUD_INIT, firstBoot(request))),
        Artifact.plain(GROUP, path(request, "ahead.sh"), renderer.render(AHEAD, ahead(request))));
  }

  private static String path(RenderRequest request, String name) {
    return GROUP.folder() + "/" + request.config().provider().id() + "/" + name;
  }

  private static Map<String, ?> variables(RenderRequest request, LxdConfig lxd) {
    return Map.of(
        "instance_name", request.config().instanceName().value(),
        "profile_name", lxd.profileName().value(),
        "image", lxd.image(),
        "instance_type", lxd.instanceType().text(),
        "label", request.label().value());
  }

  private static Map<String, ?> variables(RenderRequest request, HetznerConfig hetzner) {
    String name = request.config().instanceName().value();
    return Map.ofEntries(
        Map.entry("hcloud_api_token", writtenToken(hetzner)),
        Map.entry("server_name", name),
        Map.entry("server_type", hetzner.serverType()),
        Map.entry("server_location", hetzner.location()),
        Map.entry("server_image", hetzner.image()),
        Map.entry("label", request.label().value()),
        Map.entry("ssh_key_name", name + "-ssh-key"),
        Map.entry("ssh_public_key", request.publicKey()),
        Map.entry("open_tcp_ports", openPorts(request, Protocol.TCP)),
        Map.entry("open_udp_ports", openPorts(request, Protocol.UDP)),
        Map.entry("sources", sources(request)));
  }

  /** A token that is had from elsewhere is written to no file: OpenTofu gets it by a variable. */
  private static String writtenToken(HetznerConfig hetzner) {
    return hetzner.apiToken().reference().isPresent() ? "" : hetzner.apiToken().expose();
  }

  /** Everybody of one address family, for the ports that serve no other. */
  private static List<Map<String, String>> sources(RenderRequest request) {
    return PublicPort.of(request.services()).stream()
        .filter(port -> port.families().size() == 1)
        .map(
            port ->
                Map.of(
                    "port",
                    port.toString(),
                    "range",
                    port.families().contains(IpFamily.IPV6) ? "::/0" : "0.0.0.0/0"))
        .toList();
  }

  /** What the stack publishes, and the port that the deployer itself comes through. */
  private static List<Integer> openPorts(RenderRequest request, Protocol protocol) {
    IntStream published =
        PublicPort.of(request.services()).stream()
            .filter(port -> port.protocol() == protocol)
            .mapToInt(PublicPort::number);
    IntStream ssh =
        protocol == Protocol.TCP
            ? IntStream.of(request.config().sshCredentials().port())
            : IntStream.empty();
    return IntStream.concat(ssh, published).boxed().distinct().toList();
  }

  private static Map<String, ?> ahead(RenderRequest request) {
    return Map.of(
        "docker",
        MachineSoftware.docker().stream()
            .filter(MachineSoftware.Docker::isOfDistribution)
            .map(
                docker ->
                    Map.of(
                        "origin", docker.origin(), "packages", String.join(" ", docker.packages())))
            .toList(),
        "packages",
        String.join(" ", MachineSoftware.others()),
        "settings",
        MachineSoftware.dockerSettings(request.services().serves(IpFamily.IPV6)),
        "images",
        request.images().stream().map(ImageReference::value).distinct().sorted().toList(),
        "ssh_port",
        request.config().sshCredentials().port());
  }

  private static Map<String, ?> firstBoot(RenderRequest request) {
    return Map.of(
        "username", request.config().sshCredentials().username().value(),
        "public_key", request.publicKey(),
        "ssh_port", request.config().sshCredentials().port());
  }
}
