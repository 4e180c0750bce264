package dev.sightline.occupancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.DrivableSurface.State;
import dev.sightline.occupancy.LogOddsOccupancy.Config;
import dev.sightline.occupancy.metric.StructureRecall;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.PointCloud;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the map is worth on a real street; prints the figures of {@code docs/benchmarks}. */
class RecordedScansTest {

    /** SemanticKITTI's grid, with 0.47 m below the wheels as there. */
    private static final GridSpec FINE =
            GridSpec.cubic(Frame.EGO, new Vec3(0, -25.6, -0.47), 0.2, 256, 256, 32);

    private static KittiScans scans;

    @BeforeAll
    static void open() throws IOException {
        scans = new KittiScans();
    }

    @Test
    void fusedScansHoldMoreOfTheNextScansStructureThanAnyOfThem() throws IOException {
        fusionHelps("0.2 m, ahead", FINE);
        fusionHelps("0.4 m, around", GridSpec.occ3d());
    }

    private static void fusionHelps(String name, GridSpec grid) throws IOException {
        StructureRecall fusedAll = StructureRecall.empty();
        StructureRecall lastAll = StructureRecall.empty();
        long[] fusedPassed = new long[2];
        long[] lastPassed = new long[2];
        LogOddsOccupancy fused = new LogOddsOccupancy(around(grid));
        for (int k = 1; k < KittiScans.COUNT; k++) {
            add(fused, k - 1);
            StructureRecall all = recall(fused, grid, k);
            StructureRecall best = StructureRecall.empty();
            StructureRecall last = StructureRecall.empty();
            for (int j = 0; j < k; j++) {
                LogOddsOccupancy single = new LogOddsOccupancy(around(grid));
                add(single, j);
                last = recall(single, grid, k);
                if (j == k - 1) {
                    countPassed(single, grid, k, lastPassed);
                }
                best = last.inOccupied() > best.inOccupied() ? last : best;
            }
            say(
                    "%s: structure of scan %d (%d returns) found in scans 0..%d fused %.4f, best single scan %.4f, last scan %.4f",
                    name, k, all.returns(), k - 1, all.value(), best.value(), last.value());
            assertTrue(k == 1 || all.inOccupied() > best.inOccupied(), "scan " + k);
            countPassed(fused, grid, k, fusedPassed);
            fusedAll = fusedAll.merge(all);
            lastAll = lastAll.merge(last);
        }
        say(
                "%s: recall of later structure fused %.4f, last scan alone %.4f; occupied voxels that the later scan saw and only passed:"
                        + " fused %.4f of %d, last scan alone %.4f of %d",
                name,
                fusedAll.value(),
                lastAll.value(),
                (double) fusedPassed[0] / fusedPassed[1],
                fusedPassed[1],
                (double) lastPassed[0] / lastPassed[1],
                lastPassed[1]);
    }

    /** Adds how many voxels that the map holds occupied, and not as ground, a scan saw free, and how many it saw at all. */
    private static void countPassed(
            LogOddsOccupancy map, GridSpec grid, int scan, long[] passedAndSeen)
            throws IOException {
        OccupancyGrid held = map.at(grid, scans.worldFromEgo(scan), scans.timeNs(scan)).voxels();
        LogOddsOccupancy next = new LogOddsOccupancy(around(grid));
        add(next, scan);
        OccupancyGrid seen = next.at(grid, scans.worldFromEgo(scan), scans.timeNs(scan)).voxels();
        for (int i = 0; i < grid.size(); i++) {
            if (held.label(i) == 0 && !seen.isUnknown(i)) {
                passedAndSeen[0] += seen.isFree(i) ? 1 : 0;
                passedAndSeen[1]++;
            }
        }
    }

    @Test
    void aSingleScanMakesTheVoxelsThatItsReturnsLieIn() throws IOException {
        LogOddsOccupancy map =
                new LogOddsOccupancy(Config.of(FINE.in(Frame.WORLD)).with(Hull.none()));
        add(map, 0);
        OccupancyGrid voxels = map.at(FINE, scans.worldFromEgo(0), scans.timeNs(0)).voxels();
        PointCloud points = scans.points(0);
        BitSet returned = new BitSet();
        for (int i = 0; i < points.size(); i++) {
            int voxel = FINE.indexOf(points.x(i), points.y(i), points.z(i));
            if (voxel >= 0) {
                returned.set(voxel);
            }
        }
        // The pose of scan 0 is the identity to 1e-12, so at most a return on a face changes sides.
        assertEquals(returned.cardinality(), voxels.occupied(), 3);
    }

