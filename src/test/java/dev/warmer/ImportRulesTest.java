package dev.warmer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may import whom, as the architecture in {@code package-info} has it. */
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

    private static final JavaClasses MAIN = read();

    /** Names are enough to judge by, so the libraries' own classes are not read. */
    private static JavaClasses read() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @Test
    void theGameImportsJavaAlone() {
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
    void protocolImportsTheGameAndNoLibrary(String pure) {
        classes()
                .that()
                .resideInAPackage(pure)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", GAME, pure)
                .check(MAIN);
    }

    @Test
    void whatIsSharedKnowsNoDriver() {
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
    void driversDoNotKnowEachOtherButForTheLoadThatIsAClient(String driver, String other) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + driver)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "." + other)
                .check(MAIN);
    }

    @Test
    void nothingImportsTheLauncher() {
        noClasses()
                .that()
                .resideOutsideOfPackages(LAUNCHER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LAUNCHER)
                .check(MAIN);
    }

    @Test
    void packagesDoNotImportInCircles() {
        slices().matching("dev.warmer.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void noPackageGoesWithoutARule() {
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
