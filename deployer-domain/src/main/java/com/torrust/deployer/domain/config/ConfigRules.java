package com.torrust.deployer.domain.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The catalogue of the rules that every configuration is judged by. Numbers beginning with R are
 * those of the reference; with X, rules about its members that it does not have; with Y, rules
 * about members of ours; with S, warnings about secrets. Rules of a provider's section stand beside
 * that section.
 */
public final class ConfigRules {

  private static final List<Rule> ALL = new ArrayList<>();

  private static final String ENVIRONMENT_NAME = "config.environment_name_invalid";
  private static final String INSTANCE_NAME = "config.instance_name_invalid";
  private static final String PROFILE_NAME = "config.profile_name_invalid";
  private static final String SSH_USERNAME = "config.ssh_username_invalid";
  private static final String DOMAIN = "config.domain_invalid";
  private static final String IMAGE_REFERENCE = "config.image_reference_invalid";
  private static final String PRIVATE_KEY = "config.ssh_private_key_path_relative";
  private static final String PUBLIC_KEY = "config.ssh_public_key_path_relative";
  private static final String KEY_FILE = "config.key_file";

  /** A path of the computer means nothing in a container that was not given the file. */
  private static final String GIVE_TO_CONTAINER =
      "start the container with --volume FOLDER:FOLDER:ro, FOLDER being the folder of the file, so"
          + " that its path is the same on both sides";

  private static final String SQLITE = "config.sqlite_config_invalid";
  private static final String MYSQL = "config.mysql_config_invalid";
  private static final String MYSQL_ELSEWHERE = "config.mysql_elsewhere";
  private static final String BACKUP = "config.backup_config_invalid";
  private static final String HTTPS = "config.https_config_invalid";
  private static final String UDP_TRACKER = "config.udp_tracker_invalid";
  private static final String HTTP_TRACKER = "config.http_tracker_invalid";
  private static final String HTTP_API = "config.http_api_invalid";
  private static final String HEALTH_CHECK_API = "config.health_check_api_invalid";
  private static final String WEAK_SECRET = "config.weak_secret";
  private static final String SECRET_REFERENCE = "config.secret_reference";
  private static final String SECRET_FILE = "config.secret_file";
  private static final String PORT_CONFLICT = "config.port_conflict";
  private static final String PLACEHOLDER = "config.placeholder";
  private static final String CONTROL_CHARACTER = "config.control_character";

  private static final String RENAME =
      "rename the environment: lower case letters, digits and single inner dashes, beginning with"
          + " a letter, such as dev, staging or release-v1-2";
  private static final String RENAME_INSTANCE =
      "correct it, or remove it so that torrust-tracker-vm-<environment name> is used";
  private static final String RENAME_PROFILE =
      "correct it; a usual name is torrust-profile-<environment name>";
  private static final String USE_A_USER_NAME = "use a name such as torrust, ubuntu or deploy";
  private static final String WRITE_A_HOST_NAME =
      "write a full host name such as tracker.example.com";
  private static final String WRITE_AN_IMAGE =
      "write name:tag or name@sha256:digest, such as prom/prometheus:v3.11.2";
  private static final String WRITE_A_SCHEDULE =
      "write minute, hour, day of the month, month and weekday, such as '0 3 * * *' (daily at"
          + " 03:00) or '30 2 * * 0' (Sundays at 02:30), or remove the member";
  private static final String WRITE_A_PATH = "write the whole path, as realpath prints it";
  private static final String WRITE_A_TRACKER_NAME = "write another name, such as tracker";
  private static final String NOT_ABSOLUTE =
      "is not absolute; later commands may run in another folder and nothing is expanded";
  private static final String NO_PATH = "cannot be a path on this computer";
  private static final String PORT_0 =
      "'{}' has port 0; firewall, published ports and clients need a fixed one";
  private static final String WRITE_A_FIXED_PORT = "write a fixed port, such as {}";
  private static final String NO_DOMAIN =
      "{} has TLS but no domain; a certificate is for a host name";
  private static final String ADD_DOMAIN =
      "add domain and point its DNS record at the machine, or set use_tls_proxy to false";
  private static final String TLS_ON_LOOPBACK =
      "{} has TLS but listens on '{}'; the proxy runs in another container and cannot reach a"
          + " loopback address";
  private static final String WRITE_ANY_ADDRESS =
      "write 0.0.0.0:{}, or set use_tls_proxy to false and use an SSH tunnel";
  private static final String WRITE_A_WILDCARD =
      "write [::]:{} for IPv4 and IPv6, or 0.0.0.0:{} for IPv4";
  private static final String GUESS = "write one that nobody can guess";
  private static final String GUESS_RANDOM =
      "write one that nobody can guess, such as the output of: openssl rand -hex 20";

