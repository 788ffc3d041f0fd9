package com.torrust.deployer.domain.environment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done with an environment. The text is the command's name. */
public enum OperationKind {
  CREATE,
  REGISTER,
  PROVISION,
  CONFIGURE,
  RELEASE,
  RUN,
  DEPLOY,
  ROLLBACK,
  ROTATE,
  PLAN,
  BACKUP,
  RESTORE,
  TEST,
  STATUS,
  DESTROY,
  PURGE;

  /** The name in commands, events and files: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with that name. */
  public static Optional<OperationKind> find(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
