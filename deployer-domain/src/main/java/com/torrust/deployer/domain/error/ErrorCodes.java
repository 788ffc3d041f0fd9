package com.torrust.deployer.domain.error;

/**
 * The codes of the catalogue, so that no program has to spell them: {@code
 * error.code().value().equals(ErrorCodes.LOCK_HELD)}, or the cases of a {@code switch}. Adapters
 * may bring others ({@link ErrorCode}). What each means is what {@code errors.json} says.
 */
public final class ErrorCodes {

  /** An argument of an agent's call is unknown, missing or of the wrong form; nothing was done. */
  public static final String AGENT_ARGUMENT_INVALID = "agent.argument_invalid";

  /** There is no rendered file of that path. */
  public static final String AGENT_ARTIFACT_UNKNOWN = "agent.artifact_unknown";

  /** The operator has not given this capability to the agent's server; nothing was done. */
  public static final String AGENT_CAPABILITY_OFF = "agent.capability_off";

  /** The agent's server does not serve environments of that name. */
  public static final String AGENT_ENVIRONMENT_NOT_ALLOWED = "agent.environment_not_allowed";

  /**
   * The folder of approvals, operations and the audit file cannot be read or written; without a
   * record nothing is done.
   */
  public static final String AGENT_FOLDER_UNUSABLE = "agent.folder_unusable";

  /** No operation of that id was begun by an agent. */
  public static final String AGENT_OPERATION_UNKNOWN = "agent.operation_unknown";

  /**
   * An agent brought a configuration whose secret is the output of a program, or a file outside of
   * the working directory; nothing was done.
   */
  public static final String AGENT_SECRET_NOT_ALLOWED = "agent.secret_not_allowed";

  /** A person was asked to approve a plan and did not; nothing was done. */
  public static final String APPROVAL_DENIED = "approval.denied";

  /** The approval of the plan has expired; nothing was done. */
  public static final String APPROVAL_EXPIRED = "approval.expired";

  /** The plan is of another environment or of another operation; nothing was done. */
  public static final String APPROVAL_FOREIGN = "approval.foreign";

  /** Nobody has approved the plan yet; nothing was done. */
  public static final String APPROVAL_REQUIRED = "approval.required";

  /** No agent was shown a plan of that id in this working directory. */
  public static final String APPROVAL_UNKNOWN = "approval.unknown";

  /** The plan was carried out once already, and an approval is for one use; nothing was done. */
  public static final String APPROVAL_USED = "approval.used";

  /** A backup, a copy or the repository does not hold what was saved. */
  public static final String BACKUP_DAMAGED = "backup.damaged";

  /**
   * A program that copies or saves the data did not do what it was asked to, for a reason that it
   * says in the last lines of its output.
   */
  public static final String BACKUP_FAILED = "backup.failed";

  /** The SFTP server of the repository shows another host key than the configuration names. */
  public static final String BACKUP_HOST_KEY = "backup.host_key";

  /** Somebody else is at work in the repository. */
  public static final String BACKUP_LOCKED = "backup.locked";

  /** The tracker has no database yet, or it cannot be read. */
  public static final String BACKUP_NO_DATABASE = "backup.no_database";

  /** The configuration names no repository for backups. */
  public static final String BACKUP_NO_REPOSITORY = "backup.no_repository";

  /** There is no space left where the repository is. */
  public static final String BACKUP_NO_SPACE = "backup.no_space";

  /** The server of the repository refuses the credentials. */
  public static final String BACKUP_NOT_PERMITTED = "backup.not_permitted";

  /** A backup was saved, but older ones could not be removed. */
  public static final String BACKUP_NOT_PRUNED = "backup.not_pruned";

  /** The installed release was made by a version that did not know of copies. */
  public static final String BACKUP_RELEASE_TOO_OLD = "backup.release_too_old";

  /** There is no repository at the place that the configuration names. */
  public static final String BACKUP_REPOSITORY_MISSING = "backup.repository_missing";

  /** There is no such backup in the repository, or no such copy on the machine. */
  public static final String BACKUP_UNKNOWN = "backup.unknown";

  /** The machine does not reach the server of the repository, or lost it on the way. */
  public static final String BACKUP_UNREACHABLE = "backup.unreachable";

  /** The password of the configuration does not open the repository. */
  public static final String BACKUP_WRONG_PASSWORD = "backup.wrong_password";

  /** The change concerns the database that is in service; nothing was done. */
  public static final String CHANGE_DATABASE_FIXED = "change.database_fixed";

  /** The change concerns what a machine is given when it is made; nothing was done. */
  public static final String CHANGE_NEEDS_NEW_MACHINE = "change.needs_new_machine";

  /** The change switches the machine off and on, and nobody has allowed that; nothing was done. */
  public static final String CHANGE_NEEDS_REBOOT = "change.needs_reboot";

  /** The machine's first boot (cloud-init) ended with an error. */
  public static final String CLOUDINIT_FAILED = "cloudinit.failed";

  /** The machine's first boot (cloud-init) was not done in time. */
  public static final String CLOUDINIT_TIMEOUT = "cloudinit.timeout";

  /** A member of the backup section breaks its rule. */
  public static final String CONFIG_BACKUP_CONFIG_INVALID = "config.backup_config_invalid";

  /** Backups stay on the machine that they are meant to survive. */
  public static final String CONFIG_BACKUP_ON_MACHINE = "config.backup_on_machine";

  /** A bind address is not an IP address with a port. */
  public static final String CONFIG_BIND_ADDRESS_INVALID = "config.bind_address_invalid";

  /** A text holds a control character that no generated file may hold. */
  public static final String CONFIG_CONTROL_CHARACTER = "config.control_character";

  /** Two services behind the TLS proxy have the same domain. */
  public static final String CONFIG_DOMAIN_CONFLICT = "config.domain_conflict";

  /** A domain is not a host name. */
  public static final String CONFIG_DOMAIN_INVALID = "config.domain_invalid";

  /** A domain is given for a listener without TLS, where it has less effect than one may think. */
  public static final String CONFIG_DOMAIN_WITHOUT_TLS = "config.domain_without_tls";

  /** The environment's name breaks a rule of names. */
  public static final String CONFIG_ENVIRONMENT_NAME_INVALID = "config.environment_name_invalid";

  /** There is no configuration file at the path. */
  public static final String CONFIG_FILE_NOT_FOUND = "config.file_not_found";

  /** Grafana would put a variable, a file or another setting in place of a part of the value. */
  public static final String CONFIG_GRAFANA_EXPANDS = "config.grafana_expands";

  /** Grafana is configured without Prometheus, its only source of data. */
  public static final String CONFIG_GRAFANA_REQUIRES_PROMETHEUS =
      "config.grafana_requires_prometheus";

