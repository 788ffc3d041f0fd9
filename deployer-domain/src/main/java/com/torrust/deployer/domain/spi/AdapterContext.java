package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.RemoteShell;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What an adapter is made from. Immutable; its parts are thread-safe. */
@Value.Immutable
public interface AdapterContext {

  /** Absolute folder that holds {@code data/} and {@code build/}. */
  Path workingDirectory();

  /**
   * Environment variables that were given to us; adapters pass on by name what a tool needs, never
   * all.
   */
  Map<String, String> variables();

  /** Starts other programs. */
  CommandRunner commands();

  /**
   * A shell on machines that were reached; without one, as in a test, every script is refused with
   * {@code sdk.adapter_unresolved}.
   */
  @Value.Default
  default RemoteShell shell() {
    return (machine, credentials, script, lines, context) ->
        Either.left(
            DeployError.of(
                "sdk.adapter_unresolved",
                ErrorKind.PREREQUISITE,
                "cannot choose an adapter for RemoteShell: none was given",
                Remedy.advice("give a shell to the context")));
  }

  /** The time. */
  InstantSource clock();

  /** The providers that configurations may name, as their adapters describe them. */
  @Value.Default
  default Providers providers() {
    return Providers.of(List.of());
  }

  /** What the adapters bring to be rendered; for a renderer. */
  @Value.Default
  default ArtifactSources artifacts() {
    return purpose -> List.of();
  }

  /** Templates that replace embedded ones. */
  Optional<Path> templates();
}
