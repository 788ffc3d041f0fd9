package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.CommandRunnerProvider;

/** Offers the runner for programs on this computer. */
public final class LocalCommandRunnerProvider implements CommandRunnerProvider {

  @Override
  public String id() {
    return "local";
  }

  @Override
  public CommandRunner create() {
    return new LocalCommandRunner(Signals.ofThisProcess());
  }
}
