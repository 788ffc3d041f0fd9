package com.torrust.deployer.domain.config.document;

import com.google.common.net.InetAddresses;
import com.torrust.deployer.domain.config.Component;
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
              TextCodec.of(DatabaseSections::fileName, Function.<String>identity())
                  .withRestorer(Either::right)
                  .withKeywords(TextCodec.pattern("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$")),
              SqliteConfig::databaseName,
              "Name of the file in the tracker's database folder: a plain file name, such as"
                  + " tracker.db.")
          .withSample(ConfigValue.of("tracker.db"))
          .withChange(MemberChange.newDatabase());

  private static final Field<MysqlConfig, String> MYSQL = selector("mysql", "A MySQL server.");

  static final Field<MysqlConfig, String> HOST_NAME =
      Field.required(
              "host",
              TextCodec.of(DatabaseSections::host, Function.<String>identity())
                  .withRestorer(Either::right)
                  .withKeywords(TextCodec.pattern("^(?:[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+\\]?)$")),
              MysqlConfig::host,
              "Host of the server. The name mysql means the server that the stack brings; any other"
                  + " host must have a server already.")
          .withChange(MemberChange.newDatabase());

  static final Field<MysqlConfig, Integer> PORT =
      Field.required(
              "port",
              WholeNumberCodec.port(ConfigRules.MYSQL_PORT_0),
              MysqlConfig::port,
              "Port of the server, usually 3306; the one that the stack brings listens on it too.")
          .withChange(MemberChange.newDatabase());

  static final Field<MysqlConfig, String> SCHEMA =
      Field.required(
              "database_name",
              TextCodec.of(DatabaseSections::schemaName, Function.<String>identity())
                  .withRestorer(Either::right)
                  .withKeywords(
                      ConfigValue.object()
                          .with("pattern", "^[A-Za-z0-9_-]{1,64}$")
                          .with("not", TextCodec.words(SYSTEM_SCHEMAS))
                          .build()),
              MysqlConfig::databaseName,
              "Database to make and use: 1 to 64 ASCII letters, digits, underscores and dashes.")
          .withChange(MemberChange.newDatabase());

  static final Field<MysqlConfig, String> USERNAME =
      Field.required(
              "username",
              TextCodec.of(DatabaseSections::username, Function.<String>identity())
                  .withRestorer(Either::right)
                  .withKeywords(
                      ConfigValue.object()
                          .with("pattern", "^[A-Za-z0-9_-]{1,32}$")
                          .with("not", ConfigValue.object().with("const", "root").build())
                          .build()),
              MysqlConfig::username,
              "The tracker's account: 1 to 32 ASCII letters, digits, underscores and dashes, never"
                  + " root.")
          .withChange(MemberChange.newDatabase());

  static final Field<MysqlConfig, Secret> PASSWORD =
      Field.required(
              "password",
              SecretCodec.of(FreeText.SECRET),
              MysqlConfig::password,
              "Password of the tracker's account. Another one is set in the stack's own server"
                  + " while it runs.")
          .withWarnings(WeakSecrets.warnings())
          .withChange(MemberChange.release(Component.MYSQL, Component.TRACKER))
          .withRotation(new SecretRotation(Component.MYSQL, "database_user"));

  static final Field<MysqlConfig, Secret> ROOT_PASSWORD =
      Field.<MysqlConfig, Secret>nullable(
              "root_password",
              SecretCodec.of(FreeText.SECRET),
              mysql -> Optional.of(mysql.rootPassword()),
              "Password of the server's superuser, different from the tracker's. Without it one is"
                  + " drawn when the environment is created, and kept.")
          .withWarnings(WeakSecrets.warnings())
          .withDrawn(RootPassword::draw)
          .withChange(MemberChange.release(Component.MYSQL))
          .withRotation(new SecretRotation(Component.MYSQL, "database_root"));

  static final VariantCodec<DatabaseConfig> CODEC =
      VariantCodec.of(
          "DatabaseSection",
          "Where the tracker keeps what must survive a restart; the member driver selects which"
              + " other members there are.",
          new VariantCodec.Selector("driver", "database driver", ConfigRules.DRIVER_UNKNOWN),
          List.of(
              new VariantCodec.Kind<>(
                  "sqlite3",
                  SqliteConfig.class,
                  ImmutableObjectCodec.of(
                      "SqliteDatabaseSection",
                      "A SQLite file beside the tracker.",
                      Assembly.of(
                          SQLITE.value(), FILE.value(), (driver, file) -> new SqliteConfig(file)))),
              new VariantCodec.Kind<>(
                  "mysql",
                  MysqlConfig.class,
                  ImmutableObjectCodec.<MysqlConfig>of(
                          "MysqlDatabaseSection",
                          "A MySQL server, the stack's own or another.",
                          Assembly.<MysqlConfig, ImmutableMysqlConfig.Builder>building(
                                  ImmutableMysqlConfig::builder)
                              .with(MYSQL.value(), (mysql, driver) -> mysql)
                              .with(HOST_NAME.value(), ImmutableMysqlConfig.Builder::host)
                              .with(PORT.value(), ImmutableMysqlConfig.Builder::port)
                              .with(SCHEMA.value(), ImmutableMysqlConfig.Builder::databaseName)
                              .with(USERNAME.value(), ImmutableMysqlConfig.Builder::username)
                              .with(PASSWORD.value(), ImmutableMysqlConfig.Builder::password)
                              .with(
                                  ROOT_PASSWORD.value(), ImmutableMysqlConfig.Builder::rootPassword)
                              .with(
                                  ROOT_PASSWORD.isGiven(),
                                  (mysql, given) -> mysql.isRootPasswordDrawn(!given))
                              .into(ImmutableMysqlConfig.Builder::build))
                      .withRules(
                          DatabaseSections::checkServer, DatabaseSections::checkPasswords))));

  private DatabaseSections() {}

  private static <T extends DatabaseConfig> Field<T, String> selector(
      String id, String description) {
    return Field.<T, String>required(
            "driver",
            TextCodec.of(Either::right, Function.<String>identity())
                .withKeywords(ConfigValue.object().with("const", id).build()),
            DatabaseConfig::driver,
            description)
        .withChange(MemberChange.newDatabase())
        .withSample(ConfigValue.of(id));
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

  private static void checkServer(Members members, DecodeContext context) {
    Optional<String> host = members.find(HOST_NAME);
    if (host.isPresent() && !host.get().equals(MysqlConfig.BUNDLED_HOST)) {
      context.report(
          members.at(HOST_NAME), ConfigRules.MYSQL_ELSEWHERE_HOST.broken(Excerpt.of(host.get())));
    } else if (host.isPresent()
        && members.find(PORT).filter(port -> port != MYSQL_PORT).isPresent()) {
      context.report(members.at(PORT), ConfigRules.MYSQL_MOVED.broken());
    }
  }

  private static void checkPasswords(Members members, DecodeContext context) {
    Optional<Secret> password = members.find(PASSWORD);
    Optional<Secret> rootPassword = members.find(ROOT_PASSWORD);
    if (members.isGiven(ROOT_PASSWORD)
        && password.isPresent()
        && rootPassword.filter(password.get()::coincidesWith).isPresent()) {
      context.report(members.at(ROOT_PASSWORD), ConfigRules.ROOT_PASSWORD_REPEATED.broken());
    }
    Optional<String> user = members.find(USERNAME);
    if (password.isPresent() && user.filter(password.get()::isText).isPresent()) {
      context.report(members.at(PASSWORD), WeakSecrets.likeUserName());
    }
  }
}