  // The file itself.

  public static final Rule FILE_MISSING =
      error(
          "R1",
          "config.file_not_found",
          "there is no file '{}'",
          "check the path, or make one with create template");
  public static final Rule NOT_A_FILE =
      error("R2", "config.not_a_file", "'{}' is {}", "give the path of a JSON file");
  public static final Rule UNREADABLE =
      error("R3", "config.unreadable", "cannot read '{}': {}", "{}");
  public static final Rule MALFORMED = error("R4", "config.malformed_json", "'{}' {}", "{}");
  public static final Rule READABLE_BY_OTHERS =
      warning(
          "S2",
          "config.readable_by_others",
          "every user of this computer can read '{}' and the secrets in it",
          "close it: chmod 600, for its owner alone");

  // Any member.

  public static final Rule MEMBER_MISSING =
      error("R5", "config.member_missing", "member '{}' is missing {}", "add it; {} is expected");
  public static final Rule MEMBER_TYPE =
      error("R6", "config.member_wrong_type", "{} is {}; {} is expected", "{}");
  public static final Rule LIST_FOR_OBJECT =
      error("X34", "config.member_wrong_type", "{} is {}; {} is expected", "{}");
  public static final Rule NUMBER_RANGE =
      error(
          "R7",
          "config.number_out_of_range",
          "{} is {}; the range is 1 to {}",
          "write a number in that range");
  public static final Rule MEMBER_TWICE =
      error(
          "R10",
          "config.member_duplicate",
          "member {} stands more than once in {}",
          "remove all but one");
  public static final Rule MEMBER_UNKNOWN =
      error("X5", "config.unknown_member", "member {} is unknown in {}", "{}");
  public static final Rule PLACEHOLDER_LEFT =
      warning(
          "X11",
          PLACEHOLDER,
          "the string still holds a template's placeholder",
          "replace it with a value of your own");
  public static final Rule VARIABLE =
      warning(
          "X11",
          PLACEHOLDER,
          "the string looks like the name of a variable, but nothing is substituted",
          "write the value itself");
  public static final Rule HALF_CHARACTER =
      error(
          "X13",
          CONTROL_CHARACTER,
          "the string holds half of a surrogate pair, which no file can hold",
          "write the character itself, or both halves");
  public static final Rule CONTROL =
      error(
          "X13",
          CONTROL_CHARACTER,
          "{} contains a control character, such as a line break",
          "remove it; the text stands in files where it would begin a new line or end the value");
  public static final Rule BLANK =
      error(
          "X10",
          "config.secret_empty",
          "{} is empty",
          "write a value; an empty one would leave the service open or keep it from starting");

  // Kinds of a section.

  public static final Rule PROVIDER_UNKNOWN =
      error("R8", "config.unknown_provider", "provider {} is unknown; there are {}", "write {}");
  public static final Rule DRIVER_UNKNOWN =
      error(
          "R9",
          "config.unknown_database_driver",
          "database driver {} is unknown; there are {}",
          "write {}");

  // environment

