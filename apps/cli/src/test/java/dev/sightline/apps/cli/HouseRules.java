package dev.sightline.apps.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The house rules that a machine can check, for a tree of packages below some root.
 *
 * <p>The root is a parameter so that {@link HouseRulesTest} can hold the same rules against a house
 * that breaks them.
 */
final class HouseRules {
    /** Rule 1: what each module may import of this project, itself aside. */
    private static final Map<String, String[]> MAY_IMPORT =
            Map.of(
                    "perception", names(),
                    "dtof", names("perception"),
                    "bev", names("perception"),
                    "occupancy", names("bev", "perception"),
                    "planner", names("occupancy", "bev", "perception"),
                    "datasets", names("dtof", "occupancy", "bev", "perception"),
                    "apps.eval", names("datasets", "dtof", "occupancy", "bev", "perception"),
                    "apps.pipeline",
                            names("planner", "datasets", "dtof", "occupancy", "bev", "perception"));

    /** Rule 1: the heavy libraries, and the only packages below the root that may know them. */
    private static final Map<String, String[]> FENCES =
            Map.of(
                    "ai.djl", names("*..nn", "apps.train"),
                    "org.nd4j", names("dtof.batch", "datasets.label"),
                    "org.opencv", names("perception.camera", "datasets.label"),
                    "nu.pattern", names("perception.camera", "datasets.label"),
                    "org.apache.spark", names("apps.spark"),
                    "com.fasterxml.jackson", names("datasets.json", "apps"),
                    "org.apache.arrow", names("datasets.argoverse"));

    private static final Set<String> TENSORS =
            Set.of(
                    "ai.djl.ndarray.NDArray",
                    "ai.djl.ndarray.NDList",
                    "org.nd4j.linalg.api.ndarray.INDArray",
                    "org.opencv.core.Mat");

    /** Functions of {@link Math} that a JVM may replace by the machine's own, whose last bit differs. */
    private static final Set<String> MACHINE_MATH =
            Set.of(
                    "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh",
                    "exp", "expm1", "log", "log10", "log1p", "pow", "cbrt");

    private HouseRules() {}

    /** Returns every rule by its claim. */
    static Map<String, ArchRule> below(String root) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        MAY_IMPORT.forEach(
                (module, allowed) ->
                        rules.put(module + " imports one way", oneWay(root, module, allowed)));
        rules.put("nobody but apps and benchmarks imports apps", appsAreLeaves(root));
        FENCES.forEach(
                (library, allowed) ->
                        rules.put(library + " is fenced", fence(root, library, allowed)));
        rules.put("tensors stay home", tensorsStayHome(root));
        rules.put("no hidden clock", noHiddenClock(root));
        rules.put("functions round alike on every machine", noMachineMath(root));
        rules.put("no Java serialization: streams", noObjectStreams());
        rules.put("no Java serialization: types", noSerializable());
        rules.put("names say something", noEmptyNames());
        rules.replaceAll((claim, rule) -> rule.as(claim).allowEmptyShould(true));
        return rules;
    }

    private static ArchRule oneWay(String root, String module, String... allowed) {
        String[] known =
                Stream.concat(Stream.of(module), Arrays.stream(allowed)).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(root + "." + module + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(root + "..")
                                .and(not(resideInAnyPackage(packages(root, known)))));
    }

    private static ArchRule appsAreLeaves(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(root, "apps", "benchmarks"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".apps..");
    }

    private static ArchRule fence(String root, String library, String... allowed) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(root, allowed))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..");
    }

    private static ArchRule tensorsStayHome(String root) {
        return noCodeUnits()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages(packages(root, "*..nn", "dtof.batch", "perception.camera"))
                .should(mentionATensor());
    }

    private static ArchRule noHiddenClock(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(root, "apps", "benchmarks"))
                .should()
                .accessTargetWhere(describe("a clock is read", HouseRules::readsAClock));
    }

    private static boolean readsAClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String name = access.getName();
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            default -> owner.startsWith("java.time.") && name.equals("now");
        };
    }

    /** Same input, same bytes: values reach files, so functions are those of StrictMath. */
    private static ArchRule noMachineMath(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".benchmarks..")
                .should()
                .accessTargetWhere(
                        describe(
                                "a function may differ by machine",
                                (JavaAccess<?> a) ->
                                        a.getTargetOwner().isEquivalentTo(Math.class)
                                                && MACHINE_MATH.contains(a.getName())));
    }

    private static ArchRule noObjectStreams() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.Object(In|Out)putStream");
    }

    /** Enums and exceptions are serializable by birth; nobody may ask for it. */
    private static ArchRule noSerializable() {
        return noClasses()
                .that(
                        describe(
                                "declare Serializable",
                                (JavaClass type) ->
                                        type.getRawInterfaces().stream()
                                                .anyMatch(
                                                        i -> i.isEquivalentTo(Serializable.class))))
                .should()
                .haveNameMatching(".*");
    }

    private static ArchRule noEmptyNames() {
        return noClasses()
                .should()
                .haveNameMatching("(.*[.$])?(Abstract\\w*|\\w*(Utils?|Manager|Impl|Helper))");
    }

    private static ArchCondition<JavaCodeUnit> mentionATensor() {
        return new ArchCondition<>("mention a tensor") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                Stream.concat(
                                unit.getRawParameterTypes().stream(),
                                Stream.of(unit.getRawReturnType()))
                        .map(type -> type.getBaseComponentType().getFullName())
                        .filter(TENSORS::contains)
                        .forEach(
                                tensor ->
                                        events.add(
                                                SimpleConditionEvent.satisfied(
                                                        unit,
                                                        unit.getFullName()
                                                                + " shows a "
                                                                + tensor)));
            }
        };
    }

    private static String[] packages(String root, String... below) {
        return Arrays.stream(below).map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    private static String[] names(String... names) {
        return names;
    }
}
