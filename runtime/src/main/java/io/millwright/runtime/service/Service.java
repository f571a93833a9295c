package io.millwright.runtime.service;

/**
 * A part of a process that runs. {@code start} returns when it does its work, or throws; {@code
 * close} is idempotent and bounded; {@code health} answers at once, from any thread.
 */
public interface Service extends AutoCloseable {
  /** Short, for people: {@code broker}, {@code alerts}. */
  String name();

  /** Starts and returns when it works. */
  void start();

  /** How it does, at this moment. */
  Health health();

  @Override
  void close();
}
