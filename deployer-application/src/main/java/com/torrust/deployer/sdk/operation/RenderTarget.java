package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.machine.HostAddress;
import java.nio.file.Path;

/**
 * Where {@code render} puts its files, and for which machine.
 *
 * @param address the machine, as it will stand in the inventory
 * @param folder any folder
 * @param overwrite whether an existing folder may be written into
 */
public record RenderTarget(HostAddress address, Path folder, boolean overwrite) {}
