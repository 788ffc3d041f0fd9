package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.StackNames;
import com.torrust.deployer.sdk.operation.Leftover;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the phases put on a registered machine, and how it goes away. */
final class Leftovers {

  private static final String STACK = ReleaseBundle.ROOT + "/bin/stack";

  /** Of the tracker's program and data; the stack's script makes it. */
  private static final String ACCOUNT = "torrust-tracker";

  private static final Set<StateName> BEFORE_CONFIGURE =
      EnumSet.of(StateName.CREATED, StateName.PROVISIONED);
  private static final Set<StateName> BEFORE_RELEASE =
      EnumSet.of(
          StateName.CREATED,
          StateName.PROVISIONED,
          StateName.CONFIGURING,
          StateName.CONFIGURE_FAILED,
          StateName.CONFIGURED);

  private Leftovers() {}

  /** In the order in which it should go; empty when the machine was only registered. */
  static List<Leftover> of(Environment environment) {
    List<Leftover> left = new ArrayList<>();
    StateName state = environment.stateName();
    if (environment.installedRelease().isPresent() || !BEFORE_RELEASE.contains(state)) {
      stack(left, environment.config());
    }
    if (environment.installedRelease().isPresent() || !BEFORE_CONFIGURE.contains(state)) {
      settings(left, environment.config());
    }
    return left;
  }

  private static void stack(List<Leftover> left, EnvironmentConfig config) {
    StackNames names = StackNames.of(config.name());
    left.add(
        removable(
            "containers and networks of the Compose project '" + names.project() + "'",
            "bash " + STACK + " down"));
    // The folder may be a link to a disk of the operator's: what is in it is ours, the link is not.
    left.add(
        removable(
            ReleaseBundle.ROOT + ": configuration, secrets, all data and backups",
            "find " + ReleaseBundle.ROOT + "/ -mindepth 1 -delete"));
    left.add(
        removable("the account '" + ACCOUNT + "' that the tracker runs as", "userdel " + ACCOUNT));
    if (config.backup().isPresent()) {
      left.add(
          removable(
              "the backup's schedule, scripts and log",
              "rm -f /etc/cron.d/tracker-backup /etc/logrotate.d/tracker-backup"
                  + " /usr/local/bin/maintenance-backup.sh /usr/local/bin/maintenance-restore.sh"
                  + " /var/log/tracker-backup.log*"));
    }
    left.add(kept("images of the stack, which 'docker image prune' finds when nothing uses them"));
  }

  private static void settings(List<Leftover> left, EnvironmentConfig config) {
    left.add(
        removable(
            "the firewall: unit torrust-firewall and table inet torrust_tracker",
            "systemctl disable --now torrust-firewall;"
                + " rm -rf /etc/systemd/system/torrust-firewall.service /etc/torrust-tracker;"
                + " systemctl daemon-reload"));
    left.add(
        removable(
            "the ports of the stack in UFW, if it is there",
            "! command -v ufw || ufw delete allow TorrustTracker;"
                + " rm -f /etc/ufw/applications.d/torrust-tracker"));
    left.add(
        removable(
            "settings of kernel, updates and the SSH server, and the mark of the last 'configure'",
            "rm -f /etc/sysctl.d/60-torrust-tracker.conf /etc/apt/apt.conf.d/52torrust-tracker"
                + " /etc/ssh/sshd_config.d/00-torrust-tracker.conf"
                + " /etc/ansible/facts.d/torrust_tracker.fact;"
                + " systemctl try-restart ssh"));
    left.add(
        kept(
            "the packages that were missing (Docker, Compose, nftables, unattended-upgrades), the"
                + " settings in /etc/docker/daemon.json with the files before beside it, and the"
                + " rules of UFW"));
    left.add(
        kept(
            "the account '"
                + config.sshCredentials().username()
                + "', which was there before, and its membership in the group 'docker'"));
  }

  private static Leftover removable(String what, String command) {
    return new Leftover(what, Optional.of(command));
  }

  private static Leftover kept(String what) {
    return new Leftover(what, Optional.empty());
  }
}
