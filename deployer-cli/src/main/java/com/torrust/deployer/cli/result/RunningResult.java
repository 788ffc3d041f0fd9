package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import java.util.List;

/**
 * The result of {@code run}.
 *
 * @param environment whose services answered
 */
public record RunningResult(Running environment) implements Result {

  private ServiceEndpoints endpoints() {
    return ServiceEndpoints.of(environment.config(), environment.machine());
  }

  private List<String> next() {
    return Next.after(environment);
  }

  @Override
  public Text text() {
    return new Endpoints(endpoints())
        .addTo(Text.titled("The tracker runs and every service answered"))
        .facts("DNS", new Access(environment.config(), environment.machine()).dnsReminders())
        .next(next());
  }

  @Override
  public Document document() {
    return Facts.document(environment)
        .put("release_id", environment.installedRelease().map(Object::toString))
        .put("services", new Endpoints(endpoints()).document())
        .put("grafana", endpoints().grafana().map(Endpoints::grafana))
        .put("next_commands", next());
  }
}
