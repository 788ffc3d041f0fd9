package com.torrust.deployer.application.internal.ports;

import com.torrust.deployer.domain.spi.AdapterProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a program says about the adapters that it wants: instances, makers that are used instead of
 * those that are found, ids of preferred ones, and what is put around an adapter. Immutable.
 */
public final class Choice {

  private final Map<Class<?>, Object> given;
  private final List<AdapterProvider<?>> used;
  private final Map<Class<?>, String> preferred;
  private final Map<Class<?>, UnaryOperator<Object>> decorators;

  private Choice(
      Map<Class<?>, Object> given,
      List<AdapterProvider<?>> used,
      Map<Class<?>, String> preferred,
      Map<Class<?>, UnaryOperator<Object>> decorators) {
    this.given = Map.copyOf(given);
    this.used = List.copyOf(used);
    this.preferred = Map.copyOf(preferred);
    this.decorators = Map.copyOf(decorators);
  }

  /** Nothing is said: all is found. */
  public static Choice none() {
    return new Choice(Map.of(), List.of(), Map.of(), Map.of());
  }

  /** The same with this instance for a port. */
  public <P> Choice giving(Class<P> port, P adapter) {
    return new Choice(with(given, port, adapter), used, preferred, decorators);
  }

  /** The same with these makers, which are used instead of those that are found. */
  public Choice using(List<? extends AdapterProvider<?>> makers) {
    List<AdapterProvider<?>> all = new ArrayList<>(used);
    all.addAll(makers);
    return new Choice(given, all, preferred, decorators);
  }

  /** The same with the maker of that id where there are several. */
  public Choice preferring(Class<?> port, String id) {
    return new Choice(given, used, with(preferred, port, id), decorators);
  }

  /** The same with something around every adapter of the port; the last one is the outermost. */
  public <P> Choice decorating(Class<P> port, UnaryOperator<P> around) {
    UnaryOperator<Object> inner = decorators.getOrDefault(port, UnaryOperator.identity());
    return new Choice(
        given,
        used,
        preferred,
        with(decorators, port, adapter -> around.apply(port.cast(inner.apply(adapter)))));
  }

  private static <K, V> Map<K, V> with(Map<K, V> all, K key, V value) {
    Map<K, V> changed = new LinkedHashMap<>(all);
    changed.put(key, value);
    return changed;
  }

  <P> Optional<P> given(Class<P> port) {
    return Optional.ofNullable(given.get(port)).map(port::cast);
  }

  <V> List<V> used(Class<V> maker) {
    return used.stream().filter(maker::isInstance).map(maker::cast).toList();
  }

  boolean uses(Object maker) {
    return used.contains(maker);
  }

  Optional<String> preferred(Class<?> port) {
    return Optional.ofNullable(preferred.get(port));
  }

  <P> P decorated(Class<P> port, P adapter) {
    UnaryOperator<Object> around = decorators.getOrDefault(port, UnaryOperator.identity());
    return port.cast(around.apply(adapter));
  }
}
