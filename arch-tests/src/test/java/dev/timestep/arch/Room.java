package dev.timestep.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * One row of the house plan: a package and what it may import.
 *
 * @param name the package below {@code dev.timestep}; its subpackages belong to it unless they are
 *     rooms themselves
 * @param atLeast how many classes a scan has to find in it; 0 for a room not built yet
 * @param rooms the other packages below {@code dev.timestep} that it may import
 * @param libraries the packages of other makers that it may import, besides the JDK's
 * @param base whether it may use nothing of the JDK but the module {@code java.base}
 */
record Room(String name, int atLeast, List<String> rooms, List<String> libraries, boolean base) {

  /** A room of the core: {@code java.base} and the rooms below it. */
  static Room core(String name, int atLeast, String... rooms) {
    return new Room(name, atLeast, List.of(rooms), List.of(), true);
  }

  static Room of(String name, int atLeast, String... rooms) {
    return new Room(name, atLeast, List.of(rooms), List.of(), false);
  }

  Room with(String... otherLibraries) {
    return new Room(name, atLeast, rooms, List.of(otherLibraries), base);
  }

  @Override
  public String toString() {
    return name;
  }

  DescribedPredicate<JavaClass> inside() {
    return DescribedPredicate.describe(
        "in " + name, type -> HousePlan.roomOf(type.getPackageName()).equals(name));
  }

  ArchRule rule() {
    return classes().that(inside()).should().onlyDependOnClassesThat(allowed());
  }

  private DescribedPredicate<JavaClass> allowed() {
    String libraryNames = libraries.isEmpty() ? "" : " and " + libraries;
    return DescribedPredicate.describe(
        "in " + rooms + libraryNames + (base ? " and java.base" : " and the JDK"), this::mayUse);
  }

  /** Whether a package of the house is this room, or one that it may import. */
  boolean mayImport(String packageName) {
    String other = HousePlan.roomOf(packageName);
    return other.equals(name) || rooms.contains(other);
  }

  private boolean mayUse(JavaClass type) {
    JavaClass element = type.getBaseComponentType();
    String packageName = element.getPackageName();
    if (element.isPrimitive() || packageName.equals("org.jspecify.annotations")) {
      return true;
    }
    if (packageName.startsWith("dev.timestep")) {
      return mayImport(packageName);
    }
    if (libraries.stream().anyMatch(library -> isIn(packageName, library))) {
      return true;
    }
    // The incubating module is in the JDK too, but only for the room that names it.
    return base ? moduleOf(element).equals("java.base") : moduleOf(element).startsWith("java.");
  }

  private static boolean isIn(String packageName, String library) {
    return packageName.equals(library) || packageName.startsWith(library + ".");
  }

  private static String moduleOf(JavaClass type) {
    try {
      Module module = Class.forName(type.getName(), false, null).getModule();
      return module.isNamed() ? module.getName() : "";
    } catch (ClassNotFoundException e) {
      return platformModuleOf(type);
    }
  }

  private static String platformModuleOf(JavaClass type) {
    try {
      ClassLoader platform = ClassLoader.getPlatformClassLoader();
      Module module = Class.forName(type.getName(), false, platform).getModule();
      return module.isNamed() ? module.getName() : "";
    } catch (ClassNotFoundException e) {
      return "";
    }
  }
}
