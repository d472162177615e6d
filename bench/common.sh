# What the commands of this folder share; sourced by them, in the root of the project.

find_java() { # name of the command; sets java
  local home
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
  [ "$1" = alone ] || profile=("-P$1")
  mvn -B -q -Dquick "${profile[@]}" "-Dclass.path.file=$PWD/bench/target/class-path" \
    -pl bench -am compile >&2 || {
    echo "The build failed; see above." >&2
    exit 1
  }
  class_path="bench/target/classes:$(cat bench/target/class-path)"
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
