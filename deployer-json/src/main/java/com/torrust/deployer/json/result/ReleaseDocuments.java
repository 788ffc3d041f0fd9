package com.torrust.deployer.json.result;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.InstalledRelease;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.sdk.operation.KeptRelease;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Documents about the releases that a machine keeps. */
public final class ReleaseDocuments {

  private ReleaseDocuments() {}

  /** {@code releases}, the latest first. */
  public static Document releases(EnvironmentName environment, List<KeptRelease> kept) {
    return Document.result()
        .put("environment_name", environment.value())
        .putAll("releases", kept.stream().map(ReleaseDocuments::release).toList());
  }

  private static Document release(KeptRelease kept) {
    InstalledRelease release = kept.release();
    return Document.object()
        .put("release_id", release.id().value())
        .put("installed_at", release.installedAt().toString())
        .put("proven_at", release.provenAt().map(Instant::toString))
        .put("in_force", kept.isInForce())
        .put("outcome", release.outcome())
        .put("error_code", release.failure())
        .putAll(
            "images",
            new TreeMap<>(release.images())
                .entrySet().stream()
                    .map(
                        image ->
                            Document.object()
                                .put("service", image.getKey())
                                .put("image", image.getValue()))
                    .toList())
        .put("members", kept.members());
  }
}
