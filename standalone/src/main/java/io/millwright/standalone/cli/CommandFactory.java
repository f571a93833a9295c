package io.millwright.standalone.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives commands the terminal that they are constructed with. */
record CommandFactory(Terminal terminal) implements IFactory {
  @Override
  public <K> K create(Class<K> type) throws Exception {
    try {
      return type.getDeclaredConstructor(Terminal.class).newInstance(terminal);
    } catch (NoSuchMethodException e) {
      return CommandLine.defaultFactory().create(type);
    }
  }
}
