package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.testkit.contract.RendererContract;

class FakeRendererContractTest extends RendererContract {

  @Override
  protected Renderer renderer() {
    return FakeWorld.create().renderer();
  }
}