  public static final Rule ENVIRONMENT_NAME_EMPTY =
      error("R11", ENVIRONMENT_NAME, "environment name {} is empty", RENAME);
  public static final Rule ENVIRONMENT_NAME_DIGIT =
      error(
          "R12",
          ENVIRONMENT_NAME,
          "environment name {} begins with a digit; the machine's name is derived from it",
          RENAME);
  public static final Rule ENVIRONMENT_NAME_UPPER_CASE =
      error("R13", ENVIRONMENT_NAME, "environment name {} contains upper case letters: {}", RENAME);
  public static final Rule ENVIRONMENT_NAME_CHARACTERS =
      error(
          "R14",
          ENVIRONMENT_NAME,
          "environment name {} contains characters that are not allowed: {}",
          RENAME);
  public static final Rule ENVIRONMENT_NAME_FIRST_DASH =
      error("R15", ENVIRONMENT_NAME, "environment name {} begins with a dash", RENAME);
  public static final Rule ENVIRONMENT_NAME_LAST_DASH =
      error("R16", ENVIRONMENT_NAME, "environment name {} ends with a dash", RENAME);
  public static final Rule ENVIRONMENT_NAME_DASHES =
      error("R17", ENVIRONMENT_NAME, "environment name {} contains dashes in a row", RENAME);
  public static final Rule ENVIRONMENT_NAME_LENGTH =
      error(
          "X1",
          ENVIRONMENT_NAME,
          "environment name {} has {} characters; with more than {} the machine's name would be"
              + " longer than {}",
          "shorten it to {} characters");
  public static final Rule ENVIRONMENT_NAME_RESERVED =
      error(
          "X30",
          ENVIRONMENT_NAME,
          "environment name {} is the name of a folder that the deployer keeps for itself",
          RENAME);
  public static final Rule INSTANCE_NAME_EMPTY =
      error("R18", INSTANCE_NAME, "instance name {} is empty", RENAME_INSTANCE);
  public static final Rule INSTANCE_NAME_LENGTH =
      error(
          "R19", INSTANCE_NAME, "instance name {} has {} bytes; the limit is {}", RENAME_INSTANCE);
  public static final Rule INSTANCE_NAME_CHARACTERS =
      error(
          "R20",
          INSTANCE_NAME,
          "instance name {} contains {}; only ASCII letters, digits and dashes are allowed",
          RENAME_INSTANCE);
  public static final Rule INSTANCE_NAME_FIRST =
      error("R21", INSTANCE_NAME, "instance name {} does not begin with a letter", RENAME_INSTANCE);
  public static final Rule INSTANCE_NAME_LAST_DASH =
      error("R22", INSTANCE_NAME, "instance name {} ends with a dash", RENAME_INSTANCE);

  // provider

  public static final Rule PROFILE_NAME_EMPTY =
      error("R23", PROFILE_NAME, "profile name {} is empty", RENAME_PROFILE);
  public static final Rule PROFILE_NAME_LENGTH =
      error("R24", PROFILE_NAME, "profile name {} has {} bytes; the limit is {}", RENAME_PROFILE);
  public static final Rule PROFILE_NAME_CHARACTERS =
      error(
          "R25",
          PROFILE_NAME,
          "profile name {} contains {}; only ASCII letters, digits and dashes are allowed",
          RENAME_PROFILE);
  public static final Rule PROFILE_NAME_FIRST =
      error("R26", PROFILE_NAME, "profile name {} does not begin with a letter", RENAME_PROFILE);
  public static final Rule PROFILE_NAME_LAST_DASH =
      error("R27", PROFILE_NAME, "profile name {} ends with a dash", RENAME_PROFILE);

  // ssh_credentials