  /** A member of the health check API breaks its rule. */
  public static final String CONFIG_HEALTH_CHECK_API_INVALID = "config.health_check_api_invalid";

  /** A Hetzner value cannot be an identifier of Hetzner Cloud. */
  public static final String CONFIG_HETZNER_VALUE_INVALID = "config.hetzner_value_invalid";

  /** A Hetzner value is none that is known, though it may be new. */
  public static final String CONFIG_HETZNER_VALUE_UNKNOWN = "config.hetzner_value_unknown";

  /** The given host key is not a public key as OpenSSH writes it. */
  public static final String CONFIG_HOST_KEY_INVALID = "config.host_key_invalid";

  /** A member of the HTTP API breaks its rule. */
  public static final String CONFIG_HTTP_API_INVALID = "config.http_api_invalid";

  /** A member of an HTTP tracker breaks its rule. */
  public static final String CONFIG_HTTP_TRACKER_INVALID = "config.http_tracker_invalid";

  /** The https section breaks its rule, often its e-mail address. */
  public static final String CONFIG_HTTPS_CONFIG_INVALID = "config.https_config_invalid";

  /** There is an https section but no service uses TLS. */
  public static final String CONFIG_HTTPS_WITHOUT_TLS_SERVICE = "config.https_without_tls_service";

  /** An image has a tag that means another image tomorrow. */
  public static final String CONFIG_IMAGE_MOVES = "config.image_moves";

  /** An image is not a valid reference. */
  public static final String CONFIG_IMAGE_REFERENCE_INVALID = "config.image_reference_invalid";

  /** The machine's name breaks a rule of names. */
  public static final String CONFIG_INSTANCE_NAME_INVALID = "config.instance_name_invalid";

  /** The configuration breaks one or more rules; each is listed. */
  public static final String CONFIG_INVALID = "config.invalid";

  /** A key file is missing, unreadable, too open or wants a passphrase. */
  public static final String CONFIG_KEY_FILE = "config.key_file";

  /**
   * A listener is bound to one address of the machine and serves no other, or to one at which
   * nothing can be published.
   */
  public static final String CONFIG_LISTENER_ON_HOST_ADDRESS = "config.listener_on_host_address";

  /** A listener is bound to the container's loopback, where nobody can reach it. */
  public static final String CONFIG_LISTENER_ON_LOOPBACK = "config.listener_on_loopback";

  /** The LXD image is not a name that LXD can look up. */
  public static final String CONFIG_LXD_IMAGE_INVALID = "config.lxd_image_invalid";

  /** The LXD instance type is unknown. */
  public static final String CONFIG_LXD_INSTANCE_TYPE_UNKNOWN = "config.lxd_instance_type_unknown";

  /** The file is not one JSON document. */
  public static final String CONFIG_MALFORMED_JSON = "config.malformed_json";

  /** An object has a member twice. */
  public static final String CONFIG_MEMBER_DUPLICATE = "config.member_duplicate";

  /** A required member is missing. */
  public static final String CONFIG_MEMBER_MISSING = "config.member_missing";

  /** A member has a value of the wrong type. */
  public static final String CONFIG_MEMBER_WRONG_TYPE = "config.member_wrong_type";

  /**
   * HTTP trackers with and without TLS stand side by side, but the tracker has one switch for all.
   */
  public static final String CONFIG_MIXED_TLS = "config.mixed_tls";

  /** There are more findings than are shown. */
  public static final String CONFIG_MORE_FINDINGS = "config.more_findings";

  /** A member of the MySQL section breaks its rule. */
  public static final String CONFIG_MYSQL_CONFIG_INVALID = "config.mysql_config_invalid";

  /**
   * The MySQL server is another one than the bundled; it is not installed, backed up or checked.
   */
  public static final String CONFIG_MYSQL_ELSEWHERE = "config.mysql_elsewhere";

  /** The tracker has no listener to announce to. */
  public static final String CONFIG_NO_LISTENER = "config.no_listener";

  /** The path is not a regular file. */
  public static final String CONFIG_NOT_A_FILE = "config.not_a_file";

  /** A number is too small or too large. */
  public static final String CONFIG_NUMBER_OUT_OF_RANGE = "config.number_out_of_range";

  /** A placeholder of the template was not replaced. */
  public static final String CONFIG_PLACEHOLDER = "config.placeholder";

  /** Two services would be published on the same port of the machine. */
  public static final String CONFIG_PORT_CONFLICT = "config.port_conflict";

  /** The LXD profile's name breaks a rule of names. */
  public static final String CONFIG_PROFILE_NAME_INVALID = "config.profile_name_invalid";

  /** A member of the prometheus section breaks its rule. */
  public static final String CONFIG_PROMETHEUS_CONFIG_INVALID = "config.prometheus_config_invalid";

  /** Every user of this computer can read the configuration file, and the secrets in it. */
  public static final String CONFIG_READABLE_BY_OTHERS = "config.readable_by_others";

  /** Backups are kept so long that they may fill the disk. */
  public static final String CONFIG_RETENTION_LONG = "config.retention_long";

  /** The scrape interval is unusually short or long. */
  public static final String CONFIG_SCRAPE_INTERVAL_UNUSUAL = "config.scrape_interval_unusual";

  /** A secret is empty. */
  public static final String CONFIG_SECRET_EMPTY = "config.secret_empty";

  /**
   * A warning: a file that a secret refers to is missing, cannot be read, or is open to other
   * users.
   */
  public static final String CONFIG_SECRET_FILE = "config.secret_file";

  /**
   * The API or Grafana is published without TLS, so that its token or password crosses the network
   * readable for everybody on the way.
   */
  public static final String CONFIG_SECRET_IN_THE_CLEAR = "config.secret_in_the_clear";

  /** A hint: secrets stand in the configuration itself. */
  public static final String CONFIG_SECRET_PLAIN = "config.secret_plain";

  /** A reference to a secret is not in one of its forms. */
  public static final String CONFIG_SECRET_REFERENCE = "config.secret_reference";

  /**
   * A secret begins or ends with a blank or holds a character that nobody sees, mostly because it
   * was copied with what stood around it.
   */
  public static final String CONFIG_SECRET_UNSEEN_CHARACTER = "config.secret_unseen_character";

  /** Two listeners have the same address and port. */
  public static final String CONFIG_SOCKET_ADDRESS_CONFLICT = "config.socket_address_conflict";

  /** The SQLite database's name is not a plain file name. */
  public static final String CONFIG_SQLITE_CONFIG_INVALID = "config.sqlite_config_invalid";

  /** The SSH port cannot be used. */
  public static final String CONFIG_SSH_PORT_INVALID = "config.ssh_port_invalid";

