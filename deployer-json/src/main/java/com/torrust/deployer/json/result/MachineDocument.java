package com.torrust.deployer.json.result;

import com.torrust.deployer.domain.preflight.DockerFacts;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.domain.preflight.MachineFinding;
import com.torrust.deployer.domain.preflight.MachineReport;
import com.torrust.deployer.json.Document;

/** What a machine was found to be like: findings and facts. */
final class MachineDocument {

  private MachineDocument() {}

  static Document of(MachineReport report) {
    MachineFacts facts = report.facts();
    return Document.object()
        .put("result", report.passed() ? "pass" : "fail")
        .putAll("findings", report.findings().stream().map(MachineDocument::finding).toList())
        .put("system", Bound.object(facts.system()))
        .put(
            "account",
            Document.object()
                .put("name", facts.account().name())
                .put("shell", facts.account().shell())
                .put("elevation", Document.word(facts.account().elevation())))
        .put("folders", Bound.list(facts.folders()))
        .put("stack_folder", Bound.object(facts.stackFolder()))
        .put("docker", docker(facts.docker()))
        .put("listeners", Bound.list(facts.listeners()))
        .put("firewall", Bound.object(facts.firewall()))
        .put("sshd", Bound.object(facts.sshd()))
        .put("packages", Bound.object(facts.packages()))
        .put("network", Bound.object(facts.network()));
  }

  private static Document finding(MachineFinding finding) {
    return Document.object()
        .put("severity", Document.word(finding.severity()))
        .put("code", finding.code().value())
        .put("message", finding.message())
        .put("remedy", finding.remedy());
  }

  private static Document docker(DockerFacts docker) {
    return Document.object()
        .put("presence", Document.word(docker.presence()))
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
        .put("ipv6_firewall", docker.ipv6Firewall())
        .put("containers", Bound.list(docker.containers()));
  }
}
