package com.torrust.deployer.sdk.operation;

import java.util.Optional;

/**
 * Something that stays on a registered machine when its environment is destroyed. Immutable.
 *
 * @param what what it is and where
 * @param removal the command that removes it, as root on the machine; empty when it should be
 *     decided case by case, because others may rely on it
 */
public record Leftover(String what, Optional<String> removal) {}
