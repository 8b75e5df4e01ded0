package io.patchbay.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.patchbay.platform.database.EngineDatabase;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

/** The few rules whose breach costs most; each says how to fix the code. */
class ArchitectureTest {

  /** Of this module alone, whether the others are at hand as archives or as folders. */
  private static final JavaClasses CLASSES = new ClassFileImporter().importPath("target/classes");

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void routesLiveInRestPackages() {
    check(
        classes()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .resideInAPackage("..rest")
            .because("routes are looked for there: move the class to <feature>.rest"));
  }

  @Test
  void entitiesStayInTheirPackage() {
    check(
        classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .resideInAPackage("..jpa")
            .because("the technology is the last word of a package: move it to <feature>.jpa"));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("..jpa")
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(Entity.class)
            .because("entities are rows: give out a record made inside the transaction instead"));
  }

  @Test
  void onlyThePlatformLooksAcrossTenants() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.patchbay.platform..",
                "io.patchbay.identity.jdbc",
                "io.patchbay.tenant.jdbc",
                "io.patchbay.member.jdbc",
                "io.patchbay.token",
                "io.patchbay.approval.jdbc",
                "io.patchbay.audit",
                "io.patchbay.event.jdbc",
                "io.patchbay.node",
                "io.patchbay.ledger.jdbc",
                "io.patchbay.deadletter.jdbc",
                "io.patchbay.operator.jdbc",
                "io.patchbay.plugin.jdbc",
                "io.patchbay.secret.jdbc",
                "io.patchbay.secret.cdi",
                "io.patchbay.run.jdbc",
                "io.patchbay.run.start",
                "io.patchbay.trigger.quartz",
                "io.patchbay.trigger.jdbc",
                "io.patchbay.webhook.jdbc")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(EngineDatabase.class)
            .because(
                "it sees every tenant's rows: use TenantTransactions, or move the code to one of"
                    + " the named packages and say there why it must look across tenants"));
  }

  @Test
  void nothingButTheGuardedClientOpensConnections() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.patchbay.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.apache.hc..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.HttpURLConnection")
            .because("tenants could reach inner addresses: use io.patchbay.http.OutboundHttp"));
  }

  @Test
  void technologiesStayAtTheLeaves() {
    technology("org.pf4j..", "..pf4j");
    technology("org.quartz..", "..quartz");
    technology("com.google.crypto.tink..", "..tink");
    technology("org.apache.hc..", "..apache");
    technology("org.bouncycastle..", "..identity.local");
  }

  private static void technology(String library, String home) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(home)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library)
            .because("put a port in front of it and move the adapter to " + home));
  }

  @Test
  void routesDoNotTouchTheDatabase() {
    check(
        noClasses()
            .that()
            .resideInAPackage("..rest")
            .and()
            .doNotHaveSimpleName("ProblemMapper")
            .should()
            .dependOnClassesThat(
                new DescribedPredicate<JavaClass>("are JDBC or EntityManager") {
                  @Override
                  public boolean test(JavaClass type) {
                    return type.getPackageName().equals("java.sql")
                            && !type.getSimpleName().equals("SQLException")
                        || type.getName().equals("jakarta.persistence.EntityManager");
                  }
                })
            .because("a route asks a repository: move the statement to <feature>.jpa or .jdbc"));
  }

  @Test
  void nobodyWritesToStandardStreams() {
    check(
        noClasses()
            .should(ACCESS_STANDARD_STREAMS)
            .because("lines need level, run and tenant: use an slf4j logger"));
  }

  @Test
  void timeIsInjected() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.patchbay.http..", "io.patchbay.plugin..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("tests set the clock: inject java.time.InstantSource"));
    check(
        noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("wait on a condition or a deadline that can be woken"));
  }
}
