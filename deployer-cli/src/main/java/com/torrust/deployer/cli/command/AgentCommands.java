package com.torrust.deployer.cli.command;

import static com.torrust.deployer.cli.command.Action.command;

import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.ValueType;
import com.torrust.deployer.domain.plan.PlanId;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * The commands for agents, and for those who watch over them. What they do is in {@link
 * AgentService}, whose libraries the launcher brings for these commands alone: to describe them
 * needs none.
 */
public final class AgentCommands {

  private static final List<String> CAPABILITIES = List.of("write", "spend", "destroy");

  private AgentCommands() {}

  /** {@code mcp}. */
  public static CommandSpec mcp() {
    Input<String> allow =
        Input.of(
            ValueType.of(String.class, AgentCommands::capabilities).proposing(CAPABILITIES),
            OptionSpec.builder("--allow")
                .paramLabel("<CAPABILITIES>")
                .description(
                    "What the agent may do besides looking, separated by commas: write (store and"
                        + " change), spend (make machines), destroy (take something away). Nothing"
                        + " unless given."));
    Input<String> environments =
        Input.of(
            ValueType.of(String.class, AgentCommands::pattern),
            OptionSpec.builder("--environments")
                .paramLabel("<PATTERN>")
                .defaultValue("*")
                .description(
                    Input.withDefault(
                        "Serve only environments whose names match; * stands for any characters.",
                        "*")));
    return command(
        "mcp",
        invocation ->
            AgentService.serve(
                invocation,
                allow.given().map(words -> List.of(words.split(","))).orElse(List.of()),
                environments.value()),
        allow,
        environments);
  }

  private static String capabilities(String text) {
    if (CAPABILITIES.containsAll(List.of(text.split(",", -1)))) {
      return text;
    }
    throw new TypeConversionException("write, spend and destroy are known, separated by commas");
  }

  private static String pattern(String text) {
    if (text.matches("[a-z0-9*?-]+")) {
      return text;
    }
    throw new TypeConversionException(
        "the name of an environment is needed, in which * and ? stand for others");
  }

  /** {@code approve}. */
  public static CommandSpec approve() {
    Input<PlanId> plan =
        Input.of(
            ValueType.PLAN_ID,
            PositionalParamSpec.builder()
                .paramLabel("<PLAN>")
                .required(true)
                .description("Id of the plan that an agent asks to carry out."));
    return command("approve", invocation -> AgentService.approve(invocation, plan.value()), plan);
  }
}
