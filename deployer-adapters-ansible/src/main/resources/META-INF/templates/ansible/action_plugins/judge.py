"""Judges what was found on the machine before anything is changed, and Docker once more when it runs.

The deployer looks at a machine before it starts Ansible; what may have changed since, what comes with the packages, and a
playbook that somebody runs by hand are judged here, by the same codes.

machine   what "sh: look:" found; everything that stands in the way is an obstacle, and all of them are named at once
docker    what it found of Docker alone, after the services were started

The first also works out what a firewall would close ("closing"), and what UFW has to be asked for so that SSH stays open
when it is switched on ("ssh_openings").

The result has "findings": a list of code, text and, where there is something to do, remedy. Those of obstacles are
"failed", the others are warnings; the callback plug-in passes them on.
"""

from __future__ import annotations

import ipaddress
import json
import re

from ansible.plugins.action import ActionBase

OLDEST_SYSTEMS = {'debian': (12,), 'ubuntu': (22, 4)}
ARCHITECTURES = ('x86_64', 'aarch64')
OLDEST_DOCKER = (25,)
OLDEST_COMPOSE = (2, 20)
# What Docker takes networks from unless it is given pools: fifteen /16 below 172.16/12, sixteen /20 of 192.168/16.
DEFAULT_NETWORKS = 31
# Compose's default network, database, metrics, proxy and visualization.
NETWORKS_NEEDED = 5


class ActionModule(ActionBase):
    TRANSFERS_FILES = False
    _VALID_ARGS = frozenset(
        (
            'machine',
            'docker',
            'origin',
            'project',
            'ssh_ports',
            'public_ports',
            'registered',
            'serves_ipv6',
            'restart_docker',
        )
    )

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        args = self._task.args
        origin, project = args.get('origin', ''), args.get('project', '')
        if 'machine' in args:
            facts = Facts(args['machine'])
            obstacles, warnings = judge_machine(facts, origin, project)
            ipv6, in_the_way = docker_ipv6(facts, bool(args.get('serves_ipv6')))
            obstacles += in_the_way
            foreign = foreign_containers(facts, 'all_containers', project)
            running = foreign_containers(facts, 'containers', project)
            info = facts.json('docker_daemon')
            new = {name for name in ipv6 if name not in facts.json('docker_settings')}
            may_restart = not running or info.get('LiveRestoreEnabled') or args.get('restart_docker')
            if new and info and not may_restart:
                obstacles.append(
                    finding(
                        'configure.docker_restart_needed',
                        f"Docker needs {' and '.join(sorted(new))} to serve IPv6, which wants a restart, and containers"
                        ' of others run on the machine',
                        "configure with '--restart-docker' when those containers may be restarted",
                    )
                )
            ssh_ports = [str(port) for port in args.get('ssh_ports', [])]
            result.update(
                closing=closing(facts, ssh_ports, args.get('public_ports', [])),
                ssh_openings=ssh_openings(facts, ssh_ports),
                docker_ipv6=ipv6,
                foreign_containers=foreign,
            )
        else:
            facts = Facts(args['docker'])
            obstacles, warnings = judge_docker(facts, origin, project)
            if not facts.succeeded('docker_daemon'):
                obstacles.append(
                    finding(
                        'configure.docker_down',
                        'Docker does not answer: ' + args['docker']['docker_daemon']['stderr'],
                        "look at 'journalctl --unit docker' on the machine",
                    )
                )
        result.update(changed=False, findings=warnings)
        if obstacles:
            result.update(
                failed=True,
                msg='\n'.join(obstacle['text'] for obstacle in obstacles),
                event_code=obstacles[0]['code'],
                event_remedies=[obstacle['remedy'] for obstacle in obstacles if 'remedy' in obstacle],
            )
        return result


