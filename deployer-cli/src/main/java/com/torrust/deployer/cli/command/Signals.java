package com.torrust.deployer.cli.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Handles the signals by which people and systems end programs. The only way to hear a second one
 * is the JDK's unsupported but ever-present {@code sun.misc.Signal}, used by reflection as
 * compilers warn of it; where it is missing a shutdown hook hears the first one.
 */
final class Signals {

  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  private final List<Runnable> restorers;

  private Signals(List<Runnable> restorers) {
    this.restorers = restorers;
  }

  /**
   * Calls {@code handler} for every signal, on a thread of the virtual machine.
   *
   * @param ended holds up the end of the virtual machine where only a hook can be had
   */
  static Signals handledBy(Runnable handler, CountDownLatch ended) {
    List<Runnable> restorers = new ArrayList<>();
    for (String name : NAMES) {
      try {
        restorers.add(handle(name, handler));
      } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
        // INT is everywhere; who lacks the others ends by the default action, as ever.
        continue;
      }
    }
    return restorers.isEmpty() ? hook(handler, ended) : new Signals(restorers);
  }

  private static Runnable handle(String name, Runnable handler)
      throws ReflectiveOperationException {
    Class<?> signalType = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Object signal = construct(signalType, name);
    Object ours =
        Proxy.newProxyInstance(
            handlerType.getClassLoader(),
            new Class<?>[] {handlerType},
            (proxy, method, arguments) -> {
              if (method.getName().equals("handle")) {
                handler.run();
              }
              return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : null;
            });
    Object former =
        signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, ours);
    return () -> {
      try {
        signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, former);
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException(
            "a signal that could be handled can be given back", impossible);
      }
    };
  }

  private static Object construct(Class<?> signalType, String name)
      throws ReflectiveOperationException {
    try {
      return signalType.getConstructor(String.class).newInstance(name);
    } catch (InvocationTargetException unknown) {
      throw new IllegalArgumentException(name, unknown);
    }
  }

  private static Signals hook(Runnable handler, CountDownLatch ended) {
    Thread hook =
        new Thread(
            () -> {
              handler.run();
              try {
                ended.await();
              } catch (InterruptedException again) {
                Thread.currentThread().interrupt();
              }
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Signals(
        List.of(
            () -> {
              try {
                Runtime.getRuntime().removeShutdownHook(hook);
              } catch (IllegalStateException shuttingDown) {
                // Then the hook waits for us, and lets go now.
                return;
              }
            }));
  }

  /** Gives the signals back to whom they belonged. */
  void restore() {
    restorers.forEach(Runnable::run);
  }
}
