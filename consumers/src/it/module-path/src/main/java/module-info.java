/** A program on the module path: one module of ours is all that it names. */
module stranger.modular {
  requires com.torrust.deployer;
  requires com.torrust.deployer.testkit;
}
