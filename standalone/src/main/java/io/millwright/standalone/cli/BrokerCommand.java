package io.millwright.standalone.cli;

import io.millwright.runtime.kafka.KafkaSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that needs a broker. */
abstract class BrokerCommand implements Callable<Integer> {
  final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @Mixin private final BrokerOption broker = new BrokerOption();

  BrokerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  KafkaSettings kafka() {
    return broker.reachable();
  }
}
