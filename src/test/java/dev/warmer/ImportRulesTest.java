package dev.warmer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which package may import which, as described in {@code package-info}. */
class ImportRulesTest {
    private static final String ROOT = "dev.warmer";
    private static final String GAME = "dev.warmer.game";
    private static final String[] DRIVERS = {"dev.warmer.eventloop", "dev.warmer.threads", "dev.warmer.load"};
    private static final String[] SHARED = {
        GAME,
        "dev.warmer.protocol",
        "dev.warmer.connection",
        "dev.warmer.config",
        "dev.warmer.net",
        "dev.warmer.netty",
        "dev.warmer.lifecycle",
        "dev.warmer.metrics",
        "dev.warmer.management",
        "dev.warmer.tls"
    };
    private static final String[] LAUNCHER = {ROOT, "dev.warmer.launcher"};

    /** Classes that still use internals of Vert.x or Netty outside of the netty package. To become empty. */
    private static final Set<String> INTERNALS_EXCEPTIONS = Set.of(
            "dev.warmer.load.ConnectFailure",
            "dev.warmer.load.LoadVerticle",
            "dev.warmer.management.EventLoopLag",
            "dev.warmer.management.Meters",
            "dev.warmer.net.NetworkErrors",
            "dev.warmer.tls.HandshakeFailure");

    private static final JavaClasses MAIN = read();

    /** The rules need names only, so the classes of libraries are not read. */
    private static JavaClasses read() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @Test
    void gameImportsJavaOnly() {
        classes()
                .that()
                .resideInAPackage(GAME)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", GAME)
                .check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.warmer.protocol"})
    void protocolImportsGameAndNoLibrary(String pure) {
        classes()
                .that()
                .resideInAPackage(pure)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", GAME, pure)
                .check(MAIN);
    }

    @Test
    void sharedPackagesImportNoDriver() {
        noClasses()
                .that()
                .resideInAnyPackage(SHARED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DRIVERS)
                .check(MAIN);
    }

    @ParameterizedTest
    @CsvSource({"eventloop, threads", "threads, eventloop", "eventloop, load", "threads, load", "load, threads"})
    void driversDoNotImportEachOtherExceptLoadTheClient(String driver, String other) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + driver)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "." + other)
                .check(MAIN);
    }

    @Test
    void onlyTheEntryPointImportsTheLauncher() {
        noClasses()
                .that()
                .resideOutsideOfPackages(LAUNCHER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LAUNCHER)
                .check(MAIN);
    }

    @Test
    void onlyConfigUsesVertxConfigWhichReadsTheConfFileAgain() {
        classes()
                .that()
                .haveFullyQualifiedName("dev.warmer.config.ConfigReloader")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.config")
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.warmer.config")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.config..", "com.fasterxml.jackson..")
                .check(MAIN);
    }

    @Test
    void onlyNettyUsesInternalsOfVertxAndNetty() {
        noClasses()
                .that(DescribedPredicate.describe(
                        "are not exceptions", type -> !INTERNALS_EXCEPTIONS.contains(outermost(type))))
                .and()
                .resideOutsideOfPackage("dev.warmer.netty")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "io.vertx.core.internal..", "io.vertx.core.impl..")
                .check(MAIN);
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.warmer.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void everyPackageHasARule() {
        classes()
                .should()
                .resideInAnyPackage(SHARED)
                .orShould()
                .resideInAnyPackage(DRIVERS)
                .orShould()
                .resideInAnyPackage(LAUNCHER)
                .check(MAIN);
    }
}
