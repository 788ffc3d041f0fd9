package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeConfiguratorContractTest;
import com.torrust.deployer.testkit.fake.FakeMachineAccessContractTest;
import com.torrust.deployer.testkit.fake.FakePrerequisitesContractTest;
import com.torrust.deployer.testkit.fake.FakeProvisionerContractTest;
import com.torrust.deployer.testkit.fake.FakeRemoteShellContractTest;
import com.torrust.deployer.testkit.fake.FakeStackOperatorContractTest;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each contract finds an adapter that breaks it: one that everything keeps demands nothing. */
class ContractsBiteTest {

  private static final class Provisioners extends FakeProvisionerContractTest {

    private final UnaryOperator<Provisioner> broken;

    /** One adapter for all calls, so that it remembers that it was killed. */
    private Optional<Provisioner> made = Optional.empty();

    Provisioners(UnaryOperator<Provisioner> broken) {
      this.broken = broken;
    }

    @Override
    protected Provisioner provisioner() {
      Provisioner adapter = made.orElseGet(() -> broken.apply(super.provisioner()));
      made = Optional.of(adapter);
      return adapter;
    }
  }

  private static ProvisionerContract provisioner(Breaking breaking) {
    return new Provisioners(adapter -> breaking.of(Provisioner.class, adapter));
  }

  private static void finds(Runnable contract) {
    assertThrows(AssertionError.class, contract::run, "nothing was found");
  }

  @Test
  void aProvisionerThatIgnoresCancellation() {
    finds(() -> provisioner(Breaking.DEAF).makesNothingOnceSomebodyAskedToStop());
    finds(() -> provisioner(Breaking.DEAF).stopsMakingWhenSomebodyAsksAndNamesWhatIsThere());
    finds(() -> provisioner(Breaking.DEAF).removesNothingOnceSomebodyAskedToStop());
  }

  @Test
  void aProvisionerThatDoesNotNameWhatItHasMade() {
    finds(() -> provisioner(Breaking.SILENT).stopsMakingWhenSomebodyAsksAndNamesWhatIsThere());
  }

  @Test
  void aProvisionerThatKeepsNoLimit() {
    finds(() -> provisioner(Breaking.PATIENT).waitsForTheProviderNoLongerThanItMay());
  }

  @Test
  void aProvisionerThatCannotBeCalledAgainAfterAKill() {
    finds(() -> provisioner(Breaking.FRAGILE).oneMachineStandsAfterAKillAtAnyPointAndARepetition());
    finds(
        () ->
            provisioner(Breaking.FRAGILE)
                .nothingStandsAfterAKillAtAnyPointOfRemovingAndARepetition());
  }

  @Test
  void aProvisionerThatSaysItsToken() {
    finds(() -> provisioner(Breaking.TALKATIVE).saysNoSecretOfTheProvider());
  }

  @Test
  void aProvisionerThatRemovesNothing() {
    ProvisionerContract contract =
        new Provisioners(
            adapter ->
                new Decorated(adapter) {
                  @Override
                  public Either<DeployError, List<FoundResource>> destroy(
                      MachineSpec spec, OperationContext context) {
                    return find(spec, context);
                  }
                });
    finds(contract::leavesNothingBehindAndSaysWhatItRemoved);
    finds(contract::nothingStandsAfterAKillAtAnyPointOfRemovingAndARepetition);
  }

  private abstract static class Decorated implements Provisioner {

    private final Provisioner adapter;

    Decorated(Provisioner adapter) {
      this.adapter = adapter;
    }

    @Override
    public Either<DeployError, Done> check(MachineSpec spec, OperationContext context) {
      return adapter.check(spec, context);
    }

    @Override
    public Either<DeployError, Machine> provision(MachineSpec spec, OperationContext context) {
      return adapter.provision(spec, context);
    }

    @Override
    public Either<DeployError, List<FoundResource>> find(
        MachineSpec spec, OperationContext context) {
      return adapter.find(spec, context);
    }
  }

  private static ConfiguratorContract configurator(Breaking breaking) {
    return new FakeConfiguratorContractTest() {
      private final Configurator broken = breaking.of(Configurator.class, super.configurator());

      @Override
      protected Configurator configurator() {
        return broken;
      }
    };
  }

  @Test
  void aConfiguratorThatIgnoresCancellation() {
    finds(() -> configurator(Breaking.DEAF).changesNothingOnceSomebodyAskedToStop());
    finds(() -> configurator(Breaking.DEAF).stopsWhenSomebodyAsksAndIsFinishedByRepeatingIt());
  }

  @Test
  void aConfiguratorThatKeepsNoLimitSaysSecretsOrDiesForGood() {
    finds(() -> configurator(Breaking.PATIENT).waitsForTheMachineNoLongerThanItMay());
    finds(() -> configurator(Breaking.TALKATIVE).saysNoSecretOfTheConfiguration());
    finds(() -> configurator(Breaking.FRAGILE).isFinishedByRepeatingItAfterAKillAtAnyPoint());
  }

  @Test
  void aConfiguratorThatChangesSomethingEachTime() {
    ConfiguratorContract contract =
        new FakeConfiguratorContractTest() {
          @Override
          protected Configurator configurator() {
            Configurator kept = super.configurator();
            return (config, machine, context) ->
                kept.configure(config, machine, context)
                    .map(report -> new Configurator.Report(report.tasks(), 1));
          }
        };
    finds(contract::changesAMachineOnceAndNothingTheSecondTime);
  }

