package dev.timestep.arch;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;

/** The two sets of classes that the rules are held against. */
final class Scan {

  /** All classes of the modules that are published or run. */
  static final JavaClasses HOUSE = scan(false);

  /** Classes made to break the rules: what shows that each rule can fail. */
  static final JavaClasses BROKEN = scan(true);

  private static JavaClasses scan(boolean broken) {
    // Names are enough: reading the JDK's own class files would take most of the time.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .withImportOption(location -> isBroken(location) == broken)
        .importPackages("dev.timestep");
  }

  private static boolean isBroken(Location location) {
    return location.contains("/test-classes/");
  }

  private Scan() {}
}
