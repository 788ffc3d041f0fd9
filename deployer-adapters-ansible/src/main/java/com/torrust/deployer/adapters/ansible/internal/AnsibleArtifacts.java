package com.torrust.deployer.adapters.ansible.internal;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.IpFamily;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.MachineSoftware;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.StackNames;
import com.torrust.deployer.domain.service.PublicPort;
import com.torrust.deployer.domain.service.StackService;
import com.torrust.deployer.domain.service.StackService.Kind;
import com.torrust.deployer.domain.service.StackServices;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Inventory, settings, variables, the one playbook and its callback plug-in. The playbook is the
 * same for every environment; what differs stands in {@code inventory.yml} and {@code
 * variables.yml}.
 */
public final class AnsibleArtifacts implements ArtifactSource {

  /** Where inventory, playbook and plug-ins stand. */
  static final ArtifactGroup GROUP = new ArtifactGroup("ansible");

  private static final String PLAYBOOKS = "https://docs.ansible.com/ansible/latest/playbook_guide/";
  private static final String BUILTIN =
      "https://docs.ansible.com/ansible/latest/collections/ansible/builtin/";

  private static final Template SETTINGS =
      Template.rendered(
          "ansible/ansible.cfg",
          "How Ansible works: it finds its inventory here and joins the deployer's own connection,"
              + " with the machine's pinned host key.",
          "https://docs.ansible.com/ansible/latest/reference_appendices/config.html");
  private static final Template INVENTORY =
      Template.rendered(
          "ansible/inventory.yml",
          "The one machine, how it is reached and as whom.",
          "https://docs.ansible.com/ansible/latest/inventory_guide/");
  private static final Template VARIABLES =
      Template.rendered(
          "ansible/variables.yml",
          "What the playbook has to know about this environment.",
          PLAYBOOKS);

  private static final List<Template> PLAYBOOK =
      List.of(
          playbook(
              "configure.yml",
              "Brings the machine to the configured condition; running it again changes nothing."),
          playbook(
              "settings.yml",
              "What the playbook works out from its variables and from what it finds."),
          Template.verbatim(
              "ansible/look.sh",
              "Says whether anything on the machine differs from what the playbook left.",
              "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html"),
          playbook("tasks/check.yml", "Refuses a machine that cannot be configured."),
          playbook("tasks/daemon.yml", "Completes Docker's settings where there are some."),
          playbook(
              "tasks/begin.yml",
              "Writes the settings of Docker, updates, kernel and firewall, and begins to install"
                  + " what is missing."),
          playbook(
              "tasks/ssh.yml", "Lets people log in by key only, and proves that we still can."),
          playbook(
              "tasks/packages.yml",
              "Waits until everything is installed, and installs what could not be."),
          playbook(
              "tasks/firewall.yml",
              "Puts firewall, services and kernel settings in force and lets the deploy user use"
                  + " Docker."),
          playbook("tasks/docker.yml", "Proves that Docker and Compose work."),
          plugin("action_plugins/sh.py", "Runs shell text on the machine and frames what it says."),
          plugin("action_plugins/judge.py", "Judges whether the machine can be configured."),
          file(
              "updates.conf",
              "Security updates every day.",
              "https://wiki.debian.org/UnattendedUpgrades"),
          file(
              "sshd.conf",
              "Logins by key only, none as root, and limits for those who try.",
              "https://man.openbsd.org/sshd_config"),
          file(
              "sysctl.conf",
              "Kernel settings for a busy public UDP tracker.",
              "https://docs.kernel.org/networking/nf_conntrack-sysctl.html"),
          file(
              "firewall.nft",
              "The firewall for traffic that Docker forwards to containers.",
              "https://wiki.nftables.org"),
          file(
              "firewall-clients.nft",
              "Bounds what clients of UDP trackers take of the connection table.",
              "https://wiki.nftables.org"),
          file(
              "firewall.service",
              "Loads the firewall before Docker starts.",
              "https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html"),
          file(
              "ufw",
              "The ports of the stack as one application of UFW.",
              "https://help.ubuntu.com/community/UFW"),
          Template.verbatim(
              "ansible/callback_plugins/deployer_events.py",
              "Tells the deployer what happens, one event a line.",
              "https://docs.ansible.com/ansible/latest/plugins/callback.html"));

  private static final List<Map<String, ?>> DOCKER =
      MachineSoftware.docker().stream()
          .<Map<String, ?>>map(
              docker -> Map.of("origin", docker.origin(), "packages", docker.packages()))
          .toList();