  private static StackOperatorContract operator(Breaking breaking) {
    return new FakeStackOperatorContractTest() {
      private final StackOperator broken = breaking.of(StackOperator.class, super.operator());

      @Override
      protected StackOperator operator() {
        return broken;
      }
    };
  }

  @Test
  void anOperatorThatIgnoresCancellation() {
    finds(() -> operator(Breaking.DEAF).installsNothingOnceSomebodyAskedToStop());
    finds(() -> operator(Breaking.DEAF).startsAndStopsNothingOnceSomebodyAskedToStop());
    finds(() -> operator(Breaking.DEAF).aReleaseIsWholeOrNotThereWhenSomebodyAsksToStopMeanwhile());
  }

  @Test
  void anOperatorThatKeepsNoLimitSaysSecretsOrDiesForGood() {
    finds(() -> operator(Breaking.PATIENT).waitsForTheMachineNoLongerThanItMay());
    finds(() -> operator(Breaking.TALKATIVE).saysNoSecretOfTheOperation());
    finds(() -> operator(Breaking.FRAGILE).isFinishedByRepeatingItAfterAKillAtAnyPoint());
  }

  private static MachineAccessContract access(Breaking breaking) {
    return new FakeMachineAccessContractTest() {
      private final MachineAccess broken = breaking.of(MachineAccess.class, super.access());

      @Override
      protected MachineAccess access() {
        return broken;
      }
    };
  }

  @Test
  void anAccessThatIgnoresCancellationKeepsNoLimitOrDiesForGood() {
    finds(() -> access(Breaking.DEAF).asksNobodyOnceSomebodyAskedToStop());
    finds(() -> access(Breaking.PATIENT).waitsForAnAnswerNoLongerThanItMay());
    finds(() -> access(Breaking.FRAGILE).pinsOneKeyAfterAKillAtAnyPointAndARepetition());
  }

  private static RemoteShellContract shell(UnaryOperator<RemoteShell> breaking) {
    return new FakeRemoteShellContractTest() {
      @Override
      protected RemoteShell shell() {
        return breaking.apply(super.shell());
      }
    };
  }

  @Test
  void aShellThatIgnoresCancellationOrShowsSecrets() {
    finds(
        () ->
            shell(adapter -> Breaking.DEAF.of(RemoteShell.class, adapter))
                .startsNothingOnceSomebodyAskedToStop());
    finds(
        () ->
            shell(adapter -> Breaking.OPEN.of(RemoteShell.class, adapter))
                .givesTheScriptItsInputAndShowsItToNobody());
  }

  @Test
  void aShellThatLosesLines() {
    finds(
        () ->
            shell(ContractsBiteTest::withoutBlankLines)
                .hearsEveryLineInItsOrderAndTellsHowTheScriptEnded());
  }

  private static RemoteShell withoutBlankLines(RemoteShell adapter) {
    return new RemoteShell() {
      @Override
      public Either<DeployError, Ended> run(
          Machine machine,
          SshCredentials credentials,
          Script script,
          Consumer<String> lines,
          OperationContext context) {
        return adapter.run(
            machine,
            credentials,
            script,
            line -> {
              if (!line.isBlank()) {
                lines.accept(line);
              }
            },
            context);
      }
    };
  }

  private static PrerequisitesContract prerequisites(UnaryOperator<Prerequisites> breaking) {
    return new FakePrerequisitesContractTest() {
      @Override
      protected Prerequisites met() {
        return breaking.apply(super.met());
      }

      @Override
      protected Prerequisites unmet() {
        return breaking.apply(super.unmet());
      }
    };
  }

  @Test
  void prerequisitesThatWaitForeverOrFailWhenSomebodyAsksToStop() {
    finds(
        () ->
            prerequisites(
                    kept ->
                        (question, cancellation) ->
                            kept.check(
                                new Prerequisites.Question(
                                    question.provider(), question.config(), Duration.ofHours(1)),
                                cancellation))
                .waitsForNobodyLongerThanItMay());
    assertThrows(
        IllegalStateException.class,
        () ->
            prerequisites(kept -> ContractsBiteTest::refuseToStop)
                .answersAtOnceWhenSomebodyHasAskedToStop());
  }

  private static List<Prerequisite> refuseToStop(
      Prerequisites.Question question, Cancellation cancellation) {
    if (cancellation.isRequested()) {
      throw new IllegalStateException("stopped");
    }
    return List.of();
  }

  @Test
  void prerequisitesThatGiveNoAdviceNeedOtherProvidersOrSaySecrets() {
    finds(() -> prerequisites(answering("tool.fake", "")).saysWhatIsWrongAndWhatToDoAboutIt());
    finds(() -> prerequisites(answering("provider.lxd", "1.0")).leavesOutWhatOtherProvidersNeed());
    EnvironmentConfig config = Samples.config("demo");
    String secret = config.secrets().iterator().next().expose();
    finds(() -> prerequisites(answering("tool.fake", secret)).saysNoSecretOfTheConfiguration());
    finds(() -> prerequisites(answering("Fake", "1.0")).findsEverythingInTheSameOrderEachTime());
  }

  private static UnaryOperator<Prerequisites> answering(String id, String detail) {
    return kept ->
        (question, cancellation) -> List.of(Prerequisite.met(id, "a tool", detail, Duration.ZERO));
  }
}
