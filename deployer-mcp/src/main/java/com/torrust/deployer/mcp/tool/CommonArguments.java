package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.sdk.operation.DeployTarget;
import java.util.Arrays;
import java.util.Map;

/** Arguments that several tools take. */
final class CommonArguments {

  static final Argument<EnvironmentName> ENVIRONMENT =
      Argument.text(
              "environment",
              "^[a-z](?:-?[a-z0-9])*$",
              text -> EnvironmentName.parse(text).toJavaOptional(),
              "Name of the environment.")
          .required();

  static final Argument<Map<String, Object>> CONFIG =
      Argument.object(
          "config",
          "The configuration itself, as the schema of configurations describes it"
              + " (torrust://schema/config). Either this or config_file.");

  static final Argument<String> CONFIG_FILE =
      Argument.line(
          "config_file",
          "Path of a configuration file below the server's working directory. Secrets that stand in"
              + " a file never pass through a conversation.");

  static final Argument<PlanId> PLAN =
      Argument.text(
          "plan",
          "^[0-9a-f]{16}(?:-[0-9a-f]{8})?$",
          PlanId::parse,
          "Id of the plan that the tool plan has shown. Needed for what makes machines or takes"
              + " something away, and somebody has to approve it.");

  static final Argument<DeployTarget> UNTIL =
      Argument.word(
          "until",
          Arrays.stream(DeployTarget.values()).map(DeployTarget::text).toList(),
          DeployTarget::find,
          "Where to stop; running unless given.");

  static final Argument<Boolean> BACKGROUND =
      Argument.flag(
          "background",
          "true: answer as soon as the operation has begun; look at it with the tool operation."
              + " false: answer when it has ended.");

  private CommonArguments() {}
}
