package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.domain.preflight.ContainerFacts;
import com.torrust.deployer.domain.preflight.DockerFacts;
import com.torrust.deployer.domain.preflight.FirewallFacts;
import com.torrust.deployer.domain.preflight.FolderFacts;
import com.torrust.deployer.domain.preflight.ListenerFacts;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.domain.preflight.MachineFinding;
import com.torrust.deployer.domain.preflight.MachineFinding.Severity;
import com.torrust.deployer.domain.preflight.MachineReport;
import com.torrust.deployer.domain.preflight.NetworkFacts;
import com.torrust.deployer.domain.preflight.PackageFacts;
import com.torrust.deployer.domain.preflight.StackFolderFacts;
import com.torrust.deployer.domain.preflight.SystemFacts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a machine was found to be like, as a table and as an object. */
final class MachineDocument {

  private MachineDocument() {}

  /** A row for each finding. */
  static Table table(MachineReport report) {
    Table table = Table.of("Machine", "Found");
    report.findings().forEach(each -> table.row(severity(each), Cell.of(each.message())));
    return table;
  }

  /** What to do about findings of a severity, each after its code. */
  static List<String> remedies(MachineReport report, Severity severity) {
    return report.of(severity).stream()
        .filter(each -> !each.remedy().isEmpty())
        .map(each -> each.code() + ": " + each.remedy())
        .toList();
  }

  private static Cell severity(MachineFinding finding) {
    return switch (finding.severity()) {
      case FINE -> Cell.of("fine", Meaning.GOOD);
      case CHANGE -> Cell.of("will change", Meaning.MAJOR);
      case WARNING -> Cell.of("warning", Meaning.DOUBTFUL);
      case BLOCKING -> Cell.of("in the way", Meaning.BAD);
    };
  }

  /** Findings and facts. */
  static Document of(MachineReport report) {
    MachineFacts facts = report.facts();
    return Document.object()
        .put("result", report.passed() ? "pass" : "fail")
        .putAll("findings", report.findings().stream().map(MachineDocument::finding).toList())
        .put("system", system(facts.system()))
        .put(
            "account",
            Document.object()
                .put("name", facts.account().name())
                .put("shell", facts.account().shell())
                .put("elevation", word(facts.account().elevation())))
        .putAll("folders", facts.folders().stream().map(MachineDocument::folder).toList())
        .put("stack_folder", stackFolder(facts.stackFolder()))
        .put("docker", docker(facts.docker()))
        .putAll("listeners", facts.listeners().stream().map(MachineDocument::listener).toList())
        .put("firewall", firewall(facts.firewall()))
        .put(
            "sshd",
            Document.object()
                .put("socket_activated", facts.sshd().socketActivated())
                .put("settings", facts.sshd().settings()))
        .put("packages", packages(facts.packages()))
        .put("network", network(facts.network()));
  }

  private static Document finding(MachineFinding finding) {
    return Document.object()
        .put("severity", word(finding.severity()))
        .put("code", finding.code().value())
        .put("message", finding.message())
        .put("remedy", finding.remedy());
  }

  private static Document system(SystemFacts system) {
    return Document.object()
        .put("id", system.id())
        .put("version", system.version())
        .put("name", system.name())
        .put("architecture", system.architecture())
        .put("userland", system.userland())
        .put("kernel", system.kernel())
        .put("virtualization", system.virtualization())
        .put("init", system.init())
        .put("memory_mib", number(system.memoryMib()))
        .put("python", system.python());
  }

  private static Document folder(FolderFacts folder) {
    return Document.object()
        .put("path", folder.path())
        .put("exists", folder.exists())
        .put("writable", folder.writable())
        .put("executable", folder.executable())
        .put("file_system", folder.fileSystem())
        .put("free_mib", number(folder.freeMib()))
        .put("free_inodes", number(folder.freeInodes()));
  }

  private static Document stackFolder(StackFolderFacts folder) {
    return Document.object()
        .put("kind", word(folder.kind()))
        .put("target", folder.target())
        .put("entries", folder.entries())
        .put("mark", folder.mark());
  }

  private static Document docker(DockerFacts docker) {
    return Document.object()
        .put("presence", word(docker.presence()))
        .put("client", docker.client())
        .put("version", docker.version())
        .put("compose", docker.compose())
        .put("snap", docker.isSnap())
        .put("security_options", docker.securityOptions())
        .put("log_driver", docker.logDriver())
        .put("storage_driver", docker.storageDriver())
        .put("cgroup_version", docker.cgroupVersion())
        .put("live_restore", docker.isLiveRestore())
        .put("root_folder", docker.rootFolder())
        .put("firewall_forbidden", docker.isFirewallForbidden())
        .put("firewall_rules", docker.firewallRules())
        .putAll(
            "containers", docker.containers().stream().map(MachineDocument::container).toList());
  }

  private static Document container(ContainerFacts container) {
    return Document.object()
        .put("name", container.name())
        .put("state", container.state())
        .put("project", container.project())
        .put("folder", container.folder())
        .put("image", container.image())
        .put("ports", container.ports());
  }

  private static Document listener(ListenerFacts listener) {
    return Document.object()
        .put("protocol", listener.protocol().text())
        .put("address", listener.address())
        .put("port", listener.port())
        .put("process", listener.process());
  }

  private static Document firewall(FirewallFacts firewall) {
    return Document.object()
        .put("ufw_active", firewall.ufwActive())
        .put("firewalld_active", firewall.firewalldActive())
        .put("persistent_rules", firewall.persistentRules())
        .put("nftables_service", firewall.nftablesService())
        .put("nftables_flushes", firewall.nftablesFlushes())
        .put("tables", firewall.tables());
  }

  private static Document packages(PackageFacts packages) {
    return Document.object()
        .put("unfinished", packages.unfinished())
        .put("held", packages.held())
        .put("masked_units", packages.maskedUnits());
  }

  private static Document network(NetworkFacts network) {
    return Document.object()
        .put("hostname", network.hostname())
        .put("hostname_resolves", network.hostnameResolves())
        .put("ipv6_disabled", network.ipv6Disabled())
        .put("addresses", network.addresses())
        .put("clock_synchronized", network.clockSynchronized());
  }

  private static Optional<Integer> number(OptionalInt value) {
    return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
  }

  private static Optional<Long> number(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