  public static final Rule SSH_USERNAME_EMPTY =
      error("R28", SSH_USERNAME, "SSH user name {} is empty", USE_A_USER_NAME);
  public static final Rule SSH_USERNAME_LENGTH =
      error("R29", SSH_USERNAME, "SSH user name {} has {} bytes; the limit is {}", USE_A_USER_NAME);
  public static final Rule SSH_USERNAME_FIRST =
      error(
          "R30",
          SSH_USERNAME,
          "SSH user name {} does not begin with an ASCII letter or an underscore",
          USE_A_USER_NAME);
  public static final Rule SSH_USERNAME_CHARACTERS =
      error(
          "R31",
          SSH_USERNAME,
          "SSH user name {} contains {}; only ASCII letters, digits, underscores and dashes are"
              + " allowed",
          USE_A_USER_NAME);
  public static final Rule PRIVATE_KEY_RELATIVE =
      error("R32", PRIVATE_KEY, "path of the private key {} " + NOT_ABSOLUTE, WRITE_A_PATH);
  public static final Rule PRIVATE_KEY_UNUSABLE =
      error("R32", PRIVATE_KEY, "path of the private key {} " + NO_PATH, WRITE_A_PATH);
  public static final Rule PUBLIC_KEY_RELATIVE =
      error("R33", PUBLIC_KEY, "path of the public key {} " + NOT_ABSOLUTE, WRITE_A_PATH);
  public static final Rule PUBLIC_KEY_UNUSABLE =
      error("R33", PUBLIC_KEY, "path of the public key {} " + NO_PATH, WRITE_A_PATH);
  public static final Rule SSH_PORT_0 =
      error("X6", "config.ssh_port_invalid", "the SSH port is 0", "write a fixed port, usually 22");
  public static final Rule KEY_FILE_MISSING =
      warning(
          "X7",
          KEY_FILE,
          "{} does not exist on this computer",
          "check the path; the file is needed when the machine is made");
  public static final Rule KEY_FILE_NOT_GIVEN =
      warning("X7", KEY_FILE, "{} does not exist in this container", GIVE_TO_CONTAINER);
  public static final Rule KEY_FILE_NO_FILE =
      warning("X7", KEY_FILE, "{} is not a regular file", "give the path of the key file itself");
  public static final Rule KEY_FILE_UNREADABLE =
      warning("X7", KEY_FILE, "{} cannot be read", "check the permissions of the file");
  public static final Rule KEY_FILE_NOT_PUBLIC =
      warning(
          "X7",
          KEY_FILE,
          "{} does not hold a public key in one line",
          "give the .pub file that ssh-keygen wrote beside the private key");
  public static final Rule KEY_FILE_PASSPHRASE =
      warning(
          "X7",
          KEY_FILE,
          "{} is protected by a passphrase; without an SSH agent every connection will be refused",
          "load the key into an agent, or use a separate key without a passphrase");
  public static final Rule KEY_FILE_TWICE =
      warning(
          "X7",
          KEY_FILE,
          "private and public key have the same path",
          "give the .pub file that ssh-keygen wrote beside the private key");
  public static final Rule SYSTEM_ACCOUNT =
      warning(
          "X35",
          "config.system_account",
          "'{}' is an account of the system; the machine's setup would change it",
          "use an account of its own, such as torrust");
  public static final Rule SYSTEM_GROUP =
      warning(
          "X35",
          "config.system_account",
          "'{}' is a group of the system, so that a new machine cannot make an account of that"
              + " name and lets nobody in",
          "use an account of its own, such as torrust");
  public static final Rule HOST_KEY =
      error(
          "Y1",
          "config.host_key_invalid",
          "host key {} is not a public key in one line",
          "write it as ssh-keyscan prints it behind the host name, such as ssh-ed25519 AAAA…");

  // tracker.core.database

  public static final Rule SQLITE_NAME_EMPTY =
      error("R34", SQLITE, "the SQLite file name is empty", "write a name such as tracker.db");
  public static final Rule SQLITE_NAME =
      error(
          "X23",
          SQLITE,
          "SQLite file name {} is not a plain file name",
          "use ASCII letters, digits, dots, dashes and underscores, such as tracker.db");
  public static final Rule MYSQL_HOST_EMPTY =
      error(
          "R35",
          MYSQL,
          "the MySQL host is empty",
          "write 'mysql' for the server that the stack brings");
  public static final Rule MYSQL_HOST =
      error(
          "X24",
          MYSQL,
          "MySQL host {} is neither a host name nor an IP address",
          "write 'mysql' for the server that the stack brings, or the name of another host");
  public static final Rule MYSQL_PORT_0 =
      error("R36", MYSQL, "the MySQL port is 0, which cannot be connected to", "write 3306");
  public static final Rule MYSQL_SCHEMA_EMPTY =
      error("R37", MYSQL, "the MySQL database name is empty", "write a name such as tracker");
  public static final Rule MYSQL_USERNAME_EMPTY =
      error("R38", MYSQL, "the MySQL user name is empty", "write a name such as tracker_user");
  public static final Rule MYSQL_USERNAME_ROOT =
      error(
          "R39",
          MYSQL,
          "MySQL user name 'root' belongs to the server's superuser; with it the server does not"
              + " start",
          "write another name, such as tracker_user");
  public static final Rule MYSQL_NAME =
      error(
          "X21",
          MYSQL,
          "{} {} is not made of 1 to {} ASCII letters, digits, underscores and dashes",
          WRITE_A_TRACKER_NAME);
  public static final Rule MYSQL_SCHEMA_RESERVED =
      error(
          "X21",
          MYSQL,
          "MySQL database name {} belongs to the server itself",
          WRITE_A_TRACKER_NAME);
  public static final Rule MYSQL_ELSEWHERE_HOST =
      warning(
          "X20",
          MYSQL_ELSEWHERE,
          "MySQL host {} is not the stack's own; no server is deployed",
          "make sure that the machine reaches a server there, or write 'mysql'");
  public static final Rule MYSQL_MOVED =
      warning(
          "X20",
          MYSQL_ELSEWHERE,
          "the stack's own MySQL server is moved from its usual port 3306",
          "write 3306; the port is never published");
  public static final Rule ROOT_PASSWORD_REPEATED =
      warning(
          "X22",
          WEAK_SECRET,
          "the superuser's password is the tracker's password",
          "write another one, or remove it so that one is drawn");

