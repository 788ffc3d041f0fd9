package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.Rule;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.config.SshUsername;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.machine.HostKey;
import io.vavr.control.Either;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code ssh_credentials}: how the machine is reached. */
final class SshSection {

  /** Accounts that Debian and Ubuntu bring; cloud-init would change them (X35). */
  private static final Set<String> SYSTEM_ACCOUNTS =
      Set.of(
          "root",
          "daemon",
          "bin",
          "sys",
          "sync",
          "games",
          "man",
          "lp",
          "mail",
          "news",
          "uucp",
          "proxy",
          "www-data",
          "backup",
          "list",
          "irc",
          "gnats",
          "nobody",
          "sshd",
          "messagebus",
          "syslog",
          "uuidd",
          "tcpdump",
          "tss",
          "landscape",
          "pollinate",
          "lxd",
          "systemd-network",
          "systemd-resolve",
          "systemd-timesync",
          "polkitd",
          "_apt");

  /**
   * Groups that Debian's and Ubuntu's images have without an account of that name. At first boot
   * {@code useradd} refuses to make one, and nobody could log in.
   */
  private static final Set<String> SYSTEM_GROUPS =
      Set.of(
          "adm",
          "admin",
          "audio",
          "cdrom",
          "clock",
          "crontab",
          "dialout",
          "dip",
          "disk",
          "docker",
          "fax",
          "floppy",
          "input",
          "kmem",
          "kvm",
          "mlocate",
          "netdev",
          "nogroup",
          "operator",
          "plugdev",
          "render",
          "sasl",
          "sgx",
          "shadow",
          "src",
          "ssl-cert",
          "staff",
          "sudo",
          "systemd-journal",
          "tape",
          "tty",
          "users",
          "utmp",
          "video",
          "voice",
          "_ssh");

  static final Field<SshCredentials, Path> PRIVATE_KEY_PATH =
      Field.required(
              "private_key_path",
              keyPath(
                  "private", ConfigRules.PRIVATE_KEY_RELATIVE, ConfigRules.PRIVATE_KEY_UNUSABLE),
              SshCredentials::privateKeyPath,
              "Absolute path of the private key on the computer that runs the deployer. Neither ~"
                  + " nor variables are replaced.")
          .withSample(ConfigValue.of("REPLACE_WITH_SSH_PRIVATE_KEY_ABSOLUTE_PATH"))
          .withChange(MemberChange.configure());

  static final Field<SshCredentials, Path> PUBLIC_KEY_PATH =
      Field.required(
              "public_key_path",
              keyPath("public", ConfigRules.PUBLIC_KEY_RELATIVE, ConfigRules.PUBLIC_KEY_UNUSABLE),
              SshCredentials::publicKeyPath,
              "Absolute path of the matching public key. Neither ~ nor variables are replaced.")
          .withSample(ConfigValue.of("REPLACE_WITH_SSH_PUBLIC_KEY_ABSOLUTE_PATH"))
          .withChange(MemberChange.newMachine());

  static final Field<SshCredentials, SshUsername> USERNAME =
      Field.optional(
              "username",
              TextCodec.of(SshUsername::parse, SshUsername::value)
                  .withRestorer(text -> Either.right(SshUsername.restored(text)))
                  .withKeywords(TextCodec.pattern("^[A-Za-z_][A-Za-z0-9_-]{0,31}$")),
              SshCredentials::username,
              "Account that is made on the machine, with sudo, and used by every connection: 1 to"
                  + " 32 ASCII letters, digits, underscores and dashes, beginning with a letter or"
                  + " an underscore.")
          .withFallback(SshUsername.restored("torrust"))
          .withWarnings(List.of(SshSection::systemAccount))
          .withSample(ConfigValue.of("torrust"))
          .withChange(MemberChange.newMachine());

  static final Field<SshCredentials, Integer> PORT =
      Field.optional(
              "port",
              WholeNumberCodec.port(ConfigRules.SSH_PORT_0),
              SshCredentials::port,
              "TCP port of the SSH daemon. The daemon is moved to it, and the firewall opens"
                  + " exactly this port.")
          .withFallback(SshCredentials.DEFAULT_PORT)
          .withSample(ConfigValue.of(SshCredentials.DEFAULT_PORT))
          .withChange(MemberChange.newMachine());