  /** The path of the private key is not absolute. */
  public static final String CONFIG_SSH_PRIVATE_KEY_PATH_RELATIVE =
      "config.ssh_private_key_path_relative";

  /** The path of the public key is not absolute. */
  public static final String CONFIG_SSH_PUBLIC_KEY_PATH_RELATIVE =
      "config.ssh_public_key_path_relative";

  /** The SSH account's name breaks a rule of names. */
  public static final String CONFIG_SSH_USERNAME_INVALID = "config.ssh_username_invalid";

  /** The SSH account is one that systems have for themselves. */
  public static final String CONFIG_SYSTEM_ACCOUNT = "config.system_account";

  /** A service uses the TLS proxy without a domain. */
  public static final String CONFIG_TLS_PROXY_WITHOUT_DOMAIN = "config.tls_proxy_without_domain";

  /** A service uses TLS but there is no https section. */
  public static final String CONFIG_TLS_SERVICE_WITHOUT_HTTPS = "config.tls_service_without_https";

  /** The tracker's release is a moving one. */
  public static final String CONFIG_TRACKER_RELEASE_MOVES = "config.tracker_release_moves";

  /** The tracker's release is not known. */
  public static final String CONFIG_TRACKER_RELEASE_UNKNOWN = "config.tracker_release_unknown";

  /** A member of a UDP tracker breaks its rule. */
  public static final String CONFIG_UDP_TRACKER_INVALID = "config.udp_tracker_invalid";

  /** The database driver is not known. */
  public static final String CONFIG_UNKNOWN_DATABASE_DRIVER = "config.unknown_database_driver";

  /** An object has a member that nothing reads. */
  public static final String CONFIG_UNKNOWN_MEMBER = "config.unknown_member";

  /** The provider is not known. */
  public static final String CONFIG_UNKNOWN_PROVIDER = "config.unknown_provider";

  /** The configuration file cannot be read. */
  public static final String CONFIG_UNREADABLE = "config.unreadable";

  /** A secret is well known or easy to guess. */
  public static final String CONFIG_WEAK_SECRET = "config.weak_secret";

  /** The first boot did not install everything ahead; it is installed by this command. */
  public static final String CONFIGURE_AHEAD_UNFINISHED = "configure.ahead_unfinished";

  /** Ansible warned of something. */
  public static final String CONFIGURE_ANSIBLE_WARNING = "configure.ansible_warning";

  /** Docker on the machine has no room for the networks of the stack. */
  public static final String CONFIGURE_DOCKER_ADDRESS_POOLS = "configure.docker_address_pools";

  /** The kernel does not let Docker limit memory. */
  public static final String CONFIGURE_DOCKER_CGROUPS = "configure.docker_cgroups";

  /** Docker does not answer after it was started. */
  public static final String CONFIGURE_DOCKER_DOWN = "configure.docker_down";

  /** Docker on the machine comes from a snap, which cannot read /opt. */
  public static final String CONFIGURE_DOCKER_FROM_SNAP = "configure.docker_from_snap";

  /** The program 'docker' on the machine is Podman's. */
  public static final String CONFIGURE_DOCKER_IS_PODMAN = "configure.docker_is_podman";

  /** Docker's settings or firewall rules take effect at its next start, and containers run. */
  public static final String CONFIGURE_DOCKER_RESTART_NEEDED = "configure.docker_restart_needed";

  /** Docker on the machine runs without root and hides the addresses of peers. */
  public static final String CONFIGURE_DOCKER_ROOTLESS = "configure.docker_rootless";

  /**
   * Docker's settings on the machine lacked something that the stack needs; what was added is
   * named.
   */
  public static final String CONFIGURE_DOCKER_SETTINGS_COMPLETED =
      "configure.docker_settings_completed";

  /** Docker refuses its settings on the machine, or they are not valid JSON. */
  public static final String CONFIGURE_DOCKER_SETTINGS_INVALID =
      "configure.docker_settings_invalid";

  /** Docker on the machine stores images as full copies. */
  public static final String CONFIGURE_DOCKER_STORAGE = "configure.docker_storage";

  /** The distribution's Docker is too old for what the stack needs. */
  public static final String CONFIGURE_DOCKER_TOO_OLD = "configure.docker_too_old";

  /**
   * Docker on the machine maps the users of containers to others (userns-remap); the stack runs
   * without it.
   */
  public static final String CONFIGURE_DOCKER_USER_NAMESPACES = "configure.docker_user_namespaces";

  /** Docker may not touch the firewall on the machine, so the addresses of peers would be wrong. */
  public static final String CONFIGURE_DOCKER_WITHOUT_FIREWALL =
      "configure.docker_without_firewall";

  /** The firewall is switched on and closes what others have on the machine; it is named. */
  public static final String CONFIGURE_FIREWALL_CLOSES = "configure.firewall_closes";

  /** The firewall of a registered machine is left as it is. */
  public static final String CONFIGURE_FIREWALL_LEFT = "configure.firewall_left";

  /** The firewall that was set up does not close what it should. */
  public static final String CONFIGURE_FIREWALL_OPEN = "configure.firewall_open";

  /** The playbook was not rendered before it was to run. */
  public static final String CONFIGURE_INPUT_MISSING = "configure.input_missing";

  /** The kernel refused a setting, as in a container without the right. */
  public static final String CONFIGURE_KERNEL_SETTING_REFUSED = "configure.kernel_setting_refused";

  /** The machine has less than 512 MiB of memory. */
  public static final String CONFIGURE_LITTLE_MEMORY = "configure.little_memory";

  /** The account may not become root without a password. */
  public static final String CONFIGURE_NO_SUDO = "configure.no_sudo";

  /** The playbook ended without proving that the machine is configured. */
  public static final String CONFIGURE_NOT_PROVEN = "configure.not_proven";

  /**
   * Installing what is needed would remove packages of others; nothing was installed or removed.
   */
  public static final String CONFIGURE_PACKAGES_CONFLICT = "configure.packages_conflict";

  /** Packages could not be installed. */
  public static final String CONFIGURE_PACKAGES_FAILED = "configure.packages_failed";

  /** Packages of others on the machine are not fully installed. */
  public static final String CONFIGURE_PACKAGES_UNFINISHED = "configure.packages_unfinished";

  /** SSH took passwords on the registered machine; from now on everybody needs a key. */
  public static final String CONFIGURE_PASSWORD_LOGIN_CLOSED = "configure.password_login_closed";

  /** Root could still log in after the login was closed. */
  public static final String CONFIGURE_ROOT_LOGIN_OPEN = "configure.root_login_open";

