package com.torrust.deployer.adapters.tofu;

import java.nio.file.Path;

/** A deployer that can be killed: provisions one machine of the LXD lane and tells how it ended. */
final class ProvisionMain {

  private ProvisionMain() {}

  /** Arguments: folder of the bench, name of the lane. */
  public static void main(String[] arguments) {
    Bench bench = LxdLane.of(Path.of(arguments[0]), arguments[1]).bench();
    boolean made = bench.provisioner().provision(bench.spec(), bench.context()).isRight();
    System.exit(made ? 0 : 1);
  }
}
