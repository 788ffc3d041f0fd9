/** Arbitraries of configurations for jqwik. */
module com.torrust.deployer.testkit.property {
  requires transitive com.torrust.deployer.domain;
  requires transitive net.jqwik.api;

  exports com.torrust.deployer.testkit.property;

  provides net.jqwik.api.lifecycle.LifecycleHook with
      com.torrust.deployer.testkit.property.MoreTries;
}