  /**
   * A service is masked on the machine: a warning where the stack can do without it, else an error.
   */
  public static final String CONFIGURE_SERVICE_MASKED = "configure.service_masked";

  /**
   * With its new settings the SSH daemon refused one more login, so the former settings are back.
   */
  public static final String CONFIGURE_SSH_LOCKED_OUT = "configure.ssh_locked_out";

  /** An earlier command left Ansible at work; it is waited for. */
  public static final String CONFIGURE_STILL_RUNNING = "configure.still_running";

  /** A task on the machine failed. */
  public static final String CONFIGURE_TASK_FAILED = "configure.task_failed";

  /** The machine was not configured in time. */
  public static final String CONFIGURE_TIMEOUT = "configure.timeout";

  /** Ansible could not reach the machine. */
  public static final String CONFIGURE_UNREACHABLE = "configure.unreachable";

  /** The machine's system is none that can be configured. */
  public static final String CONFIGURE_UNSUPPORTED_SYSTEM = "configure.unsupported_system";

  /** The timers that install security updates are switched off on a registered machine. */
  public static final String CONFIGURE_UPDATES_OFF = "configure.updates_off";

  /** The name was not typed, so nothing was done. */
  public static final String CONFIRMATION_DECLINED = "confirmation.declined";

  /** There is no terminal to confirm on, so nothing was done. */
  public static final String CONFIRMATION_IMPOSSIBLE = "confirmation.impossible";

  /**
   * Provider or machine could not be asked whether anything is not as it was left; the deployment
   * goes on without that.
   */
  public static final String DEPLOY_DRIFT_UNKNOWN = "deploy.drift_unknown";

  /** The machine was registered; it is left with all that runs on it. */
  public static final String DESTROY_MACHINE_UNTOUCHED = "destroy.machine_untouched";

  /** The provider still lists something under the environment's label. */
  public static final String DESTROY_STILL_THERE = "destroy.still_there";

  /** OpenTofu could not remove the machine. */
  public static final String DESTROY_TOOL_FAILED = "destroy.tool_failed";

  /** The machine is removed without OpenTofu, through the provider's API. */
  public static final String DESTROY_WITHOUT_TOFU = "destroy.without_tofu";

  /** Docker's own rules are not in the kernel. */
  public static final String DOCKER_FIREWALL_RULES_MISSING = "docker.firewall_rules_missing";

  /** Docker or Compose will be installed. */
  public static final String DOCKER_INSTALL = "docker.install";

  /** Docker logs elsewhere by default; the stack names a driver of its own. */
  public static final String DOCKER_LOG_DRIVER = "docker.log_driver";

  /** Containers of others are left alone. */
  public static final String DOCKER_OTHERS = "docker.others";

  /** Docker's settings will be completed by what it needs to serve IPv6, and Docker restarted. */
  public static final String DOCKER_SETTINGS = "docker.settings";

  /** Docker is installed but does not answer. */
  public static final String DOCKER_SILENT = "docker.silent";

  /** Docker and Compose fit. */
  public static final String DOCKER_VERSION = "docker.version";

  /** There is no error code of that name. */
  public static final String DOCS_CODE_UNKNOWN = "docs.code_unknown";

  /** An environment of that name is stored. */
  public static final String ENVIRONMENT_ALREADY_EXISTS = "environment.already_exists";

  /** The state file exists but cannot be understood; it is left as it is. */
  public static final String ENVIRONMENT_CORRUPT = "environment.corrupt";

  /**
   * The request names a machine from elsewhere than the one that the environment has or may have;
   * nothing was done.
   */
  public static final String ENVIRONMENT_MACHINE_DIFFERS = "environment.machine_differs";

  /**
   * A registration of a machine was begun and did not end well; deploying would make another
   * machine.
   */
  public static final String ENVIRONMENT_MACHINE_UNDECIDED = "environment.machine_undecided";

  /** What was typed cannot be the name of an environment. */
  public static final String ENVIRONMENT_NAME_INVALID = "environment.name_invalid";

  /** The state file was written by a newer version; it is left as it is. */
  public static final String ENVIRONMENT_NEWER_FORMAT = "environment.newer_format";

  /** The environment has no machine yet. */
  public static final String ENVIRONMENT_NO_MACHINE = "environment.no_machine";

  /** There is no environment of that name. */
  public static final String ENVIRONMENT_NOT_FOUND = "environment.not_found";

  /** The state could not be written; the old one is intact. */
  public static final String ENVIRONMENT_NOT_SAVED = "environment.not_saved";

  /** The environment's machine may live, so it is not forgotten. */
  public static final String ENVIRONMENT_RESOURCES_LIVE = "environment.resources_live";

  /** The environment was changed by somebody since it was read. */
  public static final String ENVIRONMENT_STALE = "environment.stale";

  /** The state or its folder cannot be read. */
  public static final String ENVIRONMENT_UNREADABLE = "environment.unreadable";

  /** The environment's state does not allow the operation. */
  public static final String ENVIRONMENT_WRONG_STATE = "environment.wrong_state";

  /** The deployer itself failed. */
  public static final String INTERNAL_DEFECT = "internal.defect";

  /** The public key file holds no public key. */
  public static final String KEY_PUBLIC_INVALID = "key.public_invalid";

  /** The public key file does not exist. */
  public static final String KEY_PUBLIC_MISSING = "key.public_missing";

  /** The public key file cannot be read. */
  public static final String KEY_PUBLIC_UNREADABLE = "key.public_unreadable";

  /** Another process works on the environment; the message names it. */
  public static final String LOCK_HELD = "lock.held";

  /** The lock file cannot be made or used. */
  public static final String LOCK_UNUSABLE = "lock.unusable";

  /** The account is root or becomes root without a password. */
  public static final String MACHINE_ACCOUNT = "machine.account";

  /**
   * A listener is bound to an address that the machine does not have, so that nothing can be
   * published at it.
   */
  public static final String MACHINE_ADDRESS_MISSING = "machine.address_missing";

  /** The images of the stack exist for amd64 and arm64 only. */
  public static final String MACHINE_ARCHITECTURE_UNSUPPORTED = "machine.architecture_unsupported";

  /** Another command is at work on the machine; it is waited for. */
  public static final String MACHINE_BUSY = "machine.busy";

  /** Nothing has set the machine's clock by the network. */
  public static final String MACHINE_CLOCK_UNSYNCHRONIZED = "machine.clock_unsynchronized";

  /** There is room for images and volumes. */
  public static final String MACHINE_DISK = "machine.disk";

  /** There is little room for images and volumes. */
  public static final String MACHINE_DISK_LOW = "machine.disk_low";

  /** iptables-persistent loads rules of the operator at boot. */
  public static final String MACHINE_FIREWALL_PERSISTENT = "machine.firewall_persistent";

