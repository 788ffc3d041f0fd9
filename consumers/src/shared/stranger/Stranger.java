package stranger;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployException;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.RenderTarget;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Renders with the standard adapters, deploys on fakes, and says how far it came. */
public final class Stranger {

  private Stranger() {}

  /** The only argument is a folder to work in. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path key = folder.resolve("id_ed25519.pub");
    Files.writeString(
        key, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHNhbXBsZXNhbXBsZXNhbXBsZXNhbXBsZXNhbXBs a@b\n");
    EnvironmentConfig config = config(folder, key);
    render(folder, config);
    deploy(config);
  }

  private static EnvironmentConfig config(Path folder, Path key) {
    try (Deployer deployer = Deployer.builder().workingDirectory(folder).build()) {
      return deployer
          .validate(
              """
              {
                "environment": { "name": "stranger" },
                "ssh_credentials": { "private_key_path": "%s", "public_key_path": "%s" },
                "provider": { "provider": "lxd", "profile_name": "stranger" },
                "tracker": {
                  "core": { "database": { "driver": "sqlite3", "database_name": "tracker.db" }, "private": false },
                  "udp_trackers": [{ "bind_address": "0.0.0.0:6969" }],
                  "http_trackers": [{ "bind_address": "0.0.0.0:7070" }],
                  "http_api": { "bind_address": "0.0.0.0:1212", "admin_token": "MyAccessToken-0123456789" },
                  "health_check_api": { "bind_address": "127.0.0.1:1313" }
                },
                "prometheus": { "scrape_interval_in_secs": 15 },
                "grafana": { "admin_user": "admin", "admin_password": "a-password-of-a-stranger" }
              }
              """
                  .formatted(key, key))
          .getOrElseThrow(DeployException::new)
          .config();
    }
  }

  private static void render(Path folder, EnvironmentConfig config) {
    try (Deployer deployer = Deployer.builder().workingDirectory(folder).build()) {
      RenderTarget target =
          new RenderTarget(
              HostAddress.parse("192.0.2.7").orElseThrow(), folder.resolve("rendered"), true);
      List<String> files =
          deployer.render(config, target).getOrElseThrow(DeployException::new).files();
      System.out.println("rendered " + files.size() + " files");
      if (!files.contains("docker-compose/docker-compose.yml")) {
        throw new IllegalStateException("no compose file among " + files);
      }
    }
  }

  private static void deploy(EnvironmentConfig config) {
    FakeWorld world = FakeWorld.create();
    List<String> steps = new ArrayList<>();
    try (Deployer deployer =
        Deployer.builder().clock(world.clock()).use(world.adapters()).build()) {
      deployer
          .deploy(
              config,
              DeployTarget.RUNNING,
              ImmutableOperationOptions.builder()
                  .listener(
                      event -> {
                        if (event instanceof DeployEvent.StepStarted step) {
                          steps.add(step.description());
                        }
                      })
                  .build())
          .getOrElseThrow(DeployException::new);
    }
    System.out.println("deployed in " + steps.size() + " steps");
  }
}
