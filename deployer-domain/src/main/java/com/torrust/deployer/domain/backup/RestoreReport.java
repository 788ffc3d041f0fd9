package com.torrust.deployer.domain.backup;

import java.util.Optional;

/**
 * What a restore has done. Immutable.
 *
 * @param backup what is in service now
 * @param before the copy of what was there, which the machine keeps; none where there was no data
 */
public record RestoreReport(Backup backup, Optional<BackupId> before) {}
