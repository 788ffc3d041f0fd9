package com.torrust.deployer.domain.config;

/**
 * A file in the tracker's database folder.
 *
 * @param databaseName plain file name (R34, X23)
 */
public record SqliteConfig(String databaseName) implements DatabaseConfig {

  @Override
  public String driver() {
    return "sqlite3";
  }
}
