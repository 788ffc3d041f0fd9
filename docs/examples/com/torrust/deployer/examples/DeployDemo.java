package com.torrust.deployer.examples;

import com.torrust.deployer.domain.error.DeployException;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import java.nio.file.Path;

/** Deploys a tracker from a program: the configuration, the folder to work in, and what to hear. */
public final class DeployDemo {

  private DeployDemo() {}

  public static void main(String[] arguments) {
    OperationOptions options =
        ImmutableOperationOptions.builder().listener(DeployDemo::show).build();
    try (Deployer deployer =
        Deployer.builder().workingDirectory(Path.of("work")).variables(System.getenv()).build()) {
      ParsedConfig parsed =
          deployer.validate(Path.of(arguments[0])).getOrElseThrow(DeployException::new);
      deployer
          .deploy(parsed.config(), DeployTarget.RUNNING, options)
          .peek(result -> System.out.println(result.environment()))
          .getOrElseThrow(DeployException::new);
    }
  }

  private static void show(DeployEvent event) {
    if (event instanceof DeployEvent.StepStarted step) {
      System.out.println(step.description());
    }
  }
}
