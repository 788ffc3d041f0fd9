package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;

/**
 * One tool, which is there unless the point {@code prerequisites.tool} is made to fail, with the
 * error as what is wrong with it.
 */
public final class FakePrerequisites implements Prerequisites {

  private static final String ID = "tool.fake";
  private static final String SUBJECT = "fake tool";

  private final FakeWorld world;

  FakePrerequisites(FakeWorld world) {
    this.world = world;
  }

  @Override
  public List<Prerequisite> check(Question question, Cancellation cancellation) {
    Either<DeployError, Done> answer =
        world
            .faults()
            .pass(
                "prerequisites.tool",
                cancellation,
                question.limit(),
                () -> Either.right(Done.DONE));
    return List.of(
        answer.isLeft()
            ? Prerequisite.unmet(ID, SUBJECT, answer.getLeft(), Duration.ZERO)
            : Prerequisite.met(ID, SUBJECT, "1.0", Duration.ZERO));
  }
}