  /** firewalld is at work and closes what it does not know. */
  public static final String MACHINE_FIREWALLD = "machine.firewalld";

  /** The stack's folder is there already. */
  public static final String MACHINE_FOLDER = "machine.folder";

  /** The stack's folder holds what another environment, or another program, has put there. */
  public static final String MACHINE_FOLDER_FOREIGN = "machine.folder_foreign";

  /** In the place of the stack's folder is something else, or a link that leads nowhere. */
  public static final String MACHINE_FOLDER_OBSTRUCTED = "machine.folder_obstructed";

  /** The provider has no machine of this environment any more; nothing was done. */
  public static final String MACHINE_GONE = "machine.gone";

  /** The machine does not find its own name. */
  public static final String MACHINE_HOSTNAME_UNRESOLVED = "machine.hostname_unresolved";

  /**
   * A listener is to be reached over IPv6, which is switched off on the machine. Nothing was
   * changed.
   */
  public static final String MACHINE_IPV6_MISSING = "machine.ipv6_missing";

  /** IPv6 is switched off on the machine; everything is served over IPv4. */
  public static final String MACHINE_IPV6_OFF = "machine.ipv6_off";

  /**
   * The machine has no global IPv6 address, so that listeners at [::] are reached over IPv4 alone.
   */
  public static final String MACHINE_IPV6_UNADDRESSED = "machine.ipv6_unaddressed";

  /** The machine has IPv6, over which a public listener is closed. */
  public static final String MACHINE_IPV6_UNUSED = "machine.ipv6_unused";

  /** Another operator's command is at work on the machine. */
  public static final String MACHINE_LOCKED = "machine.locked";

  /** The machine has enough memory. */
  public static final String MACHINE_MEMORY = "machine.memory";

  /** The nftables service removes the rules of everybody whenever it is started. */
  public static final String MACHINE_NFTABLES_FLUSH = "machine.nftables_flush";

  /** The machine's first process is not systemd. */
  public static final String MACHINE_NO_SYSTEMD = "machine.no_systemd";

  /** Programs cannot be executed from the folder, and need not be. */
  public static final String MACHINE_NOEXEC = "machine.noexec";

  /** Held packages stay as they are. */
  public static final String MACHINE_PACKAGES_HELD = "machine.packages_held";

  /** A port that the stack needs is in use by somebody else. */
  public static final String MACHINE_PORT_IN_USE = "machine.port_in_use";

  /** The machine has no /usr/bin/python3, which Ansible needs there. */
  public static final String MACHINE_PYTHON_MISSING = "machine.python_missing";

  /** What an earlier command left half done was finished first. */
  public static final String MACHINE_RECOVERED = "machine.recovered";

  /** Other services listen on the machine. */
  public static final String MACHINE_SERVICES = "machine.services";

  /** systemd listens for the SSH daemon. */
  public static final String MACHINE_SSHD_SOCKET = "machine.sshd_socket";

  /** The system of the machine is one that fits. */
  public static final String MACHINE_SYSTEM = "machine.system";

  /** A warning: the machine says more than anybody reads; only its answers count from there on. */
  public static final String MACHINE_TOO_MANY_EVENTS = "machine.too_many_events";

  /** UFW is active; its rules stay. */
  public static final String MACHINE_UFW = "machine.ufw";

  /** More than one thing on the machine stands in the way; nothing on it was changed. */
  public static final String MACHINE_UNSUITABLE = "machine.unsuitable";

  /** A warning: the machine warns of something for which it has no code. */
  public static final String MACHINE_WARNING = "machine.warning";

  /** The operation was stopped because somebody asked for it; the state is recorded. */
  public static final String OPERATION_CANCELLED = "operation.cancelled";

  /** Everything was done, but the result could not be written to standard output. */
  public static final String OUTPUT_RESULT_LOST = "output.result_lost";

  /** The change takes something from clients, and nobody has agreed to it; nothing was done. */
  public static final String PLAN_NOT_APPROVED = "plan.not_approved";

  /** What spends or destroys needs the id of a plan; nothing was done. */
  public static final String PLAN_REQUIRED = "plan.required";

  /** What the approved plan was made from has moved since; nothing was done. */
  public static final String PLAN_STALE = "plan.stale";

  /** Two plug-ins bring an adapter for the same port or the same provider. */
  public static final String PLUGIN_CONFLICT = "plugin.conflict";

  /** A file in the folder of plug-ins is no jar that can be read. */
  public static final String PLUGIN_UNREADABLE = "plugin.unreadable";

  /**
   * No adapter here makes or removes machines of the environment's provider; the environment is
   * kept as it is.
   */
  public static final String PROVIDER_ADAPTER_MISSING = "provider.adapter_missing";

  /** The provider's API gave an answer that makes no sense. */
  public static final String PROVIDER_API_ERROR = "provider.api_error";

  /** The provider does not accept us: token, group or trust. */
  public static final String PROVIDER_AUTH = "provider.auth";

  /**
   * HCLOUD_ENDPOINT names another computer without https; the API token is not sent in the clear.
   */
  public static final String PROVIDER_ENDPOINT_INSECURE = "provider.endpoint_insecure";

  /** HCLOUD_ENDPOINT is no URL of an API. */
  public static final String PROVIDER_ENDPOINT_INVALID = "provider.endpoint_invalid";

  /** The image of the machine cannot be had. */
  public static final String PROVIDER_IMAGE_MISSING = "provider.image_missing";

  /** The tool state of an older deployer cannot be read; it is left as it is. */
  public static final String PROVIDER_INHERITED_STATE_UNREADABLE =
      "provider.inherited_state_unreadable";

  /** There is no such location. */
  public static final String PROVIDER_LOCATION_UNAVAILABLE = "provider.location_unavailable";

  /** A thing of that name exists and does not belong to the environment. */
  public static final String PROVIDER_NAME_TAKEN = "provider.name_taken";

  /** LXD has no storage pool or network yet. */
  public static final String PROVIDER_NOT_INITIALISED = "provider.not_initialised";

  /** The project's limit is reached. */
  public static final String PROVIDER_QUOTA = "provider.quota";

  /** The provider was asked too often. */
  public static final String PROVIDER_RATE_LIMITED = "provider.rate_limited";

  /** The provider did not do it in time. */
  public static final String PROVIDER_TIMED_OUT = "provider.timed_out";

  /**
   * The API token holds a character that no token has, mostly one that came along when it was
   * copied; it was not sent.
   */
  public static final String PROVIDER_TOKEN_MALFORMED = "provider.token_malformed";

  /** The machine's type cannot be had, here or at all. */
  public static final String PROVIDER_TYPE_UNAVAILABLE = "provider.type_unavailable";

