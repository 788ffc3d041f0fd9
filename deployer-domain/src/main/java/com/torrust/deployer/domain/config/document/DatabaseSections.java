package com.torrust.deployer.domain.config.document;

import com.google.common.net.InetAddresses;
import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.DatabaseConfig;
import com.torrust.deployer.domain.config.ImmutableMysqlConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.error.Excerpt;
import io.vavr.control.Either;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code tracker.core.database}: where the tracker keeps what must survive a restart. */
final class DatabaseSections {

  private static final int MYSQL_PORT = 3306;
  private static final int LONGEST_SCHEMA = 64;
  private static final int LONGEST_USER = 32;
  private static final List<String> SYSTEM_SCHEMAS =
      List.of("mysql", "sys", "information_schema", "performance_schema");

  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern MYSQL_NAME = Pattern.compile("[A-Za-z0-9_-]+");

  /** Host names, service names and IPv4 addresses. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}");

  private static final Field<SqliteConfig, String> SQLITE =
      selector("sqlite3", "A file beside the tracker.");

  static final Field<SqliteConfig, String> FILE =
      Field.required(
              "database_name",
              Text.of(DatabaseSections::fileName, Function.<String>identity())
                  .withRestorer(Either::right)
                  .withKeywords(Text.pattern("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$")),
              SqliteConfig::databaseName,
              "Name of the file in the tracker's database folder: a plain file name, such as"
                  + " tracker.db.")
          .withSample(ConfigValue.of("tracker.db"));

  private static final Field<MysqlConfig, String> MYSQL = selector("mysql", "A MySQL server.");

  static final Field<MysqlConfig, String> HOST_NAME =
      Field.required(
          "host",
          Text.of(DatabaseSections::host, Function.<String>identity())
              .withRestorer(Either::right)
              .withKeywords(Text.pattern("^(?:[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+\\]?)$")),
          MysqlConfig::host,
          "Host of the server. The name mysql means the server that the stack brings; any other"
              + " host must have a server already.");

  static final Field<MysqlConfig, Integer> PORT =
      Field.required(
          "port",
          WholeNumber.port(ConfigRules.MYSQL_PORT_0),
          MysqlConfig::port,
          "Port of the server, usually 3306; the one that the stack brings listens on it too.");

  static final Field<MysqlConfig, String> SCHEMA =
      Field.required(
          "database_name",
          Text.of(DatabaseSections::schemaName, Function.<String>identity())
              .withRestorer(Either::right)
              .withKeywords(
                  ConfigValue.object()
                      .with("pattern", "^[A-Za-z0-9_-]{1,64}$")
                      .with("not", Text.words(SYSTEM_SCHEMAS))
                      .build()),
          MysqlConfig::databaseName,
          "Database to make and use: 1 to 64 ASCII letters, digits, underscores and dashes.");

  static final Field<MysqlConfig, String> USERNAME =
      Field.required(
          "username",
          Text.of(DatabaseSections::username, Function.<String>identity())
              .withRestorer(Either::right)
              .withKeywords(
                  ConfigValue.object()
                      .with("pattern", "^[A-Za-z0-9_-]{1,32}$")
                      .with("not", ConfigValue.object().with("const", "root").build())
                      .build()),
          MysqlConfig::username,
          "The tracker's account: 1 to 32 ASCII letters, digits, underscores and dashes, never"
              + " root.");

  static final Field<MysqlConfig, Secret> PASSWORD =
      Field.required(
              "password",
              FreeText.SECRET,
              MysqlConfig::password,
              "Password of the tracker's account.")
          .withWarnings(WeakSecrets.warnings());

  static final Field<MysqlConfig, Secret> ROOT_PASSWORD =
      Field.<MysqlConfig, Secret>nullable(
              "root_password",
              FreeText.SECRET,
              mysql -> Optional.of(mysql.rootPassword()),
              "Password of the server's superuser, different from the tracker's. Without it one is"
                  + " drawn when the environment is created, and kept.")
          .withWarnings(WeakSecrets.warnings())
          .withDrawn(RootPassword::draw);

  static final Variant<DatabaseConfig> SHAPE =
      Variant.of(
          "DatabaseSection",
          "Where the tracker keeps what must survive a restart; the member driver selects which"
              + " other members there are.",
          new Variant.Selector("driver", "database driver", ConfigRules.DRIVER_UNKNOWN),
          List.of(
              new Variant.Kind<>(
                  "sqlite3",
                  SqliteConfig.class,
                  ImmutableSection.of(
                      "SqliteDatabaseSection",
                      "A SQLite file beside the tracker.",
                      parts -> new SqliteConfig(parts.get(FILE)),
                      List.of(SQLITE, FILE))),
              new Variant.Kind<>(
                  "mysql",
                  MysqlConfig.class,
                  ImmutableSection.<MysqlConfig>of(
                          "MysqlDatabaseSection",
                          "A MySQL server, the stack's own or another.",
                          DatabaseSections::assembleMysql,
                          List.of(
                              MYSQL, HOST_NAME, PORT, SCHEMA, USERNAME, PASSWORD, ROOT_PASSWORD))
                      .withRules(
                          DatabaseSections::checkServer, DatabaseSections::checkPasswords))));

  private DatabaseSections() {}

  private static <T extends DatabaseConfig> Field<T, String> selector(
      String id, String description) {
    return Field.<T, String>required(
            "driver",
            Text.of(Either::right, Function.<String>identity())
                .withKeywords(ConfigValue.object().with("const", id).build()),
            DatabaseConfig::driver,
            description)
        .withSample(ConfigValue.of(id));
  }

  private static MysqlConfig assembleMysql(Parts parts) {
    return ImmutableMysqlConfig.builder()
        .host(parts.get(HOST_NAME))
        .port(parts.get(PORT))
        .databaseName(parts.get(SCHEMA))
        .username(parts.get(USERNAME))
        .password(parts.get(PASSWORD))
        .rootPassword(parts.get(ROOT_PASSWORD))
        .isRootPasswordDrawn(!parts.isGiven(ROOT_PASSWORD))
        .build();
  }

  private static Either<Violation, String> fileName(String text) {
    if (text.isEmpty()) {
      return Either.left(ConfigRules.SQLITE_NAME_EMPTY.broken());
    }
    return FILE_NAME.matcher(text).matches() && !text.contains("..")
        ? Either.right(text)
        : Either.left(ConfigRules.SQLITE_NAME.broken(Excerpt.of(text)));
  }

  private static Either<Violation, String> host(String text) {
    if (text.isEmpty()) {
      return Either.left(ConfigRules.MYSQL_HOST_EMPTY.broken());
    }
    return FreeText.withoutControls(text, "the MySQL host")
        .map(DatabaseSections::withoutBrackets)
        .filterOrElse(
            clean -> HOST.matcher(clean).matches() || isAddress(clean),
            clean -> ConfigRules.MYSQL_HOST.broken(Excerpt.of(text)));
  }

  /** A zone of this computer would mean nothing in the tracker's container. */
  private static boolean isAddress(String text) {
    return text.indexOf('%') < 0 && InetAddresses.isInetAddress(text);
  }

