package com.torrust.deployer.domain.release;

import com.torrust.deployer.domain.environment.ReleaseId;
import java.util.List;

/**
 * What an installation did.
 *
 * @param release what is installed now
 * @param changedFiles absolute paths that were written or removed; empty when the machine had this
 *     release already
 */
public record InstallReport(ReleaseId release, List<String> changedFiles) {}
