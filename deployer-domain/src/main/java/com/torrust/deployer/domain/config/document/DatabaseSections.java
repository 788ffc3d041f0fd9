package com.torrust.deployer.domain.config.document;

import com.google.common.net.InetAddresses;
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
  private static final String MYSQL_CODE = "config.mysql_config_invalid";
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
          WholeNumber.port(
              new Violation(
                  "R36",
                  MYSQL_CODE,
                  "the MySQL port is 0, which cannot be connected to",
                  "write 3306")),
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
          new Variant.Selector("driver", "database driver", "R9", "config.unknown_database_driver"),
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
      return broken(
          "R34",
          "config.sqlite_config_invalid",
          "the SQLite file name is empty",
          "write a name such as tracker.db");
    }
    return FILE_NAME.matcher(text).matches() && !text.contains("..")
        ? Either.right(text)
        : broken(
            "X23",
            "config.sqlite_config_invalid",
            "SQLite file name " + Excerpt.of(text) + " is not a plain file name",
            "use ASCII letters, digits, dots, dashes and underscores, such as tracker.db");
  }

  private static Either<Violation, String> host(String text) {
    if (text.isEmpty()) {
      return broken(
          "R35",
          MYSQL_CODE,
          "the MySQL host is empty",
          "write 'mysql' for the server that the stack brings");
    }
    return FreeText.withoutControls(text, "the MySQL host")
        .map(DatabaseSections::withoutBrackets)
        .filterOrElse(
            clean -> HOST.matcher(clean).matches() || isAddress(clean),
            clean ->
                new Violation(
                    "X24",
                    MYSQL_CODE,
                    "MySQL host " + Excerpt.of(text) + " is neither a host name nor an IP address",
                    "write 'mysql' for the server that the stack brings, or the name of another"
                        + " host"));
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
      return broken(
          "R37", MYSQL_CODE, "the MySQL database name is empty", "write a name such as tracker");
    }
    return mysqlName(text, "MySQL database name", LONGEST_SCHEMA)
        .filterOrElse(
            name -> !SYSTEM_SCHEMAS.contains(name.toLowerCase(Locale.ROOT)),
            name ->
                new Violation(
                    "X21",
                    MYSQL_CODE,
                    "MySQL database name " + Excerpt.of(name) + " belongs to the server itself",
                    "write another name, such as tracker"));
  }

  private static Either<Violation, String> username(String text) {
    if (text.isEmpty()) {
      return broken(
          "R38", MYSQL_CODE, "the MySQL user name is empty", "write a name such as tracker_user");
    }
    if (text.equals("root")) {
      return broken(
          "R39",
          MYSQL_CODE,
          "MySQL user name 'root' belongs to the server's superuser; with it the server does not"
              + " start",
          "write another name, such as tracker_user");
    }
    return mysqlName(text, "MySQL user name", LONGEST_USER);
  }

  private static Either<Violation, String> mysqlName(String text, String noun, int longest) {
    return text.length() <= longest && MYSQL_NAME.matcher(text).matches()
        ? Either.right(text)
        : broken(
            "X21",
            MYSQL_CODE,
            noun
                + " "
                + Excerpt.of(text)
                + " is not made of 1 to "
                + longest
                + " ASCII letters, digits, underscores and dashes",
            "write another name, such as tracker");
  }

  private static <T> Either<Violation, T> broken(
      String rule, String code, String message, String remedy) {
    return Either.left(new Violation(rule, code, message, remedy));
  }

  private static void checkServer(Parts parts, Reading reading) {
    Optional<String> host = parts.find(HOST_NAME);
    if (host.isPresent() && !host.get().equals(MysqlConfig.BUNDLED_HOST)) {
      reading.warning(
          parts.at(HOST_NAME),
          new Violation(
              "X20",
              "config.mysql_elsewhere",
              "MySQL host "
                  + Excerpt.of(host.get())
                  + " is not the stack's own; no server is deployed",
              "make sure that the machine reaches a server there, or write 'mysql'"));
    } else if (host.isPresent()
        && parts.find(PORT).filter(port -> port != MYSQL_PORT).isPresent()) {
      reading.warning(
          parts.at(PORT),
          new Violation(
              "X20",
              "config.mysql_elsewhere",
              "the stack's own MySQL server is moved from its usual port 3306",
              "write 3306; the port is never published"));
    }
  }

  private static void checkPasswords(Parts parts, Reading reading) {
    Optional<Secret> password = parts.find(PASSWORD);
    if (parts.isGiven(ROOT_PASSWORD)
        && password.isPresent()
        && password.equals(parts.find(ROOT_PASSWORD))) {
      reading.warning(
          parts.at(ROOT_PASSWORD),
          new Violation(
              "X22",
              "config.weak_secret",
              "the superuser's password is the tracker's password",
              "write another one, or remove it so that one is drawn"));
    }
    if (password.isPresent() && password.map(Secret::expose).equals(parts.find(USERNAME))) {
      reading.warning(parts.at(PASSWORD), WeakSecrets.likeUserName());
    }
  }
}
