package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.port.SshKeyFiles;
import com.torrust.deployer.testkit.contract.SshKeyFilesContract;
import com.torrust.deployer.testkit.data.Samples;

class FakeSshKeyFilesContractTest extends SshKeyFilesContract {

  @Override
  protected SshKeyFiles keyFiles() {
    return FakeWorld.create().sshKeyFiles();
  }

  @Override
  protected SshCredentials goodPair() {
    return Samples.sshCredentials();
  }
}
