package com.torrust.deployer.domain.config;

/** Where the tracker keeps what must survive a restart. */
public sealed interface DatabaseConfig permits SqliteConfig, MysqlConfig {

  /** The selector in the configuration: {@code sqlite3} or {@code mysql}. */
  String driver();
}
