package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.mcp.gate.Capability;
import io.vavr.control.Either;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One tool. Immutable.
 *
 * @param name stable, lower case with underscores
 * @param title for people
 * @param description what it does, what it costs, and what comes next
 * @param hints what clients may know of its effects
 * @param needs the capabilities of which at least one must be allowed; none for what only looks
 * @param arguments what it takes
 * @param output the JSON schema of its result
 * @param work does it
 */
public record Tool(
    String name,
    String title,
    String description,
    Hints hints,
    Set<Capability> needs,
    List<Argument<?>> arguments,
    Supplier<Map<String, Object>> output,
    Work work) {

  /** Copies the collections. */
  public Tool {
    needs = Set.copyOf(needs);
    arguments = List.copyOf(arguments);
  }

  /**
   * What clients may know; nobody relies on it.
   *
   * @param readOnly changes nothing
   * @param destructive may take something away
   * @param idempotent a second call with the same arguments does no more
   * @param openWorld speaks with machines, providers or services
   */
  public record Hints(
      boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {

    /** Looks at what is stored on this computer. */
    static final Hints LOCAL_LOOK = new Hints(true, false, true, false);

    /** Looks at machines and services. */
    static final Hints REMOTE_LOOK = new Hints(true, false, true, true);
  }

  /** Does the work of a call. */
  @FunctionalInterface
  interface Work {

    /** Does it; the error object is the left side. */
    Either<DeployError, Outcome> run(Arguments arguments, ToolCall call);
  }

  /** Its arguments as a JSON schema. */
  public Map<String, Object> input() {
    Map<String, Object> properties = new LinkedHashMap<>();
    arguments.forEach(argument -> properties.put(argument.name(), argument.schema()));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put(
        "required",
        arguments.stream().filter(Argument::isRequired).<String>map(Argument::name).toList());
    schema.put("additionalProperties", false);
    return schema;
  }

  /** Reads the arguments and does the work; on the left also {@code agent.argument_invalid}. */
  Either<DeployError, Outcome> call(Map<String, Object> given, ToolCall call) {
    return Arguments.read(arguments, given).flatMap(read -> work.run(read, call));
  }

  /** The environment that a call names, whether it is a name or not. */
  static Optional<String> environment(Map<String, Object> given) {
    return Optional.ofNullable(given.get("environment"))
        .filter(String.class::isInstance)
        .map(Object::toString);
  }
}
