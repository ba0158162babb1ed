package dev.warmer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which package may import which, as described in {@code package-info}. */
class ImportRulesTest {
    private static final String ROOT = "dev.warmer";
    private static final String GAME = "dev.warmer.game";
    private static final String PROTOCOL = "dev.warmer.protocol";
    private static final String CONNECTION = "dev.warmer.connection";
    private static final String[] DRIVERS = {
        "dev.warmer.eventloop", "dev.warmer.threads", "dev.warmer.await", "dev.warmer.web", "dev.warmer.load"
    };
    private static final String[] SHARED = {
        GAME,
        PROTOCOL,
        CONNECTION,
        "dev.warmer.config",
        "dev.warmer.cluster",
        "dev.warmer.client",
        "dev.warmer.net",
        "dev.warmer.netty",
        "dev.warmer.lifecycle",
        "dev.warmer.metrics",
        "dev.warmer.management",
        "dev.warmer.pages",
        "dev.warmer.tls"
    };
    private static final String[] LAUNCHER = {ROOT, "dev.warmer.launcher"};

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
        importOnlyJavaAnd(GAME);
    }

    @Test
    void protocolImportsGameAndNoLibrary() {
        importOnlyJavaAnd(PROTOCOL, GAME);
    }

    @Test
    void connectionImportsGameAndProtocolAndNoLibrary() {
        importOnlyJavaAnd(CONNECTION, GAME, PROTOCOL);
    }

    private static void importOnlyJavaAnd(String importing, String... others) {
        classes()
                .that()
                .resideInAPackage(importing)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", importing).or(resideInAnyPackage(others)))
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
    @FieldSource("DRIVERS")
    void driversDoNotImportEachOther(String driver) {
        String[] others =
                Stream.of(DRIVERS).filter(other -> !other.equals(driver)).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(driver)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
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
                .that()
                .resideOutsideOfPackage("dev.warmer.netty")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "io.vertx.core.internal..", "io.vertx.core.impl..")
                .check(MAIN);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.warmer.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void onlyClusterUsesHazelcast() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.warmer.cluster")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster.hazelcast..")
                .check(MAIN);
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
