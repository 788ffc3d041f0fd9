package com.torrust.deployer.sdk;

import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.testkit.fake.FakeWorld;

/** Deployers that work in a fake world. */
public final class Worlds {

  private Worlds() {}

  /**
   * A deployer whose every adapter is a fake of this world; making another one is restarting the
   * program.
   */
  public static Deployer deployer(FakeWorld world) {
    return deployer(world, DeployListener.silent());
  }

  /** A deployer with another provisioner. */
  static Deployer deployer(FakeWorld world, Provisioner provisioner) {
    return builder(world, DeployListener.silent()).provisioner(provisioner).build();
  }

  static Deployer deployer(FakeWorld world, DeployListener listener) {
    return builder(world, listener).build();
  }

  private static DeployerBuilder builder(FakeWorld world, DeployListener listener) {
    return Deployer.builder().clock(world.clock()).listener(listener).use(world.adapters());
  }
}
