package com.torrust.deployer.domain.port;

/** The answer of what has nothing else to say. */
public enum Done {
  DONE
}