    @Test
    void sharedRaysLoseOnlyFreeSpace() throws IOException {
        LogOddsOccupancy exact = new LogOddsOccupancy(around(FINE));
        LogOddsOccupancy shared = new LogOddsOccupancy(around(FINE).with(Insertion.SHARED));
        for (int k = 0; k < KittiScans.COUNT; k++) {
            add(exact, k);
            add(shared, k);
            OccupancyGrid a = exact.at(FINE, scans.worldFromEgo(k), scans.timeNs(k)).voxels();
            OccupancyGrid b = shared.at(FINE, scans.worldFromEgo(k), scans.timeNs(k)).voxels();
            int[] counts = new int[5]; // free, occupied, freeToUnknown, appeared as occupied, other
            for (int i = 0; i < FINE.size(); i++) {
                counts[0] += a.isFree(i) ? 1 : 0;
                counts[1] += a.isOccupied(i) ? 1 : 0;
                counts[2] += a.isFree(i) && b.isUnknown(i) ? 1 : 0;
                counts[3] += !a.isOccupied(i) && b.isOccupied(i) ? 1 : 0;
                counts[4] +=
                        a.isOccupied(i) && !b.isOccupied(i) || a.isUnknown(i) && b.isFree(i)
                                ? 1
                                : 0;
            }
            say(
                    "SHARED after %d scans: of %d free and %d occupied voxels, %d free became unknown (%.2f %% of the free, %.3f %% of the grid),"
                            + " %d more occupied, %d otherwise",
                    k + 1,
                    counts[0],
                    counts[1],
                    counts[2],
                    100.0 * counts[2] / counts[0],
                    100.0 * counts[2] / FINE.size(),
                    counts[3],
                    counts[4]);
            assertTrue(
                    k > 0 || counts[3] + counts[4] == 0, "one scan can differ in free space only");
        }
    }

    @Test
    void theRoadIsDrivableAndWhatStandsOnItBlocks() throws IOException {
        GridSpec grid = GridSpec.occ3d();
        LogOddsOccupancy map = new LogOddsOccupancy(around(grid));
        for (int k = 0; k < KittiScans.COUNT; k++) {
            add(map, k);
            Occupancy world = map.at(grid, scans.worldFromEgo(k), scans.timeNs(k));
            DrivableSurface surface = world.surface().orElseThrow();
            PointCloud points = scans.points(k);
            BitSet road = scans.labelled(k, 40, 60);
            BitSet structure = scans.structure(k);
            List<State> onRoad = new ArrayList<>();
            List<State> onStructure = new ArrayList<>();
            double[] error = new double[points.size()];
            int errors = 0;
            for (int i = 0; i < points.size(); i++) {
                int cell = surface.spec().indexOf(points.x(i), points.y(i), 0);
                if (cell >= 0 && road.get(i)) {
                    onRoad.add(surface.state(cell));
                    if (surface.state(cell) == State.DRIVABLE) {
                        error[errors++] = Math.abs(points.z(i) - surface.height(cell));
                    }
                } else if (cell >= 0
                        && structure.get(i)
                        && points.z(i) > 0.4
                        && points.z(i) < 1.9) {
                    onStructure.add(surface.state(cell));
                }
            }
            Arrays.sort(error, 0, errors);
            double drivable = share(onRoad, State.DRIVABLE);
            double blocked = share(onStructure, State.BLOCKED);
            say(
                    "ground after %d scans: %.4f of road returns on drivable cells, %.4f of structure at 0.4 to 1.9 m on blocked cells,"
                            + " height error median %.3f m, 95 %% %.3f m; cells unknown %d drivable %d blocked %d",
                    k + 1,
                    drivable,
                    blocked,
                    error[errors / 2],
                    error[errors * 95 / 100],
                    count(surface, State.UNKNOWN),
                    count(surface, State.DRIVABLE),
                    count(surface, State.BLOCKED));
            assertTrue(drivable > 0.9, "road: " + drivable);
            assertTrue(blocked > 0.9, "structure: " + blocked);
            assertTrue(error[errors / 2] < 0.1, "height: " + error[errors / 2]);
        }
    }

    private static double share(List<State> states, State state) {
        return (double) Collections.frequency(states, state) / states.size();
    }

    private static int count(DrivableSurface surface, State state) {
        int n = 0;
        for (int i = 0; i < surface.spec().size(); i++) {
            n += surface.state(i) == state ? 1 : 0;
        }
        return n;
    }

    /** The grid and 2 m around it: the street is straight, so no window for any heading is needed. */
    private static Config around(GridSpec grid) {
        int spare = (int) Math.ceil(2 / grid.cell().x());
        Vec3 min = grid.min().minus(grid.cell().times(spare));
        return Config.of(
                        GridSpec.cubic(
                                Frame.WORLD,
                                min,
                                grid.cell().x(),
                                grid.nx() + 2 * spare,
                                grid.ny() + 2 * spare,
                                grid.nz() + 2 * spare))
                .with(Hull.aroundRoof());
    }

    private static void add(LogOddsOccupancy map, int scan) throws IOException {
        map.add(
                scans.points(scan),
                KittiScans.SENSOR,
                scans.worldFromEgo(scan),
                scans.timeNs(scan));
    }

    private static StructureRecall recall(LogOddsOccupancy map, GridSpec grid, int scan)
            throws IOException {
        OccupancyGrid voxels = map.at(grid, scans.worldFromEgo(scan), scans.timeNs(scan)).voxels();
        return StructureRecall.of(voxels, scans.points(scan), Optional.of(scans.structure(scan)));
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
