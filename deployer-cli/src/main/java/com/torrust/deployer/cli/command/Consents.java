package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.ValueType;
import com.torrust.deployer.domain.machine.MachineConsents;
import com.torrust.deployer.domain.machine.MachineConsents.Firewall;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;

/** The options by which an operator allows what concerns others on the machine. */
final class Consents {

  private final Input<Firewall> firewall =
      Input.option(
          ValueType.oneOf(Firewall.class),
          "<SCOPE>",
          "own: filter only what belongs to the stack; manage: close the whole machine but for"
              + " SSH and the stack. Kept on the machine; at first own on a registered machine,"
              + " manage on one that was made here.",
          "--firewall");
  private final Input<Boolean> restartDocker =
      Input.flag("Restart Docker if that is needed, though containers run.", "--restart-docker");

  Input<Firewall> firewall() {
    return firewall;
  }

  Input<Boolean> restartDocker() {
    return restartDocker;
  }

  OperationOptions in(OperationOptions settings) {
    return ImmutableOperationOptions.builder()
        .from(settings)
        .consents(new MachineConsents(firewall.given(), restartDocker.isOn()))
        .build();
  }
}
