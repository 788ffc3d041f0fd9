package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.sdk.ImmutableOperationOptions;
import com.torrust.deployer.sdk.OperationOptions;

/** The option by which a folder with data of somebody else is taken over. */
final class Adoption {

  static final String DETAILS =
      "A folder on the machine that holds data of another environment, or of somebody else, is"
          + " refused untouched. With --adopt it is taken over: the data stays, and a copy of every"
          + " file that is replaced is kept in .adopted in the same folder.";

  private Adoption() {}

  static Input<Boolean> option() {
    return Input.flag("Take over what somebody else left in the stack's folder.", "--adopt");
  }

  static OperationOptions of(Input<Boolean> adopt, OperationOptions settings) {
    return ImmutableOperationOptions.builder().from(settings).adoptsData(adopt.isOn()).build();
  }
}
