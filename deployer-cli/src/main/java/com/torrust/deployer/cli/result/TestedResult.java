package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.ExitCode;
import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.sdk.TestReport;
import java.util.List;

/**
 * The result of {@code test}; a negative one ends with exit code 9.
 *
 * @param report what the services answered
 */
public record TestedResult(TestReport report) implements Result {

  private List<String> next() {
    return report.passed()
        ? List.of()
        : Next.of(
            "status " + report.environment(), "status " + report.environment() + " --logs tracker");
  }

  @Override
  public Text text() {
    long failed = report.checks().stream().filter(CheckResult::failed).count();
    Text text =
        Text.titled(
                "Test of "
                    + report.environment()
                    + (report.passed()
                        ? " passed"
                        : " failed: " + failed + " of " + report.checks().size() + " checks"))
            .fact("Address", report.address())
            .table(Checks.table(report.checks()));
    return Checks.addSecurity(text, report.security()).next(next());
  }

  @Override
  public Document document() {
    return Document.result()
        .put("environment_name", report.environment().value())
        .put("instance_ip", report.address().value())
        .put("result", report.passed() ? "pass" : "fail")
        .putAll("checks", report.checks().stream().map(Checks::document).toList())
        .putAll("security", report.security().stream().map(Checks::document).toList())
        .putAll(
            "dns_warnings",
            report.checks().stream().filter(TestedResult::isAstray).map(this::dnsWarning).toList())
        .put("next_commands", next());
  }

  private static boolean isAstray(CheckResult check) {
    return check.id().startsWith("dns.") && check.status() != CheckResult.Status.PASS;
  }

  private Document dnsWarning(CheckResult check) {
    return Document.object()
        .put("domain", check.subject())
        .put("expected_ip", report.address().value())
        .put("issue", check.detail());
  }

  @Override
  public int exitCode() {
    return report.passed() ? ExitCode.SUCCESS : ExitCode.CHECKS_FAILED;
  }
}
