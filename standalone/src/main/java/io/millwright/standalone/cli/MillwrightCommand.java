package io.millwright.standalone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The root of all commands. */
@Command(
    name = "millwright",
    description = "Event-streaming predictive maintenance: telemetry in, work orders out.",
    mixinStandardHelpOptions = true,
    versionProvider = MillwrightCommand.Version.class,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ReplayCommand.class,
      SimulateCommand.class,
      BenchCommand.class,
      EvaluateCommand.class,
      ModelsCommand.class,
      PlantCommand.class,
      NotifyCommand.class,
      CmmsCommandGroup.class,
      DoctorCommand.class
    })
final class MillwrightCommand extends CommandGroup {

  /** The version that was built. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      return new String[] {"millwright " + number()};
    }

    static String number() throws IOException {
      Properties properties = new Properties();
      try (InputStream file = MillwrightCommand.class.getResourceAsStream("version.properties")) {
        properties.load(file);
      }
      return properties.getProperty("version");
    }
  }
}