  private static Template plugin(String path, String purpose) {
    return Template.verbatim(
        "ansible/" + path, purpose, "https://docs.ansible.com/ansible/latest/plugins/action.html");
  }

  private static Template playbook(String path, String purpose) {
    return Template.verbatim("ansible/" + path, purpose, BUILTIN);
  }

  /** A file for the machine; Ansible fills it in. */
  private static Template file(String name, String purpose, String reference) {
    return Template.verbatim("ansible/templates/" + name, purpose, reference);
  }

  @Override
  public List<Template> templates() {
    return Stream.concat(Stream.of(SETTINGS, INVENTORY, VARIABLES), PLAYBOOK.stream()).toList();
  }

  /** Nothing as long as nobody knows where the machine is. */
  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    return request.address().map(address -> render(request, address, renderer)).orElseGet(List::of);
  }

  private static List<Artifact> render(
      RenderRequest request, HostAddress address, TemplateRenderer renderer) {
    List<Artifact> artifacts = new ArrayList<>();
    artifacts.add(artifact(renderer, SETTINGS, Map.of("ssh_args", sshArguments(request))));
    artifacts.add(artifact(renderer, INVENTORY, inventory(request, address)));
    artifacts.add(artifact(renderer, VARIABLES, variables(request)));
    PLAYBOOK.forEach(template -> artifacts.add(artifact(renderer, template, Map.of())));
    return artifacts;
  }

  private static Artifact artifact(
      TemplateRenderer renderer, Template template, Map<String, ?> values) {
    return Artifact.plain(GROUP, template.path(), renderer.render(template, values));
  }

  private static Map<String, ?> inventory(RenderRequest request, HostAddress address) {
    SshCredentials credentials = request.config().sshCredentials();
    return Map.of(
        "host", address.value(),
        "port", sshPort(request),
        "user", credentials.username().value(),
        "private_key", credentials.privateKeyPath().toString());
  }

  private static Map<String, ?> variables(RenderRequest request) {
    EnvironmentConfig config = request.config();
    List<PublicPort> ports = PublicPort.of(request.services());
    StackNames names = StackNames.of(config.name());
    StackServices services = request.services();
    List<Integer> udpTrackers =
        services
            .of(Kind.UDP_TRACKER)
            .filter(tracker -> tracker.published().isPresent())
            .map(StackService::port)
            .distinct()
            .toList();
    return Map.ofEntries(
        Map.entry("project", names.project()),
        Map.entry("bridge_pattern", names.bridgePattern()),
        Map.entry("ssh_port", sshPort(request)),
        Map.entry("deploy_dir", ReleaseBundle.ROOT),
        Map.entry("public_ports", ports.stream().map(PublicPort::toString).toList()),
        Map.entry("public_udp_tracker", !udpTrackers.isEmpty()),
        Map.entry("udp_tracker_ports", udpTrackers),
        Map.entry("serves_ipv6", services.serves(IpFamily.IPV6)),
        Map.entry("docker", DOCKER),
        Map.entry("other_packages", MachineSoftware.others()));
  }

  private static int sshPort(RenderRequest request) {
    return request.sshPort().orElseGet(() -> request.config().sshCredentials().port());
  }

  /** The same options as those of the deployer's own calls, so that both can share a connection. */
  private static String sshArguments(RenderRequest request) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-F none",
                "-o BatchMode=yes",
                "-o IdentitiesOnly=yes",
                "-o PreferredAuthentications=publickey",
                "-o ServerAliveInterval=5",
                "-o ServerAliveCountMax=6",
                "-o UpdateHostKeys=no",
                "-o ControlMaster=auto",
                "-o ControlPersist=60"));
    request.controlSocket().ifPresent(socket -> options.add("-o " + option("ControlPath", socket)));
    request
        .knownHosts()
        .ifPresentOrElse(
            file -> {
              options.add("-o StrictHostKeyChecking=yes");
              options.add("-o GlobalKnownHostsFile=none");
              options.add("-o " + option("UserKnownHostsFile", file));
            },
            // Somebody renders for later use by hand: the first contact is his.
            () -> options.add("-o StrictHostKeyChecking=accept-new"));
    return String.join(" ", options);
  }

  /**
   * A path goes through Ansible's splitting into words, then through OpenSSH's, which also expands
   * percent signs.
   */
  private static String option(String name, Path path) {
    String forSsh = name + "=\"" + path.toString().replace("%", "%%") + "\"";
    return "'" + forSsh.replace("'", "'\\''") + "'";
  }
}
