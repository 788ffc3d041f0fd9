package com.torrust.deployer.testkit.contract;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.Killed;
import io.vavr.control.Either;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Ways to break an adapter that keeps its contract. */
enum Breaking {
  /** It does not notice that somebody asks to stop. */
  DEAF {
    @Override
    OperationContext seen(OperationContext given) {
      return ImmutableOperationContext.builder()
          .from(given)
          .cancellation(Cancellation.create())
          .build();
    }
  },
  /** It waits as long as it likes. */
  PATIENT {
    @Override
    OperationContext seen(OperationContext given) {
      return ImmutableOperationContext.builder().from(given).timeouts(Timeouts.standard()).build();
    }
  },
  /** It says everything that it knows. */
  TALKATIVE {
    @Override
    OperationContext seen(OperationContext given) {
      given.progress().line("tool", "--token=token-of-the-provider");
      Samples.config("demo")
          .secrets()
          .forEach(secret -> given.progress().line("tool", "--password=" + secret.expose()));
      return given;
    }
  },
  /** It does not strike secrets out. */
  OPEN {
    @Override
    OperationContext seen(OperationContext given) {
      return ImmutableOperationContext.builder().from(given).secrets(List.of()).build();
    }
  },
  /** It says that it failed, and nothing of what it has made. */
  SILENT {
    @Override
    Object answer(Object given) {
      return given instanceof Either<?, ?> either && either.isLeft()
          ? Either.left(
              ImmutableDeployError.builder()
                  .from((DeployError) either.getLeft())
                  .sideEffects(List.of())
                  .build())
          : given;
    }
  },
  /** It cannot be called again once it was killed. */
  FRAGILE {
    @Override
    Optional<Object> first(boolean wasKilled) {
      return wasKilled
          ? Optional.of(
              Either.left(
                  DeployError.of(
                      "tool.locked",
                      ErrorKind.REMOTE,
                      "somebody is at work",
                      Remedy.advice("remove the lock"))))
          : Optional.empty();
    }
  };

  OperationContext seen(OperationContext given) {
    return given;
  }

  Object answer(Object given) {
    return given;
  }

  Optional<Object> first(boolean wasKilled) {
    return Optional.empty();
  }

  /** The adapter, broken in this way. */
  <P> P of(Class<P> port, P adapter) {
    boolean[] wasKilled = {false};
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, given) -> {
              Optional<Object> first = first(wasKilled[0]);
              if (first.isPresent()) {
                return first.get();
              }
              try {
                return answer(call(adapter, method, given));
              } catch (Killed killed) {
                wasKilled[0] = true;
                throw killed;
              }
            }));
  }

  private Object call(Object adapter, Method method, Object... given) throws Throwable {
    Object[] seen =
        Arrays.stream(given)
            .map(each -> each instanceof OperationContext context ? seen(context) : each)
            .toArray();
    try {
      return method.invoke(adapter, seen);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
