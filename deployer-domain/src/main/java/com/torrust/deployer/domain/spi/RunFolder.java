package com.torrust.deployer.domain.spi;

import java.nio.file.Path;

/**
 * Where a program that may outlive us leaves its traces: output, pid with start instant, exit code.
 * One folder is for one run at a time.
 *
 * @param path absolute; made if missing
 */
public record RunFolder(Path path) {}