class Facts:
    """What each piece of a look printed; what was not asked or failed is empty."""

    def __init__(self, look):
        self.look = look

    def text(self, name):
        piece = self.look.get(name, {})
        return piece.get('stdout', '') if piece.get('rc') == 0 else ''

    def lines(self, name):
        return [line for line in self.text(name).splitlines() if line.strip()]

    def succeeded(self, name):
        return self.look.get(name, {}).get('rc') == 0

    def json(self, name):
        try:
            value = json.loads(self.text(name))
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}


def judge_machine(facts, origin, project):
    obstacles, warnings = [], []
    system = dict(re.findall('^([A-Z_]+)="?(.*?)"?$', facts.text('system'), flags=re.MULTILINE))
    oldest = OLDEST_SYSTEMS.get(system.get('ID'))
    with_python = facts.succeeded('python')
    if not oldest or version(system.get('VERSION_ID', '')) < oldest or not with_python:
        obstacles.append(
            finding(
                'configure.unsupported_system',
                f"the machine runs {system.get('PRETTY_NAME', 'an unknown system')}"
                f" {'with' if with_python else 'without'} /usr/bin/python3,"
                ' but Debian 12, Ubuntu 22.04 or a newer release of them with Python is needed',
            )
        )
        # Whatever else was found was found by means of another system.
        return obstacles, warnings
    if facts.lines('architecture') and facts.lines('architecture')[0] not in ARCHITECTURES:
        obstacles.append(
            finding(
                'machine.architecture_unsupported',
                f"the machine is of the kind {facts.lines('architecture')[0]},"
                f" but the images of the stack exist for {' and '.join(ARCHITECTURES)} only",
            )
        )
    if origin == 'debian' and not facts.succeeded('docker_program') and version(system['VERSION_ID']) < (13,):
        obstacles.append(
            finding(
                'configure.unsupported_system',
                'Debian 12 itself has neither Docker 25 nor Compose 2',
                "install docker-ce and docker-compose-plugin from Docker's own repository and configure again,"
                ' or use Debian 13',
            )
        )
    for unit in masked(facts):
        if unit.startswith(('docker.', 'containerd.', 'torrust-firewall.')):
            obstacles.append(
                finding(
                    'configure.service_masked',
                    f"'{unit}' is masked on the machine, and the stack cannot do without it",
                    f"unmask it by 'systemctl unmask {unit}' if that is what you want",
                )
            )
    docker_obstacles, docker_warnings = judge_docker(facts, origin, project)
    return obstacles + docker_obstacles, warnings + docker_warnings


