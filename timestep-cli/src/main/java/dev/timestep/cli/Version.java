package dev.timestep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IOException("version.properties is missing beside " + Version.class.getName());
      }
      properties.load(in);
    }
    return new String[] {
      "timestep " + properties.getProperty("version"),
      "Java " + Runtime.version() + ", " + System.getProperty("os.arch")
    };
  }
}
