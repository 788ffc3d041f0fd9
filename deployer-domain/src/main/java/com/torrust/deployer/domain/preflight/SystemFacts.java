package com.torrust.deployer.domain.preflight;

import java.util.OptionalInt;

/**
 * Distribution, kernel and hardware.
 *
 * @param id {@code ID} of os-release, such as {@code debian}; empty when unknown
 * @param version {@code VERSION_ID}, such as {@code 13}; empty when there is none
 * @param name {@code PRETTY_NAME}
 * @param architecture of the kernel, as {@code uname -m} prints it
 * @param userland architecture of the packages, as dpkg prints it; empty without dpkg
 * @param kernel release of the kernel
 * @param virtualization as systemd names it: {@code none}, {@code kvm}, {@code lxc} …; empty when
 *     unknown
 * @param init name of the first process
 * @param memoryMib memory in MiB
 * @param python version of {@code /usr/bin/python3}; empty when there is none
 */
public record SystemFacts(
    String id,
    String version,
    String name,
    String architecture,
    String userland,
    String kernel,
    String virtualization,
    String init,
    OptionalInt memoryMib,
    String python) {}
