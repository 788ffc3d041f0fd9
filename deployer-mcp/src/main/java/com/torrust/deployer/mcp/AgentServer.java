package com.torrust.deployer.mcp;

import com.torrust.deployer.mcp.gate.AgentFolder;
import com.torrust.deployer.mcp.gate.Approvals;
import com.torrust.deployer.mcp.gate.AuditLog;
import com.torrust.deployer.mcp.gate.Permissions;
import com.torrust.deployer.mcp.gate.PlanGate;
import com.torrust.deployer.mcp.library.Library;
import com.torrust.deployer.mcp.operation.Operations;
import com.torrust.deployer.mcp.protocol.SdkServer;
import com.torrust.deployer.mcp.tool.Toolbox;
import com.torrust.deployer.mcp.tool.Workbench;
import com.torrust.deployer.sdk.Deployer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Serves one agent over two streams by the Model Context Protocol. What an agent may do is decided
 * here and not by the client: {@link Permissions}, and for what spends or destroys a plan that
 * somebody has approved. Immutable.
 *
 * <p>The SDK of the protocol writes whole messages into its log, with the secrets that may stand in
 * them: whoever serves by this keeps the loggers below {@code io.modelcontextprotocol} silent.
 *
 * @param workingDirectory holds {@code data} and {@code build}, the one of the deployer
 * @param permissions what the operator allows
 * @param version of the program
 * @param commands the description of all commands of the program
 * @param clock tells when approvals expire
 */
public record AgentServer(
    Path workingDirectory,
    Permissions permissions,
    String version,
    Supplier<String> commands,
    InstantSource clock) {

  /** Makes the path absolute. */
  public AgentServer {
    workingDirectory = workingDirectory.toAbsolutePath().normalize();
  }

  /**
   * Serves until {@code in} ends, then waits until every operation has ended that was begun: a
   * client that vanishes leaves nothing half done. Each wait of an operation has its limit.
   *
   * @param out gets lines of the protocol and nothing else
   */
  public void serve(Deployer deployer, InputStream in, OutputStream out) {
    AgentFolder folder = AgentFolder.in(workingDirectory);
    Approvals approvals = new Approvals(folder, clock);
    try (Operations operations = new Operations(folder, clock)) {
      Workbench bench =
          new Workbench(
              deployer,
              workingDirectory,
              permissions,
              approvals,
              new PlanGate(approvals, clock, workingDirectory),
              operations);
      Toolbox tools = new Toolbox(bench, new AuditLog(folder), clock);
      SdkServer.serve(tools, new Library(bench, tools, commands), version, in, out);
    }
  }
}
