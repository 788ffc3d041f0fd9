package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableMysqlConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.WebAccess;
import com.torrust.deployer.domain.environment.EnvironmentId;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.ImmutableReleaseBundle;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.StackClaim;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.templates.JinjavaRendererProvider;
import com.torrust.deployer.testkit.data.FoundArtifacts;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Releases as the real renderer makes them. */
final class Releases {

  /** A password of every printable ASCII character and some others. */
  static final String EVERY_CHARACTER =
      IntStream.rangeClosed(' ', '~').mapToObj(Character::toString).collect(Collectors.joining())
          + "äß€𝄞";

  private static final Renderer RENDERER =
      new JinjavaRendererProvider()
          .create(
              ImmutableAdapterContext.builder()
                  .workingDirectory(Path.of("/"))
                  .variables(Map.of())
                  .commands(new ScriptedCommandRunner())
                  .clock(InstantSource.system())
                  .artifacts(FoundArtifacts.everywhere())
                  .templates(Optional.empty())
                  .build());

  private Releases() {}

  static ReleaseBundle of(EnvironmentConfig config) {
    return RENDERER
        .render(
            ImmutableRenderRequest.builder()
                .config(config)
                .addPurposes(ArtifactPurpose.STACK)
                .label(new Label("demo.0123abcd"))
                .publicKey("ssh-ed25519 AAAA")
                .build())
        .map(artifacts -> RENDERER.bundle(config, artifacts))
        .getOrElseThrow(error -> new AssertionError(error.toString()));
  }

  /** For an environment of that name, which never installed anything before. */
  static StackClaim claim(String environment) {
    return new StackClaim(
        EnvironmentName.parse(environment).get(),
        new EnvironmentId("id-of-the-environment-" + environment),
        "sqlite3",
        Optional.empty(),
        false);
  }

  static EnvironmentConfig sqlite() {
    return Samples.config("demo");
  }

  static EnvironmentConfig monitored() {
    return ImmutableEnvironmentConfig.copyOf(sqlite())
        .withPrometheus(new PrometheusConfig(5))
        .withGrafana(grafana("admin", "Passw0rd for Grafana"));
  }

  static EnvironmentConfig mysql(String password) {
    EnvironmentConfig config = monitored();
    return ImmutableEnvironmentConfig.copyOf(config)
        .withTracker(
            ImmutableTrackerConfig.copyOf(config.tracker())
                .withDatabase(
                    ImmutableMysqlConfig.builder()
                        .host("mysql")
                        .port(3306)
                        .databaseName("torrust_tracker")
                        .username("tracker_user")
                        .password(Secret.of(password))
                        .rootPassword(Secret.of("Root-" + password))
                        .build()));
  }

  /** The same release with one file changed, hence another release. */
  static ReleaseBundle edited(ReleaseBundle bundle, String path, UnaryOperator<String> change) {
    return ImmutableReleaseBundle.copyOf(bundle)
        .withFiles(
            bundle.files().stream()
                .map(
                    file ->
                        file.path().equals(path)
                            ? new HostFile(
                                path, change.apply(file.text()), file.owner(), file.mode())
                            : file)
                .toList());
  }

  private static GrafanaConfig grafana(String user, String password) {
    return new GrafanaConfig(user, Secret.of(password), WebAccess.direct());
  }
}
