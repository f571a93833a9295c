package io.millwright.standalone.cli;

import io.millwright.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import picocli.CommandLine.Option;

/** Which broker a command talks to. */
final class BrokerOption {
  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "The broker (${DEFAULT-VALUE}).")
  private String address = "127.0.0.1:9092";

  /**
   * Settings of a broker that answers: the clients themselves would try for half a minute.
   *
   * @throws WrongInputException if the address is none
   * @throws IllegalStateException if nobody listens there
   */
  KafkaSettings reachable() {
    int colon = address.lastIndexOf(':');
    if (colon < 1 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new WrongInputException("'" + address + "' is not HOST:PORT of a broker");
    }
    int port = Integer.parseInt(address.substring(colon + 1));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.substring(0, colon), port), 3000);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "no broker answers at " + address + ": start millwright run, or give --kafka HOST:PORT",
          e);
    }
    return KafkaSettings.plain(address);
  }
}