  // Secrets

  public static final Rule SECRET_OF_TEMPLATE =
      warning("X12", WEAK_SECRET, "the secret is the one that every template shows", GUESS);
  public static final Rule SECRET_LIKE_USER_NAME =
      warning("X12", WEAK_SECRET, "the password is the user name", GUESS);
  public static final Rule SECRET_SHORT =
      warning("S3", WEAK_SECRET, "the secret has fewer than {} characters", GUESS_RANDOM);
  public static final Rule SECRET_MONOTONOUS =
      warning("S3", WEAK_SECRET, "the secret is one character again and again", GUESS_RANDOM);
  public static final Rule SECRET_UNSEEN =
      warning(
          "S4",
          "config.secret_unseen_character",
          "the secret begins or ends with a blank, or holds a character that nobody sees",
          "paste it again without what stands before and after it");
  public static final Rule SECRET_IN_THE_CLEAR =
      warning(
          "S1",
          "config.secret_in_the_clear",
          "{} is published without TLS: whoever is on the way can read {}",
          "set use_tls_proxy to true and give a domain, or reach it through an SSH tunnel only");

  // References to secrets

  public static final Rule SECRET_FORM =
      error(
          "S5",
          SECRET_REFERENCE,
          "{} needs exactly one of the members {}",
          "write one of them, such as {\"env\": \"NAME\"}, or the secret itself in double quotes");
  public static final Rule SECRET_VARIABLE =
      error(
          "S5",
          SECRET_REFERENCE,
          "{} cannot be the name of an environment variable",
          "write letters, digits and underscores, not beginning with a digit");
  public static final Rule SECRET_PATH =
      error("S5", SECRET_REFERENCE, "{} cannot be the path of a file", WRITE_A_PATH);
  public static final Rule SECRET_PATH_RELATIVE =
      error(
          "S5",
          SECRET_REFERENCE,
          "{} is relative, and the configuration stands in no file whose folder it could be"
              + " relative to",
          WRITE_A_PATH);
  public static final Rule SECRET_COMMAND =
      error(
          "S5",
          SECRET_REFERENCE,
          "the command is not 1 to {} strings of up to {} characters, the first of them a program",
          "write program and arguments one by one, such as [\"pass\", \"show\", \"tracker\"]");
  public static final Rule SECRET_LENGTH =
      error(
          "S5",
          SECRET_REFERENCE,
          "a generated secret has {} to {} characters",
          "write a number in between, usually {}");
  public static final Rule SECRET_OF_OTHERS =
      error(
          "S5",
          SECRET_REFERENCE,
          "the secret is given by the provider, so that none can be generated",
          "write env, file or command");
  public static final Rule SECRET_PLAIN =
      hint(
          "S6",
          "config.secret_plain",
          "these secrets stand in the configuration itself: {}",
          "refer to them by env, file or command, or let them be generated, so that neither this"
              + " file nor the state holds them");
  public static final Rule SECRET_FILE_MISSING =
      warning(
          "S7",
          SECRET_FILE,
          "{} does not exist on this computer",
          "check the path; the file is read when the secret is needed");
  public static final Rule SECRET_FILE_NOT_GIVEN =
      warning("S7", SECRET_FILE, "{} does not exist in this container", GIVE_TO_CONTAINER);
  public static final Rule SECRET_FILE_NO_FILE =
      warning("S7", SECRET_FILE, "{} is not a regular file", "give the path of the file itself");
  public static final Rule SECRET_FILE_UNREADABLE =
      warning("S7", SECRET_FILE, "{} cannot be read", "check its permissions");
  public static final Rule SECRET_FILE_OPEN =
      warning(
          "S7",
          SECRET_FILE,
          "other users of this computer can read or change {}",
          "close it: chmod 600, for its owner alone");

  // tracker

