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
    private static final String[] DRIVERS = {
        "dev.warmer.server", "dev.warmer.client", "dev.warmer.threaded", "dev.warmer.load"
    };
    private static final String[] SHARED = {
        GAME,
        "dev.warmer.protocol",
        "dev.warmer.config",
        "dev.warmer.schema",
        "dev.warmer.net",
        "dev.warmer.verticle",
        "dev.warmer.telemetry",
        "dev.warmer.operations",
        "dev.warmer.tls"
    };

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
    @ValueSource(strings = {"dev.warmer.protocol", "dev.warmer.config"})
    void protocolAndConfigImportTheGameAndNoLibrary(String pure) {
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
    @CsvSource({
        "server, client",
        "server, threaded",
        "client, server",
        "client, threaded",
        "threaded, server",
        "threaded, client",
        "server, load",
        "client, load",
        "threaded, load",
        "load, server",
        "load, threaded"
    })
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
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
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
                .resideInAPackage(ROOT)
                .check(MAIN);
    }
}
