package dev.sightline.apps.cli;

import dev.sightline.apps.eval.EvaluationPlan;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Shares an evaluation among the executors of a Spark cluster: starts {@code spark-submit}, whose driver runs on this machine and writes
 * into the folder of finished shards. Nothing of Spark is on this program's class path; it is found in {@code SPARK_HOME}, or where
 * {@code apps/spark/cluster} made it.
 */
final class EvaluateSpark {

    private static final String JOB = "dev.sightline.apps.spark.EvaluateOnSpark";
    private static final String HOME = "SPARK_HOME";
    private static final String LOOPBACK = "127.0.0.1";
    private static final long LOOK_MS = 200;

    /** What Spark's own launcher opens on Java 17: {@code org.apache.spark.launcher.JavaModuleOptions}. */
    private static final List<String> OPENED =
            List.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.reflect",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "sun.nio.ch",
                    "sun.nio.cs",
                    "sun.security.action",
                    "sun.util.calendar");

    private final EvaluateOptions options;
    private final EvaluationPlan plan;
    private final RunFolder folder;

    EvaluateSpark(EvaluateOptions options, EvaluationPlan plan, RunFolder folder) {
        this.options = options;
        this.plan = plan;
        this.folder = folder;
    }

    /**
     * Runs the job and waits for it.
     *
     * @throws UserError if Spark is not there, or if the job fails; waves that were finished stay
     */
    void run(BooleanSupplier stop) throws IOException {
        Path parts = Files.createDirectories(folder.file(Evaluate.PARTS));
        Path log = parts.resolve("spark.log");
        ProcessBuilder builder =
                new ProcessBuilder(command(parts))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put(HOME, home().toString());
        builder.environment().putIfAbsent("SPARK_SCALA_VERSION", "2.13");
        if (onThisMachine()) {
            builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
        }
        Process process = builder.start();
        try {
            while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                if (stop.getAsBoolean()) {
                    process.destroy();
                }
            }
            if (process.exitValue() != 0 && !stop.getAsBoolean()) {
                throw UserError.failed(
                        "the Spark job failed: "
                                + reason(log)
                                + ". Finished waves are kept for --resume; its log is "
                                + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroy();
        }
    }

    /** The job's own last word, or Spark's first exception. */
    private static String reason(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        Stream<String> own = lines.stream().filter(l -> l.startsWith("sightline: "));
        Stream<String> raised = lines.stream().filter(l -> l.contains("Exception: "));
        return Stream.concat(own, raised)
                .findFirst()
                .map(l -> l.replaceFirst("^sightline: ", "").strip())
                .orElse("it gave no reason");
    }

    private List<String> command(Path parts) throws IOException {
        List<String> words = new ArrayList<>(submit());
        words.addAll(List.of("--master", options.spark, "--deploy-mode", "client"));
        words.addAll(List.of("--class", JOB, "--jars", String.join(",", jars())));
        words.addAll(List.of("--conf", "spark.ui.enabled=false"));
        words.addAll(List.of("--conf", "spark.log.level=WARN"));
        if (onThisMachine()) {
            words.addAll(List.of("--conf", "spark.driver.host=" + LOOPBACK));
            words.addAll(List.of("--conf", "spark.driver.bindAddress=" + LOOPBACK));
        }
        words.add(job().toString());
        words.addAll(List.of("--protocol", options.protocol));
        words.addAll(List.of("--gt", real(options.truth)));
        words.addAll(List.of("--pred", real(options.predictions)));
        words.addAll(List.of("--parts", parts.toAbsolutePath().toString()));
        words.addAll(List.of("--identity", plan.identity()));
        if (!options.mask.isEmpty()) {
            words.addAll(List.of("--mask", options.mask));
        }
        if (!options.nanRule.isEmpty()) {
            words.addAll(List.of("--nan-rule", options.nanRule));
        }
        if (!plan.benchmark().request().split().members().isEmpty()) {
            Path split = parts.resolve("split.txt");
            Files.write(split, plan.benchmark().request().split().members());
            words.addAll(List.of("--split", split.toAbsolutePath().toString()));
        }
        if (options.allowPartial) {
            words.add("--allow-partial");
        }
        return words;
    }

    private static String real(Path folder) throws IOException {
        return "file://" + folder.toRealPath(); // Hadoop decodes no percent signs.
    }

    /** {@code spark-submit}, or what it would start, where Spark is only a folder of jars. */
    private static List<String> submit() {
        Path script = home().resolve("bin/spark-submit");
        if (Files.isExecutable(script)) {
            return List.of(script.toString());
        }
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String memory = System.getenv("SPARK_DRIVER_MEMORY");
        words.add("-Xmx" + (memory == null ? "1g" : memory));
        OPENED.forEach(p -> words.add("--add-opens=java.base/" + p + "=ALL-UNNAMED"));
        words.addAll(List.of("-cp", home().resolve("jars") + "/*"));
        words.add("org.apache.spark.deploy.SparkSubmit");
        return words;
    }

    private static List<String> jars() {
        String separator = System.getProperty("path.separator");
        return Stream.of(System.getProperty("java.class.path").split(separator))
                .filter(j -> Path.of(j).getFileName().toString().matches("(sightline-|joml).*jar"))
                .toList();
    }

    private boolean onThisMachine() {
        return options.spark.startsWith("local") || options.spark.contains("://" + LOOPBACK);
    }

    private static Path home() {
        String given = System.getenv(HOME);
        Path home = given == null ? made().resolve("spark-home") : Path.of(given);
        if (!Files.isDirectory(home.resolve("jars"))) {
            throw absent(given == null ? "Spark" : "Spark in " + home);
        }
        return home;
    }

    private static Path job() throws IOException {
        if (Files.isDirectory(made())) {
            try (DirectoryStream<Path> jars =
                    Files.newDirectoryStream(made(), "sightline-spark-*.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
            }
        }
        throw absent("the job for Spark");
    }

    private static UserError absent(String what) {
        return UserError.failed(
                what
                        + " is not here: make it with `apps/spark/cluster home`, or make it and start a cluster on this machine with `apps/spark/cluster start`");
    }

    /** Where {@code apps/spark/cluster} puts what it makes. */
    private static Path made() {
        try {
            Path own =
                    Path.of(
                            EvaluateSpark.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            for (Path root = own; root != null; root = root.getParent()) {
                if (Files.exists(root.resolve("apps/spark/cluster"))) {
                    return root.resolve("apps/spark/target/launch");
                }
            }
            return own.resolveSibling("spark");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a jar lies at an address", e);
        }
    }
}