  public static final Rule RELEASE_UNKNOWN =
      error("Y4", "config.tracker_release_unknown", "tracker release {} is unknown", "write '{}'");
  public static final Rule RELEASE_MOVES =
      warning(
          "Y5",
          "config.tracker_release_moves",
          "tracker release 'develop' moves: a later start may run another program",
          "write '3.0.0' unless you develop the tracker");
  public static final Rule NO_LISTENER =
      error(
          "X9",
          "config.no_listener",
          "udp_trackers and http_trackers are both empty; nobody could announce",
          "add a listener to one of them");
  public static final Rule MIXED_TLS =
      error(
          "X8",
          "config.mixed_tls",
          "HTTP trackers with and without TLS are mixed; the tracker has one reverse-proxy switch,"
              + " so one kind would record wrong peer addresses",
          "set use_tls_proxy to the same value for all of them");

  // Listeners

  public static final Rule BIND_ADDRESS =
      error(
          "R40",
          "config.bind_address_invalid",
          "{} is not a literal IP address with a port from 0 to 65535",
          "write IP:PORT, such as 0.0.0.0:6969, 127.0.0.1:7070 or [::]:1212");
  public static final Rule UDP_TRACKER_PORT_0 =
      error("R46", UDP_TRACKER, PORT_0, WRITE_A_FIXED_PORT);
  public static final Rule HTTP_TRACKER_PORT_0 =
      error("R47", HTTP_TRACKER, PORT_0, WRITE_A_FIXED_PORT);
  public static final Rule HTTP_API_PORT_0 = error("R48", HTTP_API, PORT_0, WRITE_A_FIXED_PORT);
  public static final Rule HEALTH_CHECK_API_PORT_0 =
      error("R49", HEALTH_CHECK_API, PORT_0, WRITE_A_FIXED_PORT);
  public static final Rule HTTP_TRACKER_DOMAIN = error("R50", HTTP_TRACKER, NO_DOMAIN, ADD_DOMAIN);
  public static final Rule HTTP_API_DOMAIN = error("R51", HTTP_API, NO_DOMAIN, ADD_DOMAIN);
  public static final Rule HEALTH_CHECK_API_DOMAIN =
      error("R52", HEALTH_CHECK_API, NO_DOMAIN, ADD_DOMAIN);
  public static final Rule GRAFANA_DOMAIN =
      error("R58", "config.tls_proxy_without_domain", NO_DOMAIN, ADD_DOMAIN);
  public static final Rule HTTP_TRACKER_LOCALHOST =
      error("R53", HTTP_TRACKER, TLS_ON_LOOPBACK, WRITE_ANY_ADDRESS);
  public static final Rule HTTP_API_LOCALHOST =
      error("R54", HTTP_API, TLS_ON_LOOPBACK, WRITE_ANY_ADDRESS);
  public static final Rule HEALTH_CHECK_API_LOCALHOST =
      error("R55", HEALTH_CHECK_API, TLS_ON_LOOPBACK, WRITE_ANY_ADDRESS);

  /** As R53–R55 for the other loopback addresses; its code is that of the kind of listener. */
  public static final Rule LISTENER_LOOPBACK =
      error("X17", HTTP_TRACKER, TLS_ON_LOOPBACK, WRITE_ANY_ADDRESS);

  /** Its code is that of the kind of listener. */
  public static final Rule LISTENER_MAPPED =
      error(
          "X36",
          UDP_TRACKER,
          "'{}' is an IPv4 address written as an IPv6 one; clients would be handed on in the wrong"
              + " family",
          "write {}, or [::]:{} for both families");

