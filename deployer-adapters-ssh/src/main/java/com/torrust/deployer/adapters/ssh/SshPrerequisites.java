package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.adapters.ssh.internal.KeyTrial;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.RequiredTool;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether the OpenSSH client is there and the key of a configuration can log in. Thread-safe. */
final class SshPrerequisites implements Prerequisites {

  /** 8.2 made keys in agents usable for signing, and multiplexing as we use it is older still. */
  private static final RequiredTool CLIENT =
      new RequiredTool(
          "ssh",
          "OpenSSH client",
          List.of("-V"),
          Pattern.compile("OpenSSH\\D{0,20}(\\d{1,3})\\.(\\d{1,3})\\S*"),
          8,
          2,
          Remedy.advice("install the OpenSSH client (package 'openssh-client')"));

  private final AdapterContext adapters;

  SshPrerequisites(AdapterContext adapters) {
    this.adapters = adapters;
  }

  @Override
  public List<Prerequisite> check(Question question, Cancellation cancellation) {
    List<Prerequisite> all = new ArrayList<>();
    all.add(CLIENT.look(adapters, question.limit(), cancellation));
    question
        .config()
        .ifPresent(
            config ->
                all.add(
                    new KeyTrial(adapters, question.limit(), cancellation)
                        .of(config.sshCredentials())));
    return all;
  }
}
