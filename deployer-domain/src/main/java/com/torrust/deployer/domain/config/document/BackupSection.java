package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.BackupKeep;
import com.torrust.deployer.domain.config.BackupRepository;
import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.CronSchedule;
import com.torrust.deployer.domain.config.ImmutableBackupRepository;
import com.torrust.deployer.domain.config.RepositoryLocation;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code backup}: when backups are taken, and where they go. */
final class BackupSection {

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----\\n[A-Za-z0-9+/=\\n]+-----END [A-Z ]*PRIVATE"
              + " KEY-----\\n?");

  static final Field<BackupConfig, CronSchedule> SCHEDULE =
      Field.optional(
              "schedule",
              schedule("0 3 * * *", "0 */6 * * *", "30 2 * * 0"),
              BackupConfig::schedule,
              "When the backup runs, in the machine's time zone: minute, hour, day of the month,"
                  + " month, weekday, as cron reads them, in numbers.")
          .withFallback(CronSchedule.daily())
          .withSample(ConfigValue.of(CronSchedule.daily().value()))
          .withChange(MemberChange.release());

  static final Field<BackupConfig, Long> RETENTION =
      Field.optional(
              "retention_days",
              WholeNumberCodec.count(ConfigRules.RETENTION_0),
              BackupConfig::retentionDays,
              "Age in days after which a backup on the machine is deleted; a repository has 'keep'"
                  + " for it.")
          .withFallback(BackupConfig.DEFAULT_RETENTION_DAYS)
          .withWarnings(List.of(BackupSection::longRetention))
          .withSample(ConfigValue.of(BackupConfig.DEFAULT_RETENTION_DAYS))
          .withChange(MemberChange.release());

  static final Field<BackupConfig, RepositoryLocation> REPOSITORY =
      Field.<BackupConfig, RepositoryLocation>nullable(
              "repository",
              TextCodec.of(RepositoryLocation::parse, RepositoryLocation::value)
                  .withKeywords(
                      ConfigValue.object()
                          .with("pattern", "^(?:/|sftp:|s3:|rest:)")
                          .with(
                              "examples",
                              ConfigValue.array(
                                  "sftp:backup@backup.example.com:/srv/tracker",
                                  "s3:https://s3.example.com/tracker-backups",
                                  "rest:https://backup.example.com:8000/tracker/",
                                  "/srv/backups/tracker"))
                          .build()),
              of(BackupRepository::location),
              "Repository of restic that encrypted backups go to: sftp:USER@HOST:/PATH,"
                  + " s3:https://HOST/BUCKET, rest:https://HOST/PATH/ or a folder of the machine."
                  + " Without one, backups are files on the machine.")
          .withChange(MemberChange.release());

  static final Field<BackupConfig, Secret> PASSWORD =
      Field.<BackupConfig, Secret>nullable(
              "password",
              SecretCodec.given(FreeText.SECRET),
              of(BackupRepository::password),
              "Opens the repository; whoever loses it has no backups. Needed with repository.")
          .withWarnings(WeakSecrets.warnings())
          .withChange(MemberChange.release());

  static final Field<BackupConfig, String> USERNAME =
      Field.<BackupConfig, String>nullable(
              "username",
              FreeText.visible("the user name"),
              optional(BackupRepository::username),
              "Account of a REST server, or id of an access key of S3.")
          .withChange(MemberChange.release());

  static final Field<BackupConfig, Secret> SECRET =
      Field.<BackupConfig, Secret>nullable(
              "secret",
              SecretCodec.given(FreeText.SECRET),
              optional(BackupRepository::secret),
              "Password of the account of a REST server, or the secret access key of S3.")
          .withWarnings(WeakSecrets.warnings())
          .withChange(MemberChange.release());

  static final Field<BackupConfig, Secret> SSH_PRIVATE_KEY =
      Field.<BackupConfig, Secret>nullable(
              "ssh_private_key",
              SecretCodec.given(
                  TextCodec.of(BackupSection::privateKey, Secret::expose)
                      .withRestorer(text -> Either.right(Secret.of(text)))
                      .withIsSecret(true)
                      .withKeywords(TextCodec.pattern("^-----BEGIN "))),
              optional(BackupRepository::sshPrivateKey),
              "Private key, without a passphrase, that logs in at the SFTP server; its text, with"
                  + " \\n for the ends of lines. A key for this alone is best.")
          .withChange(MemberChange.release());

  static final Field<BackupConfig, String> HOST_KEY =
      Field.<BackupConfig, String>nullable(
              "host_key",
              TextCodec.of(SshSection::hostKey, Function.<String>identity())
                  .withKeywords(
                      TextCodec.pattern("^\\s*[a-z0-9@.-]+\\s+[A-Za-z0-9+/]+=*(?:\\s.*)?$")),
              optional(BackupRepository::hostKey),
              "Public host key of the SFTP server, as ssh-keyscan prints it behind the host name"
                  + " (ssh-ed25519 AAAA…); no other server gets a backup.")
          .withChange(MemberChange.release());

  static final Field<BackupKeep, Long> LAST =
      kept("last", BackupKeep::last, BackupKeep.STANDARD.last(), "So many of the latest.");
  static final Field<BackupKeep, Long> DAILY =
      kept(
          "daily",
          BackupKeep::daily,
          BackupKeep.STANDARD.daily(),
          "The latest of each of so many days.");
  static final Field<BackupKeep, Long> WEEKLY =
      kept(
          "weekly",
          BackupKeep::weekly,
          BackupKeep.STANDARD.weekly(),
          "The latest of each of so many weeks.");
  static final Field<BackupKeep, Long> MONTHLY =
      kept(
          "monthly",
          BackupKeep::monthly,
          BackupKeep.STANDARD.monthly(),
          "The latest of each of so many months.");

  static final ObjectCodec<BackupKeep> KEEP_CODEC =
      ImmutableObjectCodec.of(
          "BackupKeepSection",
          "Which backups stay in the repository: those that one of these rules keeps.",
          Assembly.of(
              LAST.value(), DAILY.value(), WEEKLY.value(), MONTHLY.value(), BackupKeep::new));

  static final Field<BackupConfig, BackupKeep> KEEP =
      Field.<BackupConfig, BackupKeep>nullable(
              "keep",
              KEEP_CODEC,
              of(BackupRepository::keep),
              "Which backups stay in the repository.")
          .withChange(MemberChange.release());

  static final Field<BackupConfig, CronSchedule> CHECK =
      Field.<BackupConfig, CronSchedule>nullable(
              "check",
              schedule("0 4 * * 0", "0 4 1 * *"),
              of(BackupRepository::check),
              "When the latest backup is fetched and proven to hold what was saved, and the"
                  + " repository looked through; on Sundays at 04:00 unless given.")
          .withChange(MemberChange.release());

  private static final List<Field<BackupConfig, ?>> FOR_REPOSITORY =
      List.of(PASSWORD, USERNAME, SECRET, SSH_PRIVATE_KEY, HOST_KEY, KEEP, CHECK);

  static final ObjectCodec<BackupConfig> CODEC =
      ImmutableObjectCodec.<BackupConfig>of(
              "BackupSection",
              "Backups of the database and the configuration; an empty object takes the defaults.",
              Assembly.of(
                  List.of(
                      SCHEDULE,
                      RETENTION,
                      REPOSITORY,
                      PASSWORD,
                      USERNAME,
                      SECRET,
                      SSH_PRIVATE_KEY,
                      HOST_KEY,
                      KEEP,
                      CHECK),
                  BackupSection::config))
          .withRules(BackupSection::checkRepository, BackupSection::checkPlace);

  private BackupSection() {}

  private static Optional<BackupConfig> config(Members members) {
    return members
        .find(SCHEDULE)
        .flatMap(
            schedule ->
                members
                    .find(RETENTION)
                    .map(days -> new BackupConfig(schedule, days, repository(members))));
  }

  private static Optional<BackupRepository> repository(Members members) {
    return members
        .find(REPOSITORY)
        .flatMap(
            location ->
                members
                    .find(PASSWORD)
                    .map(
                        password ->
                            ImmutableBackupRepository.builder()
                                .location(location)
                                .password(password)
                                .username(members.find(USERNAME))
                                .secret(members.find(SECRET))
                                .sshPrivateKey(members.find(SSH_PRIVATE_KEY))
                                .hostKey(members.find(HOST_KEY))
                                .keep(members.find(KEEP).orElse(BackupKeep.STANDARD))
                                .check(members.find(CHECK).orElseGet(CronSchedule::weekly))
                                .build()));
  }

  /** What a repository of its kind needs, and what has no meaning without it. */
  private static void checkRepository(Members members, DecodeContext context) {
    if (!members.isGiven(REPOSITORY)) {
      FOR_REPOSITORY.stream()
          .filter(members::isGiven)
          .forEach(
              field ->
                  context.report(
                      members.at(field), ConfigRules.BACKUP_MEMBER_UNUSED.broken(field.name())));
      return;
    }
    need(members, PASSWORD, "every repository", context);
    members
        .find(REPOSITORY)
        .ifPresent(
            location -> {
              switch (location.kind()) {
                case SFTP -> {
                  need(members, SSH_PRIVATE_KEY, "an SFTP server", context);
                  need(members, HOST_KEY, "an SFTP server", context);
                }
                case S3 -> {
                  need(members, USERNAME, "an S3 server", context);
                  need(members, SECRET, "an S3 server", context);
                }
                case REST, FOLDER -> {}
              }
              if (location.isInTheClear()) {
                context.report(
                    members.at(REPOSITORY), ConfigRules.REPOSITORY_IN_THE_CLEAR.broken());
              }
            });
  }

  private static void need(
      Members members, Field<BackupConfig, ?> field, String whose, DecodeContext context) {
    if (!members.isGiven(field)) {
      context.report(
          members.at(field), ConfigRules.REPOSITORY_INCOMPLETE.broken(whose, field.name()));
    }
  }

  /** What is lost with the machine. */
  private static void checkPlace(Members members, DecodeContext context) {
    boolean onMachine =
        !members.isGiven(REPOSITORY)
            || members.find(REPOSITORY).filter(RepositoryLocation::isOnMachine).isPresent();
    if (onMachine && context.isStrict()) {
      context.report(members.location(), ConfigRules.BACKUP_ON_MACHINE.broken());
    }
  }

  private static Either<Violation, Secret> privateKey(String text) {
    String lines = text.replace("\r\n", "\n").strip() + "\n";
    return PRIVATE_KEY.matcher(lines).matches()
        ? Either.right(Secret.of(lines))
        : Either.left(ConfigRules.BACKUP_PRIVATE_KEY.broken());
  }

  private static TextCodec<CronSchedule> schedule(String... examples) {
    return TextCodec.of(CronSchedule::parse, CronSchedule::value)
        .withRestorer(text -> Either.right(CronSchedule.restored(text)))
        .withKeywords(
            ConfigValue.object()
                .with("pattern", SchemaPatterns.SCHEDULE)
                .with("examples", ConfigValue.array(examples))
                .build());
  }

  private static Field<BackupKeep, Long> kept(
      String name, Function<BackupKeep, Long> getter, long fallback, String description) {
    return Field.optional(name, WholeNumberCodec.count(ConfigRules.KEEP_0), getter, description)
        .withFallback(fallback)
        .withChange(MemberChange.release());
  }

  private static <V> Function<BackupConfig, Optional<V>> of(Function<BackupRepository, V> getter) {
    return config -> config.repository().map(getter);
  }

  private static <V> Function<BackupConfig, Optional<V>> optional(
      Function<BackupRepository, Optional<V>> getter) {
    return config -> config.repository().flatMap(getter);
  }

  private static Optional<Violation> longRetention(long days) {
    return days > 365 ? Optional.of(ConfigRules.RETENTION_LONG.broken(days)) : Optional.empty();
  }
}
