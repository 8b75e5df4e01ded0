package io.patchbay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(packages = "io.patchbay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule engineKnowsNoFramework =
      classes()
          .that()
          .resideInAnyPackage(
              "io.patchbay.flow..",
              "io.patchbay.run..",
              "io.patchbay.call..",
              "io.patchbay.tenant..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.util..",
              "java.time..",
              "java.math..",
              "java.net..",
              "java.nio.charset..",
              "java.security..",
              "io.patchbay..",
              "org.jspecify..",
              "org.slf4j..",
              "tools.jackson..",
              "com.fasterxml.jackson.annotation..",
              "com.networknt..",
              "com.google.re2j..",
              "org.snakeyaml..")
          .because(
              "the engine must be simulated with a seed: put a port here and the technology in the"
                  + " server, in a package named after it");

  @ArchTest
  static final ArchRule machineIsDeterministic =
      noClasses()
          .that()
          .resideInAPackage("io.patchbay.run.machine..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.concurrent..", "io.patchbay.run.executor..")
          .because(
              "a run must come to the same state from its journal: take time from the journal and"
                  + " randomness from the given generator");

  @ArchTest
  static final ArchRule languageDoesNotKnowRuns =
      noClasses()
          .that()
          .resideInAPackage("io.patchbay.flow..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.patchbay.run..")
          .because("a flow is text and model: what happens to it belongs into io.patchbay.run");

  @ArchTest
  static final ArchRule onlyTheSyntaxKnowsYaml =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.patchbay.flow.syntax..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.snakeyaml..")
          .because("positions and limits are kept there: work on SourceNode");
}
