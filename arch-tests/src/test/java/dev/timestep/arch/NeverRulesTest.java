package dev.timestep.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.timestep.report.BreaksEveryRule;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds what no class ever does, and shows with {@link BreaksEveryRule} that each rule can fail.
 */
class NeverRulesTest {

  static Set<String> rules() {
    return NeverRules.RULES.keySet();
  }

  static Stream<Class<?>> broken() {
    return Stream.of(BreaksEveryRule.class.getDeclaredClasses());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(String rule) {
    NeverRules.RULES.get(rule).check(Scan.HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void canFail(String rule) {
    assertThat(NeverRules.RULES.get(rule).evaluate(Scan.BROKEN).hasViolation()).isTrue();
  }

  /** No example is there in vain: each is caught by some rule. */
  @ParameterizedTest
  @MethodSource("broken")
  void isCaught(Class<?> example) {
    JavaClasses one =
        Scan.BROKEN.that(
            DescribedPredicate.describe(
                example.getSimpleName(), (JavaClass type) -> type.isEquivalentTo(example)));
    assertThat(NeverRules.RULES.values())
        .anyMatch(rule -> rule.allowEmptyShould(true).evaluate(one).hasViolation());
  }
}
