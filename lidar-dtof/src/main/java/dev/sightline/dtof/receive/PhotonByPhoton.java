package dev.sightline.dtof.receive;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Poisson;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Draws a macro-pixel's histogram photon by photon: the plain twin of {@link ExpectedCounts}. Time runs on from cycle to cycle, so a dead
 * time, a trap or a photon that outlasts a cycle acts in the next one; some cycles before the first let the past settle. Immutable;
 * deterministic for given draws.
 */
public final class PhotonByPhoton {

    private final Detector detector;

    public PhotonByPhoton(Detector detector) {
        this.detector = detector;
    }

    /** Counts per bin of one exposure. */
    public int[] histogram(Arrivals light, Draws draws) {
        return new Exposure(detector, light, draws).run();
    }

    /** The state of one exposure. */
    private static final class Exposure {

        private final Detector detector;
        private final SpadArray array;
        private final Draws draws;
        private final List<Pulse> pulses;
        private final ArrivalTimes[] times;
        private final double steady; // events per second, dark ones included, all SPADs
        private final double interval;
        private final Chain chain;
        private final PriorityQueue<Event> pending = new PriorityQueue<>();
        private final double[] blindUntil;
        private final int[] armedBy; // synchronous: cycle of the last avalanche
        private int cycle;

        Exposure(Detector detector, Arrivals light, Draws draws) {
            this.detector = detector;
            this.array = detector.array();
            this.draws = draws;
            this.pulses = light.pulses();
            this.times =
                    pulses.stream()
                            .map(p -> new ArrivalTimes(p.response()))
                            .toArray(ArrivalTimes[]::new);
            this.steady = light.steadyPerSecond() + array.size() * array.darkPerSecond();
            this.interval = detector.train().intervalSeconds();
            this.chain = new Chain(detector);
            this.blindUntil = new double[array.size()];
            this.armedBy = new int[array.size()];
            java.util.Arrays.fill(blindUntil, Double.NEGATIVE_INFINITY);
            java.util.Arrays.fill(armedBy, Integer.MIN_VALUE);
        }

        int[] run() {
            cycle = -settling();
            double nextSteady = cycle * interval + gap();
            for (; cycle < detector.train().cycles(); cycle++) {
                chain.pulse(cycle);
                shine();
                double end = (cycle + 1) * interval;
                while (true) {
                    double other = pending.isEmpty() ? Double.MAX_VALUE : pending.peek().seconds();
                    if (Math.min(nextSteady, other) >= end) {
                        break;
                    }
                    if (nextSteady < other) {
                        photon(nextSteady, anySpad());
                        nextSteady += gap();
                    } else {
                        Event event = pending.remove();
                        photon(event.seconds(), event.spad());
                    }
                }
            }
            return chain.counts();
        }

        /** Cycles before the first counted one: until the latest light has come round and dead times have mixed. */
        private int settling() {
            double memory = 10 * array.afterpulsing().tauSeconds();
            if (!array.deadTime().isSynchronous()) {
                memory += 10 * array.deadTime().seconds();
            }
            double latest = 0;
            for (Pulse p : pulses) {
                latest = Math.max(latest, p.seconds() + p.response().to());
            }
            return 2 + (int) Math.ceil((memory + latest) / interval);
        }

        /** Sends one laser pulse: its photons wait until they arrive. */
        private void shine() {
            double start = cycle * interval;
            for (int j = 0; j < times.length; j++) {
                Pulse p = pulses.get(j);
                double at = start + p.seconds() + p.driftPerCycle() * cycle;
                for (int n = Poisson.draw(p.photons(), draws); n > 0; n--) {
                    double t = at + times[j].draw(draws);
                    // before the pulse that sent it: stands for its like of the next pulse
                    pending.add(new Event(t < start ? t + interval : t, anySpad()));
                }
            }
        }

        private void photon(double now, int spad) {
            DeadTime dead = array.deadTime();
            boolean alert = dead.isSynchronous() ? armedBy[spad] != cycle : now >= blindUntil[spad];
            if (alert || dead.isParalysable()) {
                blindUntil[spad] = now + dead.seconds();
            }
            if (alert) {
                armedBy[spad] = cycle;
                avalanche(now, spad);
            }
        }

        private void avalanche(double now, int spad) {
            chain.avalanche(now, spad);
            Afterpulsing traps = array.afterpulsing();
            if (traps.probability() > 0) {
                // a synchronous SPAD is recharged by the next pulse: its traps empty after that
                double from =
                        array.deadTime().isSynchronous()
                                ? (cycle + 1) * interval
                                : now + array.deadTime().seconds();
                for (int n = Poisson.draw(traps.probability(), draws); n > 0; n--) {
                    pending.add(new Event(from + traps.tauSeconds() * exponential(), spad));
                }
            }
            if (array.crosstalk() > 0) {
                int row = spad / array.cols();
                int col = spad % array.cols();
                leak(now, row - 1, col);
                leak(now, row + 1, col);
                leak(now, row, col - 1);
                leak(now, row, col + 1);
            }
        }

        private void leak(double now, int row, int col) {
            boolean inside = row >= 0 && row < array.rows() && col >= 0 && col < array.cols();
            if (inside && draws.nextDouble() < array.crosstalk()) {
                photon(now, row * array.cols() + col);
            }
        }

        private int anySpad() {
            return array.size() == 1 ? 0 : (int) (draws.nextDouble() * array.size());
        }

        private double gap() {
            return steady > 0 ? exponential() / steady : Double.POSITIVE_INFINITY;
        }

        private double exponential() {
            return -StrictMath.log1p(-draws.nextDouble());
        }
    }
}
