package com.torrust.deployer.cli.command;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Handles the signals by which people and systems end programs, by the JDK's unsupported but
 * ever-present {@code sun.misc.Signal}: a shutdown hook would not hear a second one. Used by
 * reflection, as compilers warn of it.
 */
final class Signals {

  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  private final List<Runnable> restorers;

  private Signals(List<Runnable> restorers) {
    this.restorers = restorers;
  }

  /** Calls {@code handler} for every signal, on a thread of the virtual machine. */
  static Signals handledBy(Runnable handler) {
    List<Runnable> restorers = new ArrayList<>();
    for (String name : NAMES) {
      try {
        restorers.add(handle(name, handler));
      } catch (ReflectiveOperationException unavailable) {
        // INT is everywhere; who lacks the others ends by the default action, as ever.
        continue;
      }
    }
    return new Signals(restorers);
  }

  private static Runnable handle(String name, Runnable handler)
      throws ReflectiveOperationException {
    Class<?> signalType = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Object signal = signalType.getConstructor(String.class).newInstance(name);
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

  /** Gives the signals back to whom they belonged. */
  void restore() {
    restorers.forEach(Runnable::run);
  }
}
