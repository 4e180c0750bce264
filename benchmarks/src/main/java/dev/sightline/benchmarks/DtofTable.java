package dev.sightline.benchmarks;

import dev.sightline.dtof.BatchEstimator;
import dev.sightline.dtof.CramerRao;
import dev.sightline.dtof.DepthEstimator;
import dev.sightline.dtof.Draws;
import dev.sightline.dtof.LikelihoodEstimator;
import dev.sightline.dtof.MatchedFilter;
import dev.sightline.dtof.Returns;
import dev.sightline.dtof.ZoneAlgebra;
import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Counting;
import dev.sightline.dtof.estimate.CycleSampler;
import dev.sightline.dtof.estimate.MaximumLikelihood;
import dev.sightline.dtof.estimate.Settings;
import dev.sightline.perception.sensor.DtofModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/** Prints every figure of docs/benchmarks/*-dtof.md of the Java side: the least CPU time of many rounds, without JMH. */
public final class DtofTable {

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final double[][] CELLS = {
        {100, 1}, {10, 0.3}, {10, 1}, {30, 0.1}, {30, 1}, {100, 0.1}, {1000, 1}, {1000, 10}
    };

    private DtofTable() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        DtofScene usual = new DtofScene(100, 100.0 / DtofScene.BINS);
        DtofModel model = usual.model();
        MatchedFilter matched = new MatchedFilter(model, 1e-3);
        LikelihoodEstimator likelihood = new LikelihoodEstimator(model, 1e-3);
        least("counts copied out, nothing else", 60, usual.zones(), usual::copy);
        least("MatchedFilter", 60, usual.zones(), () -> matched.estimate(usual.histogram()));
        least(
                "LikelihoodEstimator",
                60,
                usual.zones(),
                () -> likelihood.estimate(usual.histogram()));
        least("naive loop, range only", 20, usual.zones(), usual::naive);
        MaximumLikelihood plain =
                new MaximumLikelihood(Settings.of(BinnedResponse.of(model), 1e-3));
        least("MaximumLikelihood, the plain twin", 4, 1000, () -> usual.first(1000, plain));
        BatchEstimator loops = new BatchEstimator(model, 1e-3, ZoneAlgebra.plain());
        least(
                "BatchEstimator, plain algebra",
                20,
                usual.zones(),
                () -> loops.estimate(usual.histogram()));
        nd4j(usual);
        twoThreads("MatchedFilter", matched, usual);
        twoThreads("LikelihoodEstimator", likelihood, usual);
        least("PhotonSampler", 20, usual.zones(), usual::synthesise);
        for (double flux : new double[] {0.05, 0.3, 1, 3}) {
            String what = "first photons, S = B = " + flux + ", 2,000 cycles";
            least(what, 8, 3000, () -> firstPhotons(model, flux));
        }
        for (double[] cell : CELLS) {
            accuracy(cell[0], cell[0] / (DtofScene.BINS * cell[1]), cell[1]);
        }
    }

    /** ND4J is only there if the build was told so. */
    private static void nd4j(DtofScene scene) throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = Class.forName("dev.sightline.dtof.batch.Nd4jAlgebra");
        } catch (ClassNotFoundException e) {
            System.out.println("ND4J is not on the class path: benchmarks/run dtof nd4j");
            return;
        }
        ZoneAlgebra algebra = (ZoneAlgebra) type.getDeclaredConstructor().newInstance();
        BatchEstimator batch = new BatchEstimator(scene.model(), 1e-3, algebra);
        least(
                "BatchEstimator, ND4J (wall)",
                20,
                scene.zones(),
                () -> batch.estimate(scene.histogram()));
        int bins = DtofScene.BINS;
        float[] counts = new float[scene.zones() * bins];
        int[] drawn = scene.histogram().counts();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = drawn[i];
        }
        float[] bank = new float[bins * bins];
        least(
                "  its product alone (wall)",
                20,
                scene.zones(),
                () -> algebra.product(counts, scene.zones(), bins, bank));
        double[] systems = new double[scene.zones() * ZoneAlgebra.SYSTEM];
        java.util.Arrays.fill(systems, 1);
        least(
                "  one batch of solves (wall)",
                20,
                scene.zones(),
                () -> algebra.solve(systems, scene.zones()));
        ZoneAlgebra plain = ZoneAlgebra.plain();
        least(
                "  the product by loops",
                20,
                scene.zones(),
                () -> plain.product(counts, scene.zones(), bins, bank));
        least(
                "  one batch of solves by loops",
                20,
                scene.zones(),
                () -> plain.solve(systems, scene.zones()));
    }

    private static void firstPhotons(DtofModel model, double flux) {
        BinnedResponse response = BinnedResponse.of(model);
        CycleSampler sampler = new CycleSampler(Counting.firstPhoton(2000));
        Draws draws = new Draws().key(4, 0, 0, 0);
        double[] rates = new double[DtofScene.BINS];
        for (int i = 0; i < 3000; i++) {
            double t = DtofScene.BINS * draws.between(0.1, 0.9);
            java.util.Arrays.fill(rates, flux / DtofScene.BINS);
            int end = response.end(t);
            for (int k = response.first(t); k < end; k++) {
                rates[k] += flux * response.mass(k, t);
            }
            sampler.draw(rates, draws);
        }
    }

    private static void least(String name, int rounds, int zones, Runnable work) {
        boolean wall = name.contains("wall");
        double best = Double.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            long from = wall ? System.nanoTime() : CLOCK.getCurrentThreadCpuTime();
            work.run();
            long to = wall ? System.nanoTime() : CLOCK.getCurrentThreadCpuTime();
            best = Math.min(best, (to - from) * 1e-6);
        }
        print("%-44s %9.2f ms  %7.3f M zones/s", name, best, zones / best * 1e-3);
    }

    private static void twoThreads(String name, DepthEstimator estimator, DtofScene scene) {
        double one = Double.MAX_VALUE;
        double two = Double.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long from = System.nanoTime();
            estimator.estimate(scene.histogram());
            one = Math.min(one, (System.nanoTime() - from) * 1e-6);
            Thread other = new Thread(() -> estimator.estimate(scene.histogram()));
            from = System.nanoTime();
            other.start();
            estimator.estimate(scene.histogram());
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            two = Math.min(two, (System.nanoTime() - from) * 1e-6);
        }
        print(
                "%-44s wall %.2f ms alone, %.2f ms for two at once: x %.2f",
                name, one, two, 2 * one / two);
    }

    private static void accuracy(double signal, double background, double sbr) {
        DtofScene scene = new DtofScene(signal, background);
        DepthEstimator[] both = {
            new MatchedFilter(scene.model(), 0.5), new LikelihoodEstimator(scene.model(), 0.5)
        };
        double bound = scene.bound(new CramerRao(scene.model()), signal, background);
        for (DepthEstimator estimator : both) {
            Returns found = estimator.estimate(scene.histogram());
            double[] error = scene.error(found);
            String name = estimator.getClass().getSimpleName();
            print(
                    "S %4.0f SBR %4.1f %-20s Pd %.4f  RMSE/bound %.3f  sigma/RMSE %.3f",
                    signal, sbr, name, error[0], error[1] / bound, error[2] / error[1]);
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
