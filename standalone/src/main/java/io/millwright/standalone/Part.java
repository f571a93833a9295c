package io.millwright.standalone;

import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Service;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is opened and closed, as a service.
 *
 * @param <T> what is there while it is open
 */
final class Part<T> implements Service {
  private final String name;
  private final Supplier<T> open;
  private final Function<T, Health> health;
  private final Consumer<T> close;
  private volatile @Nullable T value;

  Part(String name, Supplier<T> open, Function<T, Health> health, Consumer<T> close) {
    this.name = name;
    this.open = open;
    this.health = health;
    this.close = close;
  }

  /** Something that is done once, at start. */
  static Part<String> step(String name, Runnable work) {
    return new Part<>(
        name,
        () -> {
          work.run();
          return name;
        },
        done -> Health.UP,
        done -> {});
  }

  /** A service that can be made only when those before it run. */
  static <S extends Service> Part<S> deferred(String name, Supplier<S> make) {
    return new Part<>(
        name,
        () -> {
          S service = make.get();
          service.start();
          return service;
        },
        Service::health,
        Service::close);
  }

  /** What is open. */
  T get() {
    T opened = value;
    if (opened == null) {
      throw new IllegalStateException(name + " is not open");
    }
    return opened;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    value = open.get();
  }

  @Override
  public Health health() {
    T opened = value;
    return opened == null ? Health.down("not open") : health.apply(opened);
  }

  @Override
  public synchronized void close() {
    T opened = value;
    if (opened != null) {
      value = null;
      close.accept(opened);
    }
  }
}