  public static final Rule LISTENER_ON_LOOPBACK =
      warning(
          "X18",
          "config.listener_on_loopback",
          "'{}' is reachable only inside the container, so that no port is published for it",
          WRITE_A_WILDCARD);
  public static final Rule LISTENER_ON_LINK =
      warning(
          "X19",
          "config.listener_on_host_address",
          "'{}' belongs to one link of one computer, so that no port is published for it",
          WRITE_A_WILDCARD);
  public static final Rule LISTENER_ADDRESS_UNUSED =
      warning(
          "X19",
          "config.listener_on_host_address",
          "'{}' has no effect: no port of the machine is published for this listener",
          WRITE_A_WILDCARD);
  public static final Rule LISTENER_ON_ONE_ADDRESS =
      warning(
          "X19",
          "config.listener_on_host_address",
          "'{}' is served alone: whoever asks another address of the machine is refused, and the"
              + " stack cannot start on a machine that does not have it",
          WRITE_A_WILDCARD);
  public static final Rule DOMAIN_WITHOUT_TLS =
      warning(
          "X31",
          "config.domain_without_tls",
          "the domain has no effect because use_tls_proxy is not true",
          "set use_tls_proxy to true, or remove the domain");
  public static final Rule SOCKET_CONFLICT =
      error(
          "R56",
          "config.socket_address_conflict",
          "{} listen on the same {} address {}",
          "give each a port of its own; UDP and TCP may share a port number");
  public static final Rule CONTAINER_PORT_CONFLICT =
      error(
          "X14",
          PORT_CONFLICT,
          "{} and {} need the same {} port {} in the tracker's container, at least in one address"
              + " family",
          "give each a port of its own; [::] alone serves IPv4 and IPv6");
  public static final Rule MACHINE_PORT_CONFLICT =
      error(
          "X15",
          PORT_CONFLICT,
          "{} needs port {} of the machine, which {} has",
          "write another port");

  // Host names

  public static final Rule DOMAIN_EMPTY =
      error("R41", DOMAIN, "domain {} is empty", WRITE_A_HOST_NAME + ", or remove the member");
  public static final Rule DOMAIN_WHITE_SPACE =
      error("R42", DOMAIN, "domain {} contains white space", WRITE_A_HOST_NAME);
  public static final Rule DOMAIN_DOTLESS =
      error("R43", DOMAIN, "domain {} has no dot", WRITE_A_HOST_NAME);
  public static final Rule DOMAIN_OUTER_DOT =
      error("R44", DOMAIN, "domain {} begins or ends with a dot", WRITE_A_HOST_NAME);
  public static final Rule DOMAIN_DOTS =
      error("R45", DOMAIN, "domain {} has two dots in a row", WRITE_A_HOST_NAME);
  public static final Rule DOMAIN_GRAMMAR =
      error(
          "X24",
          DOMAIN,
          "domain {} is not a host name: labels of 1 to 63 ASCII letters, digits and inner dashes,"
              + " the last one not all digits, at most 253 characters together",
          WRITE_A_HOST_NAME
              + ", without scheme, port, path or wildcard; international names in their xn-- form");
  public static final Rule DOMAIN_CONFLICT =
      error(
          "X16",
          "config.domain_conflict",
          "{} and {} have the same domain {}; the proxy tells services apart by it",
          "give each service with TLS a domain of its own");

  // prometheus, grafana, https, backup, images