def judge_docker(facts, origin, project):
    obstacles, warnings = [], []
    program = facts.text('docker_program')
    if 'podman' in program.lower():
        obstacles.append(
            finding(
                'configure.docker_is_podman',
                "'docker' on the machine is Podman under another name, which does not run the stack",
                "remove the package 'podman-docker' if nothing needs it; Podman itself can stay beside Docker",
            )
        )
        return obstacles, warnings
    if '/snap/' in program or '/usr/bin/snap' in program:
        obstacles.append(
            finding(
                'configure.docker_from_snap',
                'Docker on the machine comes from a snap, which cannot read /opt/torrust',
                "remove the snap 'docker' if nothing needs it, then configure again",
            )
        )
        return obstacles, warnings
    settings_text = facts.text('docker_settings')
    try:
        settings = json.loads(settings_text) if settings_text.strip() else {}
        if not isinstance(settings, dict):
            raise ValueError('it is not an object')
    except ValueError as broken:
        obstacles.append(
            finding(
                'configure.docker_settings_invalid',
                f'/etc/docker/daemon.json on the machine is not valid JSON: {broken}',
                'mend the file; Docker will not start with it either',
            )
        )
        settings = {}
    command = facts.lines('docker_command')
    info = facts.json('docker_daemon')
    if settings.get('iptables') is False or flag_is_off(command, 'iptables'):
        obstacles.append(
            finding(
                'configure.docker_without_firewall',
                "Docker may not touch the firewall on the machine ('iptables' is false): every peer would be recorded"
                " with the address of Docker's bridge",
                "remove 'iptables: false' from Docker's settings and restart Docker, or use another machine",
            )
        )
    security = ' '.join(info.get('SecurityOptions') or [])
    if 'name=rootless' in security:
        obstacles.append(
            finding(
                'configure.docker_rootless',
                'Docker on the machine runs without root, so it hides the addresses of peers',
                "stop the rootless Docker, or let root's 'docker' reach a daemon of its own",
            )
        )
    docker = info.get('ServerVersion', '')
    plugins = (info.get('ClientInfo') or {}).get('Plugins') or []
    compose = next((plugin.get('Version', '') for plugin in plugins if plugin.get('Name') == 'compose'), '')
    if info and docker:
        # A missing Compose is installed with the other packages where somebody offers one.
        too_old = version(docker) < OLDEST_DOCKER or compose and version(compose) < OLDEST_COMPOSE
        if too_old or not compose and 'docker_last' in facts.look:
            obstacles.append(
                finding(
                    'configure.docker_too_old',
                    f"the machine has Docker {docker} and Compose {compose or '(none)'},"
                    ' but Docker 25 and Compose 2.20 or newer are needed',
                )
            )
    if info and info.get('MemoryLimit') is False:
        warnings.append(
            finding(
                'configure.docker_cgroups',
                "the kernel does not let Docker limit memory ('cgroup_disable=memory'); no limit of the stack holds",
            )
        )
    free = free_networks(info, settings, facts.lines('networks'), project)
    if free is not None and free < NETWORKS_NEEDED:
        obstacles.append(
            finding(
                'configure.docker_address_pools',
                f'Docker on the machine has room for {max(free, 0)} more networks, but the stack needs up to'
                f' {NETWORKS_NEEDED}',
                "remove networks that nobody uses ('docker network prune'), or give Docker another"
                " 'default-address-pools'",
            )
        )
    return obstacles, warnings


def docker_ipv6(facts, serves_ipv6):
    """What Docker has to be given so that IPv6 clients keep their addresses, and what forbids it."""
    if not serves_ipv6:
        return {}, []
    if not facts.succeeded('ipv6'):
        missing = finding(
            'machine.ipv6_missing',
            'a public listener of the configuration serves IPv6, but IPv6 is switched off on the machine',
            "write '0.0.0.0' instead of '[::]' in the configuration, or switch IPv6 on",
        )
        return {}, [missing]
    settings = facts.json('docker_settings')
    if settings.get('ip6tables') is False or flag_is_off(facts.lines('docker_command'), 'ip6tables'):
        forbidden = finding(
            'configure.docker_without_firewall',
            "Docker may not touch the firewall for IPv6 on the machine ('ip6tables' is false): every IPv6 client would be"
            " recorded with the address of Docker's bridge",
            "remove 'ip6tables: false' from Docker's settings and restart Docker, or serve IPv4 only ('0.0.0.0')",
        )
        return {}, [forbidden]
    running = version(facts.json('docker_daemon').get('ServerVersion', ''))
    # Newer ones do so by themselves; those of a distribution, still to be installed, may be older.
    return ({} if running >= (27,) else {'experimental': True, 'ip6tables': True}), []


def foreign_containers(facts, name, project):
    """Containers of others: neither of this stack nor of one as earlier versions called it."""
    return [line for line in facts.lines(name) if not line.startswith((project + ' ', 'torrust '))]


def free_networks(info, settings, networks, project):
    """How many networks Docker can still make, as far as its pools say; nothing when the stack has its own already."""
    if not info or any(name.startswith(project + '_') for name in networks if project):
        return None
    pools = info.get('DefaultAddressPools') or settings.get('default-address-pools')
    if not pools:
        return DEFAULT_NETWORKS - len(networks)
    room = 0
    for pool in pools:
        # Docker's answer has capitals, its settings do not.
        member = {key.lower(): value for key, value in pool.items()}
        try:
            base = ipaddress.ip_network(str(member['base']), strict=False)
            if base.version == 4:
                # A machine may say anything, and a power of a large number is never worked out.
                room += 2 ** max(min(int(member['size']), 32) - base.prefixlen, 0)
        except (KeyError, ValueError):
            return None
    return room - len(networks)


