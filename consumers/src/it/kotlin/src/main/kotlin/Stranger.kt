package stranger

import com.torrust.deployer.domain.environment.Environment
import com.torrust.deployer.domain.error.DeployException
import com.torrust.deployer.sdk.operation.DeployTarget
import com.torrust.deployer.sdk.Deployer
import com.torrust.deployer.sdk.operation.OperationOptions
import com.torrust.deployer.testkit.data.Samples
import com.torrust.deployer.testkit.fake.FakeWorld
import java.nio.file.Path

fun main(arguments: Array<String>) {
  val world = FakeWorld.create()
  Deployer.builder()
      .clock(world.clock())
      .use(world.adapters())
      .build()
      .orThrow()
      .use { deployer ->
        val result =
            deployer.deploy(
                Samples.config("stranger"), DeployTarget.RUNNING, OperationOptions.standard())
        val environment: Environment = result.environment()
        println("deployed ${environment.name()}: ${environment.stateName().text()}")
      }
  // The standard adapters, and an error that is thrown.
  Deployer.builder().workingDirectory(Path.of(arguments[0])).build().orThrow().use { deployer ->
    println("schema of ${deployer.schema().length} characters")
    try {
      deployer.show(Samples.name("nobody"))
      error("an environment that nobody made")
    } catch (expected: DeployException) {
      val code: String = expected.error().code().value()
      check(code == "environment.not_found") { code }
    }
  }
}
