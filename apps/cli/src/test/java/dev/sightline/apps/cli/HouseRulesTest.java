package dev.sightline.apps.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the house rules against every class that the command runs with. */
class HouseRulesTest {
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.sightline")
                    .that(not(resideInAPackage("dev.sightline.testing..")));

    /** Fixtures for these would need the library itself, which is not on this class path. */
    private static final Set<String> WITHOUT_FIXTURE =
            Set.of(
                    "ai.djl is fenced",
                    "org.nd4j is fenced",
                    "nu.pattern is fenced",
                    "org.apache.spark is fenced",
                    "perception imports one way",
                    "dtof imports one way",
                    "bev imports one way",
                    "occupancy imports one way",
                    "apps.eval imports one way",
                    "apps.pipeline imports one way");

    @TestFactory
    Stream<DynamicTest> theHouseKeepsItsRules() {
        return HouseRules.below("dev.sightline").entrySet().stream()
                .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(HOUSE)));
    }

    @TestFactory
    Stream<DynamicTest> aHouseThatBreaksThemIsCaught() {
        JavaClasses wrongHouse = new ClassFileImporter().importPackages("wrong.house");
        return HouseRules.below("wrong.house").entrySet().stream()
                .filter(rule -> !WITHOUT_FIXTURE.contains(rule.getKey()))
                .map(
                        rule ->
                                dynamicTest(
                                        rule.getKey(),
                                        () ->
                                                assertTrue(
                                                        rule.getValue()
                                                                .evaluate(wrongHouse)
                                                                .hasViolation())));
    }

    @Test
    void theHouseIsNotEmpty() {
        assertTrue(HOUSE.contain(Main.class));
    }
}