  public static final Rule SCRAPE_INTERVAL_0 =
      error(
          "R57",
          "config.prometheus_config_invalid",
          "the scrape interval is 0; it must be greater",
          "write a number of seconds, usually 15; the unit is added");
  public static final Rule SCRAPE_INTERVAL_UNUSUAL =
      warning(
          "X28",
          "config.scrape_interval_unusual",
          "a scrape interval of {} s is unusual",
          "write a number from 5 to 300, usually 15");
  public static final Rule GRAFANA_EXPANDS =
      error(
          "X44",
          "config.grafana_expands",
          "{} holds ${…}, $__…{…} or %(…)s, which Grafana replaces by something else",
          "write another value; Grafana knows no way to escape these");
  public static final Rule GRAFANA_WITHOUT_PROMETHEUS =
      error(
          "R65",
          "config.grafana_requires_prometheus",
          "grafana is configured without prometheus, its only source of data",
          "add prometheus with scrape_interval_in_secs 15, or remove grafana");
  public static final Rule HTTPS_WITHOUT_SERVICE =
      error(
          "R66",
          "config.https_without_tls_service",
          "https is configured but no service has use_tls_proxy, so it has no effect",
          "set use_tls_proxy and domain on a service, or remove https");
  public static final Rule SERVICE_WITHOUT_HTTPS =
      error(
          "R67",
          "config.tls_service_without_https",
          "https is not configured, but these services have use_tls_proxy: {}",
          "add https with admin_email for the certificate authority, or set use_tls_proxy to"
              + " false");
  public static final Rule EMAIL =
      error(
          "R59",
          HTTPS,
          "administrator's address {} is not an email address; the certificate authority sends its"
              + " warnings there",
          "give a mailbox that is read, such as admin@example.com");
  public static final Rule EMAIL_PLAIN =
      error(
          "X25",
          HTTPS,
          "administrator's address {} is not a plain address: no display name, no quotes, no"
              + " address literal, a full domain, only ASCII, no braces",
          "write it as admin@example.com");
  public static final Rule SCHEDULE_EMPTY =
      error("R60", BACKUP, "backup schedule is empty", WRITE_A_SCHEDULE);
  public static final Rule SCHEDULE_CHARACTERS =
      error(
          "R61",
          BACKUP,
          "backup schedule {} contains {}; only digits, '*', '-', '/', ',' and spaces are allowed",
          WRITE_A_SCHEDULE);
  public static final Rule SCHEDULE_FIELDS =
      error("R62", BACKUP, "backup schedule {} has {} fields; five are needed", WRITE_A_SCHEDULE);
  public static final Rule SCHEDULE_FIELD =
      error("X26", BACKUP, "backup schedule {}: {} {} {}", WRITE_A_SCHEDULE);
  public static final Rule RETENTION_0 =
      error(
          "R63",
          BACKUP,
          "backups are kept 0 days; at least 1 is needed",
          "write a number of days, usually 7");
  public static final Rule RETENTION_LONG =
      warning(
          "X27",
          "config.retention_long",
          "backups are kept {} days and may fill the disk",
          "write a number from 1 to 365, usually 7");
  public static final Rule REPOSITORY =
      error(
          "Y8",
          BACKUP,
          "backup repository {} is none of the kinds that are known",
          "write sftp:USER@HOST:/PATH, s3:https://HOST/BUCKET, rest:https://HOST/PATH/ or the whole"
              + " path of a folder of the machine outside of /opt/torrust, without a password in"
              + " it");
  public static final Rule REPOSITORY_INCOMPLETE =
      error(
          "Y9",
          BACKUP,
          "{} needs the member '{}', which is not there",
          "add it to the section backup");
  public static final Rule BACKUP_MEMBER_UNUSED =
      error(
          "Y10",
          BACKUP,
          "'{}' belongs to a repository, and there is none",
          "add repository and password, or remove the member");
  public static final Rule BACKUP_PRIVATE_KEY =
      error(
          "Y11",
          BACKUP,
          "the secret is not the text of a private key",
          "write the text of the file, from -----BEGIN to -----END, with \\n"
              + " for the ends of lines");
  public static final Rule KEEP_0 =
      error(
          "Y12",
          BACKUP,
          "0 backups are kept; at least 1 is needed",
          "write a number from 1, or remove the member for its default");
  public static final Rule REPOSITORY_IN_THE_CLEAR =
      warning(
          "S1",
          "config.secret_in_the_clear",
          "the credentials of the repository are sent without TLS",
          "write https; what backups hold is encrypted in any case");
  public static final Rule BACKUP_ON_MACHINE =
      warning(
          "S9",
          "config.backup_on_machine",
          "backups stay on the machine: whoever loses it loses the data of the tracker, its"
              + " configuration and every backup of both",
          "name a repository elsewhere (sftp:, s3: or rest:) and its password");
  public static final Rule IMAGE =
      error(
          "Y6",
          IMAGE_REFERENCE,
          "image reference {} is not the name of a container image",
          WRITE_AN_IMAGE);
  public static final Rule IMAGE_UNPINNED =
      error(
          "Y6",
          IMAGE_REFERENCE,
          "image reference {} has neither a tag nor a digest",
          WRITE_AN_IMAGE);
  public static final Rule IMAGE_MOVES =
      warning(
          "Y7",
          "config.image_moves",
          "image '{}' moves: a later start may run another program",
          "write the tag of a version, or a digest");

  private ConfigRules() {}

  private static Rule error(String id, String code, String text, String remedy) {
    return added(Rule.error(id, code, text, remedy));
  }

  private static Rule warning(String id, String code, String text, String remedy) {
    return added(Rule.warning(id, code, text, remedy));
  }

  private static Rule hint(String id, String code, String text, String remedy) {
    return added(Rule.hint(id, code, text, remedy));
  }

  private static Rule added(Rule rule) {
    ALL.add(rule);
    return rule;
  }

  /** All of them, by subject. */
  public static List<Rule> all() {
    return Collections.unmodifiableList(ALL);
  }
}