  /** The provider does not answer. */
  public static final String PROVIDER_UNREACHABLE = "provider.unreachable";

  /** Files of the tool cannot be read or written. */
  public static final String PROVISION_FOLDER_FAILED = "provision.folder_failed";

  /** A machine that was never finished and never ran was removed. */
  public static final String PROVISION_HALF_MADE_REMOVED = "provision.half_made_removed";

  /** The project was not rendered before it was to run. */
  public static final String PROVISION_INPUT_MISSING = "provision.input_missing";

  /** The machine exists but cannot be started. */
  public static final String PROVISION_MACHINE_BROKEN = "provision.machine_broken";

  /** The machine has no address. */
  public static final String PROVISION_NO_ADDRESS = "provision.no_address";

  /** OpenTofu reported nothing useful about the machine. */
  public static final String PROVISION_OUTPUT_INVALID = "provision.output_invalid";

  /** OpenTofu could not make the machine. */
  public static final String PROVISION_TOOL_FAILED = "provision.tool_failed";

  /** OpenTofu would replace or delete what exists; that is never done. */
  public static final String PROVISION_WOULD_REPLACE = "provision.would_replace";

  /** There was no data yet to copy before a release, or nothing there that could. */
  public static final String RELEASE_DATA_NOT_COPIED = "release.data_not_copied";

  /** No earlier release ran that could be put back. */
  public static final String RELEASE_NONE_BEFORE = "release.none_before";

  /** The installed release is not what the configuration asks for now. */
  public static final String RELEASE_OUTDATED = "release.outdated";

  /** The environment keeps no release of that id. */
  public static final String RELEASE_UNKNOWN = "release.unknown";

  /**
   * The account that the tracker runs as is not on the machine and cannot be made, or has a number
   * below 1000, which the tracker refuses.
   */
  public static final String REMOTE_ACCOUNT_MISSING = "remote.account_missing";

  /** The script on the machine ended before it was done. */
  public static final String REMOTE_ANSWER_INCOMPLETE = "remote.answer_incomplete";

  /** A command on the machine failed without an answer. */
  public static final String REMOTE_COMMAND_FAILED = "remote.command_failed";

  /** The machine's disk is full; the old release is untouched. */
  public static final String REMOTE_DISK_FULL = "remote.disk_full";

  /** Docker on the machine does not answer. */
  public static final String REMOTE_DOCKER_DOWN = "remote.docker_down";

  /** There is no Docker on the machine. */
  public static final String REMOTE_DOCKER_MISSING = "remote.docker_missing";

  /** A file with a secret was open to others and was closed. */
  public static final String REMOTE_FILE_TOO_OPEN = "remote.file_too_open";

  /** A folder that the stack needs is not there, or a link leads nowhere. */
  public static final String REMOTE_FOLDER_MISSING = "remote.folder_missing";

  /**
   * The read-only look at the machine did not come to its end, often because the account's shell or
   * its start-up files run something else.
   */
  public static final String REMOTE_LOOK_INCOMPLETE = "remote.look_incomplete";

  /** The machine's file system has no room for another file; what was there is untouched. */
  public static final String REMOTE_NO_INODES = "remote.no_inodes";

  /** Even root is not permitted to write a file on the machine. */
  public static final String REMOTE_NOT_PERMITTED = "remote.not_permitted";

  /** A folder stands on the machine where a file belongs. */
  public static final String REMOTE_PATH_BLOCKED = "remote.path_blocked";

  /** The disk quota on the machine is used up; what was there is untouched. */
  public static final String REMOTE_QUOTA_EXCEEDED = "remote.quota_exceeded";

  /** A file system of the machine is read-only. */
  public static final String REMOTE_READ_ONLY = "remote.read_only";

  /** A release on the machine is not what it was. */
  public static final String REMOTE_RELEASE_DAMAGED = "remote.release_damaged";

  /** The script on the machine failed unexpectedly. */
  public static final String REMOTE_SCRIPT_FAILED = "remote.script_failed";

  /** The script on the machine was made by another version. */
  public static final String REMOTE_SCRIPT_UNKNOWN = "remote.script_unknown";

  /** The release could not be unpacked; what was there is untouched. */
  public static final String REMOTE_UNPACK_FAILED = "remote.unpack_failed";

  /** A file cannot be written on the machine. */
  public static final String REMOTE_WRITE_FAILED = "remote.write_failed";

  /** A template could not be rendered. */
  public static final String RENDER_TEMPLATE_FAILED = "render.template_failed";

  /** Another change of the environment is not finished; nothing was done. */
  public static final String ROTATE_CHANGE_UNFINISHED = "rotate.change_unfinished";

  /**
   * A secret that others keep has not changed where they keep it, so that there is nothing to
   * rotate to.
   */
  public static final String ROTATE_KEPT_ELSEWHERE = "rotate.kept_elsewhere";

  /** A service refuses the new value of a secret. */
  public static final String ROTATE_NEW_REFUSED = "rotate.new_refused";

  /** No service was proven yet that could take another secret; nothing was done. */
  public static final String ROTATE_NOTHING_RUNS = "rotate.nothing_runs";

  /** A service still accepts the former value of a secret. */
  public static final String ROTATE_OLD_ACCEPTED = "rotate.old_accepted";

  /** The environment has no secret of that name that can be given another value. */
  public static final String ROTATE_SECRET_UNKNOWN = "rotate.secret_unknown";

  /** A warning: whether the former value of a secret is refused could not be tried. */
  public static final String ROTATE_UNPROVEN = "rotate.unproven";

  /** The tracker could not be stopped, or the database did not take the data. */
  public static final String RESTORE_FAILED = "restore.failed";

  /**
   * The backup has tables or columns that this tracker's database does not know: a newer tracker
   * made it.
   */
  public static final String RESTORE_NEWER_SCHEMA = "restore.newer_schema";

  /** The tracker gets well neither with the backup nor with the data from before. */
  public static final String RESTORE_NOT_RETURNED = "restore.not_returned";

  /** There was no data yet where a backup is restored. */
  public static final String RESTORE_NOTHING_BEFORE = "restore.nothing_before";

  /** The backup is of another kind of database than this tracker has. */
  public static final String RESTORE_OTHER_DRIVER = "restore.other_driver";

  /** The data from before is put back. */
  public static final String RESTORE_RETURNING = "restore.returning";

  /** A restore was cut off, and the data may be half of one and half of the other. */
  public static final String RESTORE_UNFINISHED = "restore.unfinished";

  /** The tracker does not get well with the backup. */
  public static final String RESTORE_UNHEALTHY = "restore.unhealthy";

  /** The data came back with the release that it belongs to. */
  public static final String RUN_DATA_RETURNED = "run.data_returned";

