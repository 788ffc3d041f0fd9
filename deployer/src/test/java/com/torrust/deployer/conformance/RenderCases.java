package com.torrust.deployer.conformance;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.port.RenderRequest;
import java.util.stream.Stream;

/** The accepted configurations of the conformance cases, for other tests. */
public final class RenderCases {

  private RenderCases() {}

  /** Each configuration once. */
  public static Stream<EnvironmentConfig> configurations() {
    return RenderCase.all().stream().flatMap(one -> one.decode().toJavaStream());
  }

  /** Asks for everything. */
  public static RenderRequest request(EnvironmentConfig config) {
    return RenderCase.request(config);
  }
}
