package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.mcp.gate.Approvals;
import com.torrust.deployer.mcp.gate.Permissions;
import com.torrust.deployer.mcp.gate.PlanGate;
import com.torrust.deployer.mcp.operation.Operations;
import com.torrust.deployer.sdk.Deployer;
import io.vavr.control.Either;
import java.nio.file.Path;

/**
 * What tools work with. Immutable.
 *
 * @param deployer does everything
 * @param workingDirectory holds {@code data} and {@code build}
 * @param permissions what the operator allows
 * @param approvals plans that were shown
 * @param gate lets approved plans through
 * @param operations what runs
 */
public record Workbench(
    Deployer deployer,
    Path workingDirectory,
    Permissions permissions,
    Approvals approvals,
    PlanGate gate,
    Operations operations) {

  /** The environment that a call names, if the operator lets agents near it. */
  Either<DeployError, EnvironmentName> environment(Arguments arguments) {
    return permissions.admit(arguments.get(CommonArguments.ENVIRONMENT));
  }
}