def closing(facts, ssh_ports, public_ports):
    """What of others can be reached on the machine from outside, in words."""
    kept = {f'{port}/tcp' for port in ssh_ports} | set(public_ports)
    found = []
    for line in facts.lines('listening'):
        words = line.split()
        if len(words) < 5 or words[0] not in ('tcp', 'udp'):
            continue
        address, _, port = words[4].rpartition(':')
        program = re.search(r'\(\("([^"]+)"', line)
        name = program.group(1) if program else 'unknown program'
        what = f'{port}/{words[0]}'
        is_local = re.match(r'(127\.|\[?::1\b|\[?::ffff:127\.)', address) or address.endswith('%lo')
        # Docker's proxy is about what containers publish, and a DHCP client hears by a socket of another kind.
        if is_local or what in kept or name == 'docker-proxy' or what in ('68/udp', '546/udp'):
            continue
        found.append(f'{what} ({name})')
    bridges = [name for name in facts.lines('bridges') if re.match(r'(virbr|lxdbr|lxcbr|incusbr|vmbr|br)', name)]
    docker = {'br-' + line.split()[-1] for line in facts.lines('networks')}
    found += [f'guests behind {name}' for name in bridges if name not in docker]
    return list(dict.fromkeys(found))


def ssh_openings(facts, ssh_ports):
    """Rules for UFW that keep SSH open, and as narrow as rules that somebody prepared already."""
    login = facts.text('login').split()
    client = login[0] if login else ''
    openings = []
    for port in ssh_ports:
        rules = [line for line in facts.lines('ufw_added') if concerns(line, port)]
        if not rules:
            openings.append(f'allow {port}/tcp')
        elif not any(lets_in(rule, client) for rule in rules):
            openings.append(f'allow from {client} to any port {port} proto tcp')
    return openings


def concerns(rule, port):
    """Whether a rule, as "ufw show added" prints it, opens an SSH port in whatever form."""
    if not re.match(r'ufw (allow|limit) ', rule):
        return False
    if port == '22' and re.search(r'\b(OpenSSH|ssh|SSH)\b', rule):
        return True
    for word in re.sub(r' from \S+', '', rule).split()[2:]:
        for span in re.fullmatch(r'([\d,:]*)(/tcp)?', word) and word.removesuffix('/tcp').split(',') or []:
            first, _, last = span.partition(':')
            if first.isdigit() and int(first) <= int(port) <= int(last or first):
                return True
    return False


def lets_in(rule, client):
    source = re.search(r' from (\S+)', rule)
    if ' on ' in rule:
        return False
    if not source or source.group(1) == 'any':
        return True
    try:
        return ipaddress.ip_address(client) in ipaddress.ip_network(source.group(1), strict=False)
    except ValueError:
        return False


def masked(facts):
    return re.findall(r'^Id=([\w@.-]+)\nLoadState=masked$', facts.text('units'), flags=re.MULTILINE)


def flag_is_off(command, name):
    """Whether the daemon's command line switches something off, in any of the ways in which Go reads it."""
    return any(re.fullmatch(rf'--?{name}=(0|f|false)', word, flags=re.IGNORECASE) for word in command)


def version(text):
    """The leading numbers of a version, to compare with others."""
    return tuple(int(number) for number in re.findall(r'\d+', re.split('[-+~]', text.lstrip('v'))[0])[:3])


def finding(code, text, remedy=None):
    found = {'code': code, 'text': text}
    return {**found, 'remedy': remedy} if remedy else found