  /**
   * A warning: services run, but over one address family they could not be asked from this
   * computer, which has no way there, or because no such address of the machine is known.
   */
  public static final String RUN_UNPROVEN_FROM_HERE = "run.unproven_from_here";

  /** The name on whose behalf an operation is done is empty, too long or not plain text. */
  public static final String SDK_ACTOR_INVALID = "sdk.actor_invalid";

  /** No adapter, or more than one, was found for a port. */
  public static final String SDK_ADAPTER_UNRESOLVED = "sdk.adapter_unresolved";

  /**
   * An adapter is there and cannot be loaded: its jar is damaged, or was built for other versions.
   */
  public static final String SDK_ADAPTER_UNUSABLE = "sdk.adapter_unusable";

  /** The deployer was closed before it was used. */
  public static final String SDK_CLOSED = "sdk.closed";

  /** The command that prints a secret could not be started or did not end with exit code 0. */
  public static final String SECRET_COMMAND_FAILED = "secret.command_failed";

  /** The command that prints a secret did not end in time and was stopped. */
  public static final String SECRET_COMMAND_TIMEOUT = "secret.command_timeout";

  /** The environment variable that holds a secret is not set. */
  public static final String SECRET_ENV_MISSING = "secret.env_missing";

  /** The file that holds a secret cannot be read. */
  public static final String SECRET_FILE_UNREADABLE = "secret.file_unreadable";

  /** A generated secret, or the key of fingerprints, could not be read or written. */
  public static final String SECRET_NOT_KEPT = "secret.not_kept";

  /**
   * Several secrets could not be resolved; the findings name each with what its reference answered.
   */
  public static final String SECRET_NOT_RESOLVED = "secret.not_resolved";

  /** A reference gives bytes that are no text. */
  public static final String SECRET_NOT_TEXT = "secret.not_text";

  /** A reference gives more than any secret can be. */
  public static final String SECRET_TOO_LONG = "secret.too_long";

  /** The account has expired. */
  public static final String SSH_ACCOUNT_EXPIRED = "ssh.account_expired";

  /** The machine accepts the key but refuses the account without a word. */
  public static final String SSH_ACCOUNT_REFUSED = "ssh.account_refused";

  /** The machine rejects the key for that account. */
  public static final String SSH_AUTH_REJECTED = "ssh.auth_rejected";

  /** The machine has banned this address for a while. */
  public static final String SSH_BANNED = "ssh.banned";

  /** The OpenSSH client failed. */
  public static final String SSH_CLIENT_FAILED = "ssh.client_failed";

  /** The connection is closed before anyone logged in. */
  public static final String SSH_CLOSED = "ssh.closed";

  /** What was begun on the machine was not done in time. */
  public static final String SSH_COMMAND_TIMEOUT = "ssh.command_timeout";

  /** The connection broke off. */
  public static final String SSH_CONNECTION_LOST = "ssh.connection_lost";

  /** The machine shows another host key than the pinned one; nothing was sent. */
  public static final String SSH_HOST_KEY_CHANGED = "ssh.host_key_changed";

  /** The machine has no host key of a pinned kind; nothing was sent. */
  public static final String SSH_HOST_KEY_UNKNOWN = "ssh.host_key_unknown";

  /**
   * A warning: the provider did not show the machine's host key, so that the key that answered
   * first is taken for it.
   */
  public static final String SSH_HOST_KEY_UNPROVEN = "ssh.host_key_unproven";

  /** OpenSSH cannot read the private key. */
  public static final String SSH_KEY_INVALID = "ssh.key_invalid";

  /** The public key does not belong to the private key. */
  public static final String SSH_KEY_MISMATCH = "ssh.key_mismatch";

  /** The private key file does not exist or cannot be read. */
  public static final String SSH_KEY_MISSING = "ssh.key_missing";

  /** The private key wants a passphrase and no agent holds it. */
  public static final String SSH_KEY_PASSPHRASE = "ssh.key_passphrase";

  /** Others can read the private key, so OpenSSH ignores it. */
  public static final String SSH_KEY_PERMISSIONS = "ssh.key_permissions";

  /** The key cannot sign. */
  public static final String SSH_KEY_UNUSABLE = "ssh.key_unusable";

  /** The pinned host keys cannot be read. */
  public static final String SSH_KNOWN_HOSTS_UNREADABLE = "ssh.known_hosts_unreadable";

  /** The host keys cannot be pinned. */
  public static final String SSH_KNOWN_HOSTS_UNWRITABLE = "ssh.known_hosts_unwritable";

  /** The machine answers, but the login does not come to an end. */
  public static final String SSH_LOGIN_STALLED = "ssh.login_stalled";

  /**
   * The machine accepts the key but does not let the account in at the moment; the message quotes
   * its words.
   */
  public static final String SSH_LOGINS_CLOSED = "ssh.logins_closed";

  /** Client and machine have no algorithm in common. */
  public static final String SSH_NO_COMMON_ALGORITHM = "ssh.no_common_algorithm";

  /** Nothing at the address shows an SSH host key. */
  public static final String SSH_NO_HOST_KEY = "ssh.no_host_key";

  /** There is no route to the machine. */
  public static final String SSH_NO_ROUTE = "ssh.no_route";

  /** The account may not become root without a password. */
  public static final String SSH_NO_SUDO = "ssh.no_sudo";

  /** What listens on the port does not speak SSH. */
  public static final String SSH_NOT_SSH = "ssh.not_ssh";

  /** The account's password has to be changed before it may do anything else. */
  public static final String SSH_PASSWORD_EXPIRED = "ssh.password_expired";

  /** Nothing listens on the SSH port. */
  public static final String SSH_REFUSED = "ssh.refused";

  /** The machine accepts the key and wants something else besides, such as a one-time code. */
  public static final String SSH_SECOND_FACTOR = "ssh.second_factor";

  /**
   * The account logs in, but its login shell or a forced command does not run what it is asked to.
   */
  public static final String SSH_SHELL_REFUSED = "ssh.shell_refused";

  /** The machine does not answer. */
  public static final String SSH_TIMEOUT = "ssh.timeout";

  /** The account exists but must not be used to log in. */
  public static final String SSH_WRONG_USER = "ssh.wrong_user";

  /** Data of somebody else was taken over because --adopt was given; replaced files were copied. */
  public static final String STACK_ADOPTED = "stack.adopted";

  /** The database that was to be adopted was made with another user, name or password. */
  public static final String STACK_ADOPTION_IMPOSSIBLE = "stack.adoption_impossible";

  /** A service runs but its check fails. */
  public static final String STACK_CHECK_FAILED = "stack.check_failed";

