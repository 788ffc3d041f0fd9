package com.torrust.deployer.adapters.tofu;

import java.nio.file.Path;

/** A deployer that can be killed: provisions one machine of a lane and tells how it ended. */
final class ProvisionMain {

  private ProvisionMain() {}

  /** Arguments: {@code lxd} or {@code hetzner}, folder of the bench, name of the lane. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[1]);
    String name = arguments[2];
    Bench bench =
        arguments[0].equals("hetzner")
            ? HetznerLane.of(folder, name).bench()
            : LxdLane.of(folder, name).bench();
    boolean made = bench.provisioner().provision(bench.spec(), bench.context()).isRight();
    System.exit(made ? 0 : 1);
  }
}
