package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import com.torrust.deployer.sdk.DeployResult;
import java.util.List;
import java.util.Optional;

/**
 * The result of {@code deploy}.
 *
 * @param deployed what the SDK did
 */
public record DeployedResult(DeployResult deployed) implements Result {

  private Environment environment() {
    return deployed.environment();
  }

  private Optional<ServiceEndpoints> endpoints() {
    return environment()
        .knownMachine()
        .map(machine -> ServiceEndpoints.of(environment().config(), machine));
  }

  private List<String> phases() {
    return deployed.phases().stream().map(OperationKind::text).toList();
  }

  @Override
  public Text text() {
    boolean runs = environment() instanceof Running;
    Text text =
        Text.titled(
                runs
                    ? "The tracker runs and every service answered"
                    : "Environment "
                        + environment().name()
                        + " is "
                        + environment().stateName().text())
            .fact(
                "Phases", phases().isEmpty() ? "nothing was missing" : String.join(", ", phases()));
    if (runs) {
      endpoints().ifPresent(known -> new Endpoints(known).addTo(text));
    }
    environment()
        .knownMachine()
        .ifPresent(
            machine ->
                text.facts("DNS", new Access(environment().config(), machine).dnsReminders()));
    return text.next(Next.after(environment()));
  }

  @Override
  public Document document() {
    return Facts.document(environment())
        .put("phases", phases())
        .put("release_id", environment().installedRelease().map(Object::toString))
        .put("services", endpoints().map(known -> new Endpoints(known).document()))
        .put("grafana", endpoints().flatMap(ServiceEndpoints::grafana).map(Endpoints::grafana))
        .put("next_commands", Next.after(environment()));
  }
}