  static final Field<SshCredentials, String> HOST_KEY =
      Field.nullable(
              "host_key",
              TextCodec.of(SshSection::hostKey, Function.<String>identity())
                  .withKeywords(
                      TextCodec.pattern("^\\s*[a-z0-9@.-]+\\s+[A-Za-z0-9+/]+=*(?:\\s.*)?$")),
              SshCredentials::hostKey,
              "The machine's public host key, as ssh-keyscan prints it behind the host name"
                  + " (ssh-ed25519 AAAA…). With it the first contact is already verified; without"
                  + " it the key of the first contact is kept.")
          .withChange(MemberChange.run());

  static final ObjectCodec<SshCredentials> CODEC =
      ImmutableObjectCodec.<SshCredentials>of(
              "SshCredentialsConfig",
              "How the deployer reaches the machine.",
              Assembly.<SshCredentials, ImmutableSshCredentials.Builder>building(
                      ImmutableSshCredentials::builder)
                  .with(PRIVATE_KEY_PATH.value(), ImmutableSshCredentials.Builder::privateKeyPath)
                  .with(PUBLIC_KEY_PATH.value(), ImmutableSshCredentials.Builder::publicKeyPath)
                  .with(USERNAME.value(), ImmutableSshCredentials.Builder::username)
                  .with(PORT.value(), ImmutableSshCredentials.Builder::port)
                  .with(HOST_KEY.ifPresent(), ImmutableSshCredentials.Builder::hostKey)
                  .into(ImmutableSshCredentials.Builder::build))
          .withRules(SshSection::checkKeyFiles);

  private SshSection() {}

  private static TextCodec<Path> keyPath(String which, Rule relative, Rule unusable) {
    return TextCodec.of(text -> absolutePath(text, which, relative, unusable), Path::toString)
        .withRestorer(text -> toPath(text, unusable))
        .withKeywords(TextCodec.pattern("^(?:/|[A-Za-z]:|\\\\\\\\)"));
  }

  private static Either<Violation, Path> absolutePath(
      String text, String which, Rule relative, Rule unusable) {
    return FreeText.withoutControls(text, "the path of the " + which + " key")
        .flatMap(clean -> toPath(clean, unusable))
        .filterOrElse(Path::isAbsolute, path -> relative.broken(Excerpt.of(text)));
  }

  private static Either<Violation, Path> toPath(String text, Rule unusable) {
    try {
      return Either.right(Path.of(text));
    } catch (InvalidPathException invalid) {
      return Either.left(unusable.broken(Excerpt.of(text)));
    }
  }

  static Either<Violation, String> hostKey(String text) {
    return HostKey.parse(text)
        .<Either<Violation, String>>map(key -> Either.right(key.line()))
        .orElseGet(() -> Either.left(ConfigRules.HOST_KEY.broken(Excerpt.of(text))));
  }

  private static Optional<Violation> systemAccount(SshUsername username) {
    if (SYSTEM_ACCOUNTS.contains(username.value())) {
      return Optional.of(ConfigRules.SYSTEM_ACCOUNT.broken(username.value()));
    }
    return SYSTEM_GROUPS.contains(username.value())
        ? Optional.of(ConfigRules.SYSTEM_GROUP.broken(username.value()))
        : Optional.empty();
  }

  private static void checkKeyFiles(Members members, DecodeContext context) {
    checkKeyFile(members, PRIVATE_KEY_PATH, context.keyFiles()::privateKey, context);
    checkKeyFile(members, PUBLIC_KEY_PATH, context.keyFiles()::publicKey, context);
    Optional<Path> privateKey = members.find(PRIVATE_KEY_PATH);
    if (privateKey.isPresent() && privateKey.equals(members.find(PUBLIC_KEY_PATH))) {
      context.report(members.at(PUBLIC_KEY_PATH), ConfigRules.KEY_FILE_TWICE.broken());
    }
  }

  private static void checkKeyFile(
      Members members,
      Field<SshCredentials, Path> field,
      Function<Path, Optional<KeyFiles.Flaw>> look,
      DecodeContext context) {
    members
        .find(field)
        .ifPresent(
            file ->
                look.apply(file)
                    .map(flaw -> flaw.rule().broken(Excerpt.of(file.toString())))
                    .ifPresent(flaw -> context.report(members.at(field), flaw)));
  }
}