  /**
   * The tracker stores clients by an address that is not theirs, so that it hands out peers that
   * nobody reaches.
   */
  public static final String STACK_CLIENT_ADDRESS_HIDDEN = "stack.client_address_hidden";

  /** Docker Compose refuses the rendered file. */
  public static final String STACK_COMPOSE_INVALID = "stack.compose_invalid";

  /** A service ends again and again. */
  public static final String STACK_CRASH_LOOPING = "stack.crash_looping";

  /** No password that the machine knows opens the database. */
  public static final String STACK_DATABASE_LOCKED = "stack.database_locked";

  /**
   * The database was made by an earlier version, and its superuser may log in from other
   * containers; that could not be changed.
   */
  public static final String STACK_DATABASE_ROOT_OPEN = "stack.database_root_open";

  /** A warning: the database's superuser keeps a password that the machine does not know. */
  public static final String STACK_DATABASE_ROOT_UNKNOWN = "stack.database_root_unknown";

  /** Docker kept a port for a container that was gone, and was restarted. */
  public static final String STACK_DOCKER_RESTARTED = "stack.docker_restarted";

  /**
   * The stack's folder, or a file of the release, belongs to another environment or to somebody
   * else; nothing was touched.
   */
  public static final String STACK_FOREIGN_DATA = "stack.foreign_data";

  /** An image cannot be pulled. */
  public static final String STACK_IMAGE_MISSING = "stack.image_missing";

  /** The newest image of a moving tag cannot be pulled; the one on the machine is used. */
  public static final String STACK_IMAGE_NOT_REFRESHED = "stack.image_not_refreshed";

  /**
   * The name of an image means another one than the one that was proven, which is not on the
   * machine and cannot be pulled.
   */
  public static final String STACK_IMAGE_NOT_RESTORED = "stack.image_not_restored";

  /** The registry has an image for other processors only. */
  public static final String STACK_IMAGE_PLATFORM = "stack.image_platform";

  /**
   * Containers that an earlier version had named were replaced by those of the environment's own
   * project; data was kept.
   */
  public static final String STACK_MOVED = "stack.moved";

  /**
   * The name of an image meant another one than the one that was proven, and means that one again.
   */
  public static final String STACK_IMAGE_RESTORED = "stack.image_restored";

  /** No release is installed on the machine. */
  public static final String STACK_NOT_INSTALLED = "stack.not_installed";

  /** The database or Grafana does not take a new password. */
  public static final String STACK_PASSWORD_NOT_SET = "stack.password_not_set";

  /** Another program uses a port that the stack needs. */
  public static final String STACK_PORT_IN_USE = "stack.port_in_use";

  /** After a power cut Docker keeps a port that no container has, and containers of others run. */
  public static final String STACK_PORT_KEPT_BY_DOCKER = "stack.port_kept_by_docker";

  /** Somebody else's Compose project on the machine has the name of the environment's. */
  public static final String STACK_PROJECT_TAKEN = "stack.project_taken";

  /** Another release is installed than the one to start. */
  public static final String STACK_RELEASE_MISMATCH = "stack.release_mismatch";

  /** The machine does not keep the release any more. */
  public static final String STACK_RELEASE_UNKNOWN = "stack.release_unknown";

  /** The project has a service that no release put there; it was left alone. */
  public static final String STACK_SERVICE_FOREIGN = "stack.service_foreign";

  /** A service stopped by itself. */
  public static final String STACK_SERVICE_STOPPED = "stack.service_stopped";

  /** There is no container of that service. */
  public static final String STACK_SERVICE_UNKNOWN = "stack.service_unknown";

  /** Docker Compose could not start the stack. */
  public static final String STACK_START_FAILED = "stack.start_failed";

  /** A warning: Docker Compose could not start the stack and was asked once more. */
  public static final String STACK_START_REPEATED = "stack.start_repeated";

  /** Docker Compose could not stop the stack. */
  public static final String STACK_STOP_FAILED = "stack.stop_failed";

  /** The stack was not healthy in time. */
  public static final String STACK_TIMEOUT = "stack.timeout";

  /** A service does not answer from outside. */
  public static final String STACK_UNHEALTHY = "stack.unhealthy";

  /** A question was not answered in time. */
  public static final String STATUS_NO_ANSWER = "status.no_answer";

  /** An earlier command left OpenTofu at work; it is waited for. */
  public static final String TOFU_STILL_RUNNING = "tofu.still_running";

  /** A tool did not do what it was started for. */
  public static final String TOOL_FAILED = "tool.failed";

  /** A tool was killed. */
  public static final String TOOL_KILLED = "tool.killed";

  /** A tool cannot be started. */
  public static final String TOOL_MISSING = "tool.missing";

  /** A tool was stopped because it took too long. */
  public static final String TOOL_TIMED_OUT = "tool.timed_out";

  /** A tool is too old. */
  public static final String TOOL_TOO_OLD = "tool.too_old";

  /** A required argument or value is missing. */
  public static final String USAGE_ARGUMENT_MISSING = "usage.argument_missing";

  /** There is one argument too many. */
  public static final String USAGE_ARGUMENT_UNEXPECTED = "usage.argument_unexpected";

  /** Arguments that exclude each other were given together. */
  public static final String USAGE_ARGUMENTS_EXCLUSIVE = "usage.arguments_exclusive";

  /** The command needs to know what. */
  public static final String USAGE_COMMAND_MISSING = "usage.command_missing";

  /** There is no such command. */
  public static final String USAGE_COMMAND_UNKNOWN = "usage.command_unknown";

  /** The command line is not understood. */
  public static final String USAGE_INVALID = "usage.invalid";

  /** An option of a group of commands stands before the command, where it means nothing. */
  public static final String USAGE_OPTION_MISPLACED = "usage.option_misplaced";

  /** An option is given twice. */
  public static final String USAGE_OPTION_REPEATED = "usage.option_repeated";

  /** The command has no such option. */
  public static final String USAGE_OPTION_UNKNOWN = "usage.option_unknown";

  /** A value is none that the option takes. */
  public static final String USAGE_VALUE_INVALID = "usage.value_invalid";

  /** The name of the current folder cannot be read in this locale, or the folder is gone. */
  public static final String WORKSPACE_CURRENT_FOLDER = "workspace.current_folder";

  /** The file exists and is not replaced. */
  public static final String WORKSPACE_FILE_EXISTS = "workspace.file_exists";

  /** The folder holds something and is not written into. */
  public static final String WORKSPACE_FOLDER_NOT_EMPTY = "workspace.folder_not_empty";

  /** A file could not be written. */
  public static final String WORKSPACE_NOT_WRITTEN = "workspace.not_written";

  private ErrorCodes() {}
}
