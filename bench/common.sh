# What the commands of this folder share; sourced by them, in the root of the project.

# What a command can do, from the comment that it begins with.
print_help() { # name of the command
  sed -n '2,/^[^#]/ s/^# \{0,1\}//p' "$1"
}

find_java() { # name of the command; sets java
  local home
  if [ -n "${JAVA_HOME:-}" ] && [ ! -x "$JAVA_HOME/bin/java" ]; then
    echo "$1 expects JAVA_HOME to name a JDK; received $JAVA_HOME, which has no bin/java." \
      "Set it to the folder of a JDK 25, or unset it." >&2
    exit 2
  fi
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25* \
    "$HOME"/.jdks/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -x "$home/bin/java" ] && grep -q '^JAVA_VERSION="25' "$home/release" 2>/dev/null; then
      java="$home/bin/java"
      return 0
    fi
  done
  echo "$1 needs a JDK 25; none was found. Install one and set JAVA_HOME to its folder." >&2
  exit 2
}

# Builds what is measured, with the other libraries, with JMH, or alone; sets class_path.
build_bench() { # peers | jmh | alone
  local profile=()
  command -v mvn >/dev/null || {
    echo "Maven was not found; it builds what is measured. Install Maven 3.8 or newer." >&2
    exit 2
  }
  [ "$1" = alone ] || profile=("-P$1")
  mvn -B -q -Dquick "${profile[@]}" "-Dclass.path.file=$PWD/bench/target/class-path" \
    -pl bench -am compile >&2 || {
    echo "The build failed; see above." >&2
    exit 1
  }
  class_path="bench/target/classes:$(cat bench/target/class-path)"
}

# For what an earlier build left; sets class_path.
find_built() { # name of the command, a class that has to be there
  local file=bench/target/class-path
  class_path="bench/target/classes"
  [ ! -s "$file" ] || class_path="$class_path:$(cat "$file")"
  [ -e "bench/target/classes/$2.class" ] || {
    echo "$1 expects with --built what an earlier call has built; received no $2.class" \
      "in bench/target/classes. Leave --built out." >&2
    exit 2
  }
}

# The class path of Deeplearning4j; sets dl4j_class_path.
find_dl4j() {
  local file="$PWD/bench/target/dl4j-class-path"
  if [ ! -s "$file" ] || [ bench/dl4j.xml -nt "$file" ]; then
    mvn -B -q -f bench/dl4j.xml dependency:build-classpath "-Dmdep.outputFile=$file" >&2 || {
      echo "Deeplearning4j could not be downloaded; see above, or leave it out with --only." >&2
      exit 1
    }
  fi
  dl4j_class_path="$(cat "$file")"
}