  /** IPv6 addresses may have the brackets that they need in a URL. */
  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") && host.contains(":")
        ? host.substring(1, host.length() - 1)
        : host;
  }

  private static Either<Violation, String> schemaName(String text) {
    if (text.isEmpty()) {
      return Either.left(ConfigRules.MYSQL_SCHEMA_EMPTY.broken());
    }
    return mysqlName(text, "MySQL database name", LONGEST_SCHEMA)
        .filterOrElse(
            name -> !SYSTEM_SCHEMAS.contains(name.toLowerCase(Locale.ROOT)),
            name -> ConfigRules.MYSQL_SCHEMA_RESERVED.broken(Excerpt.of(name)));
  }

  private static Either<Violation, String> username(String text) {
    if (text.isEmpty()) {
      return Either.left(ConfigRules.MYSQL_USERNAME_EMPTY.broken());
    }
    if (text.equals("root")) {
      return Either.left(ConfigRules.MYSQL_USERNAME_ROOT.broken());
    }
    return mysqlName(text, "MySQL user name", LONGEST_USER);
  }

  private static Either<Violation, String> mysqlName(String text, String noun, int longest) {
    return text.length() <= longest && MYSQL_NAME.matcher(text).matches()
        ? Either.right(text)
        : Either.left(ConfigRules.MYSQL_NAME.broken(noun, Excerpt.of(text), longest));
  }

  private static void checkServer(Parts parts, Reading reading) {
    Optional<String> host = parts.find(HOST_NAME);
    if (host.isPresent() && !host.get().equals(MysqlConfig.BUNDLED_HOST)) {
      reading.report(
          parts.at(HOST_NAME), ConfigRules.MYSQL_ELSEWHERE_HOST.broken(Excerpt.of(host.get())));
    } else if (host.isPresent()
        && parts.find(PORT).filter(port -> port != MYSQL_PORT).isPresent()) {
      reading.report(parts.at(PORT), ConfigRules.MYSQL_MOVED.broken());
    }
  }

  private static void checkPasswords(Parts parts, Reading reading) {
    Optional<Secret> password = parts.find(PASSWORD);
    if (parts.isGiven(ROOT_PASSWORD)
        && password.isPresent()
        && password.equals(parts.find(ROOT_PASSWORD))) {
      reading.report(parts.at(ROOT_PASSWORD), ConfigRules.ROOT_PASSWORD_REPEATED.broken());
    }
    if (password.isPresent() && password.map(Secret::expose).equals(parts.find(USERNAME))) {
      reading.report(parts.at(PASSWORD), WeakSecrets.likeUserName());
    }
  }
}
