package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.npy.Npy;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.NpzReader;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.RayOrigins;
import dev.sightline.occupancy.metric.VoxelMask;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Occ3D and OpenOcc: an {@code .npz} per frame on each side. Truth: {@code semantics} of any integer type, and {@code mask_camera},
 * {@code mask_lidar} as booleans or 0 and 1. Predictions: {@code semantics}, {@code pred} or {@code arr_0}.
 */
final class Occ3dFiles implements VoxelFiles {

    private static final String[] PREDICTION_KEYS = {"semantics", "pred", "arr_0"};
    private static final int UNLABELLED = 255;
    private static final int MAX_ORIGINS = 3 * 100_000;

    private final DataFiles truth;
    private final DataFiles predictions;
    private final GridSpec grid;
    private final int classes;
    private final VoxelMask mask;
    private final boolean masked;
    private final int free;
    private final RaySources poses;

    /** Files of a protocol; {@code mask} is the one that every truth must have. */
    Occ3dFiles(DataFiles truth, DataFiles predictions, Protocol protocol, VoxelMask mask) {
        this.truth = truth;
        this.predictions = predictions;
        this.grid = protocol.requireVoxels().grid();
        this.classes = protocol.classes().size();
        this.mask = mask;
        this.masked = protocol.requireVoxels().masks().contains(VoxelMask.OCCLUDED);
        this.free = protocol.requireVoxels().free();
        this.poses = new RaySources(truth);
    }

    @Override
    public FrameListing list(Split split) throws IOException {
        FrameListing found =
                new TokenListing(truth, predictions, ".npz", List.of(".npz"))
                        .list(split, "origins.npy");
        return found.with(poses.notes(found.frames(), masked));
    }

    @Override
    public List<String> check(FrameKey frame) {
        List<String> wrong = new ArrayList<>();
        FileBytes file = new FileBytes();
        try (NpzReader npz = new NpzReader()) {
            attempt(
                    wrong,
                    () -> {
                        open(npz, file, truth, frame.truth());
                        requireShape(npz, frame.truth(), npz.require("semantics"));
                        for (String key : masksOf(mask)) {
                            requireShape(npz, frame.truth(), requireMask(npz, key));
                        }
                    });
            attempt(
                    wrong,
                    () -> {
                        open(npz, file, predictions, frame.prediction());
                        requireShape(npz, frame.prediction(), npz.require(PREDICTION_KEYS));
                    });
        }
        return wrong;
    }

    private interface Look {
        void at() throws IOException;
    }

    private static void attempt(List<String> wrong, Look look) {
        try {
            look.at();
        } catch (DatasetException e) {
            wrong.add(e.getMessage());
        } catch (IOException e) {
            wrong.add("cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static void open(NpzReader npz, FileBytes file, DataFiles files, DataFile name)
            throws IOException {
        file.peek(files, name.name());
        npz.open(file.bytes(), file.length(), name.name());
    }

    private static List<String> masksOf(VoxelMask mask) {
        return switch (mask) {
            case CAMERA -> List.of("mask_camera");
            case LIDAR -> List.of("mask_lidar");
            case CAMERA_AND_LIDAR -> List.of("mask_camera", "mask_lidar");
            case NONE, OCCLUDED -> List.of();
        };
    }

    private String requireMask(NpzReader npz, String key) throws DatasetException {
        try {
            return npz.require(key);
        } catch (DatasetException e) {
            throw new DatasetException(
                    e.file(), e.place(), e.reason(), "Score without it: --mask none.", e);
        }
    }

    private void requireShape(NpzReader npz, DataFile file, String key) throws DatasetException {
        NpzReader.Form form = npz.form(key);
        if (!form.hasShape(grid.nx(), grid.ny(), grid.nz())) {
            throw new DatasetException(
                    file.name(),
                    "array " + key,
                    "is "
                            + form
                            + ", must have shape "
                            + Arrays.asList(grid.nx(), grid.ny(), grid.nz()),
                    "Write it in the order [x][y][z] of that grid.");
        }
        if (!form.type().isInteger()) {
            throw new DatasetException(
                    file.name(),
                    "array " + key,
                    "is " + form + ", must be of an integer type",
                    "Write class numbers, not scores.");
        }
    }

    @Override
    public Reader reader() {
        return new NpzFrames();
    }

    /** Reads frames with one buffer per file. */
    private final class NpzFrames implements Reader {

        private final FileBytes file = new FileBytes();
        private final NpzReader npz = new NpzReader();
        private final FileBytes other = new FileBytes(); // of another sample
        private final NpzReader others = new NpzReader();
        private final byte[] bits = new byte[grid.size()];
        private Hindsight hindsight;

        @Override
        public void read(FrameKey frame, VoxelFrame into) throws IOException {
            file.forget();
            into.reset();
            file.read(truth, frame.truth().name());
            npz.open(file.bytes(), file.length(), frame.truth().name());
            labels(frame.truth(), npz.require("semantics"), into.truth, true);
            for (String key : masksOf(mask)) {
                requireMask(npz, key);
            }
            byte[] regions = into.regions;
            into.camera = mask("mask_camera", frame.truth(), m -> VoxelMask.markCamera(regions, m));
            into.lidar = mask("mask_lidar", frame.truth(), m -> VoxelMask.markLidar(regions, m));
            into.truthFlow = floats("flow", frame.truth(), 2);
            into.truthInstances = instances(frame.truth());
            file.read(predictions, frame.prediction().name());
            npz.open(file.bytes(), file.length(), frame.prediction().name());
            into.predictionFlow = floats("flow", frame.prediction(), 2);
            into.predictionInstances = instances(frame.prediction());
            into.probability = floats("occupied_probability", frame.prediction(), 1);
            labels(frame.prediction(), npz.require(PREDICTION_KEYS), into.prediction, false);
            into.origins =
                    frame.aside().equals(DataFile.NONE)
                            ? poses.origins(frame.token())
                            : origins(frame.aside());
            if (masked && into.camera && poses.trails().isPresent()) {
                hindsight(frame, into);
            }
        }

        /** Marks what is hidden now and seen at another time, by the masks of the scene's other samples. */
        private void hindsight(FrameKey frame, VoxelFrame into) throws IOException {
            if (hindsight == null) {
                hindsight = new Hindsight(grid);
            }
            into.hindsight =
                    hindsight.find(
                            frame.token(),
                            poses.trails().orElseThrow(),
                            (token, target) -> maskOf(frame, token, target),
                            into,
                            free,
                            bits);
            if (into.hindsight) {
                VoxelMask.markSeenElsewhen(into.regions, bits);
            }
        }

        /** The camera mask of another sample, whose file is named like this one's; what has none, or a damaged one, shows nothing. */
        private boolean maskOf(FrameKey frame, String token, byte[] target) {
            String name = frame.truth().name().replace(frame.token(), token);
            try {
                other.peek(truth, name);
                others.open(other.bytes(), other.length(), name);
                if (!others.keys().contains("mask_camera")
                        || !others.form("mask_camera").hasShape(grid.nx(), grid.ny(), grid.nz())
                        || !others.isBytes("mask_camera")) {
                    return false;
                }
                others.bytes("mask_camera", target);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        /** Finite numbers per voxel; empty if the file has none. */
        private float[] floats(String key, DataFile name, int perVoxel) throws IOException {
            if (!npz.keys().contains(key)) {
                return new float[0];
            }
            int[] shape = {grid.nx(), grid.ny(), grid.nz(), perVoxel};
            NpyArray array = npz.array(key, 8L * perVoxel * grid.size());
            if (!array.hasShape(perVoxel == 1 ? Arrays.copyOf(shape, 3) : shape)) {
                throw new DatasetException(
                        name.name(),
                        "array " + key,
                        "is " + array + ", does not fit the grid " + Arrays.toString(shape),
                        "Write it in the order [x][y][z].");
            }
            return array.floats();
        }

        private int[] instances(DataFile name) throws IOException {
            if (!npz.keys().contains("instances")) {
                return new int[0];
            }
            requireShape(npz, name, "instances");
            NpyArray array = npz.array("instances", 8L * grid.size());
            int[] numbers = new int[array.size()];
            for (int i = 0; i < numbers.length; i++) {
                long number = array.whole(i);
                if (number < 0 || number > Integer.MAX_VALUE) {
                    throw new DatasetException(
                            name.name(),
                            "array instances" + voxel(i),
                            "is " + number + ", no instance's number",
                            "Number instances from 1; 0 is none.");
                }
                numbers[i] = (int) number;
            }
            return numbers;
        }

        private List<Vec3> origins(DataFile name) throws IOException {
            file.read(truth, name.name());
            byte[] bytes = Arrays.copyOf(file.bytes(), file.length());
            NpyArray array = Npy.read(bytes, name.name());
            if (array.rank() != 2 || array.shape()[1] != 3 || array.size() > MAX_ORIGINS) {
                throw new DatasetException(
                        name.name(),
                        "",
                        "is " + array + ", must have shape [origins, 3]",
                        "Write metres in the ego frame.");
            }
            List<Vec3> places = new ArrayList<>();
            for (int i = 0; i < array.size(); i += 3) {
                if (!Double.isFinite(array.number(i) + array.number(i + 1) + array.number(i + 2))) {
                    throw new DatasetException(
                            name.name(), "row " + i / 3, "is not finite", "Write metres.");
                }
                places.add(new Vec3(array.number(i), array.number(i + 1), array.number(i + 2)));
            }
            return RayOrigins.select(places);
        }

        private boolean mask(String key, DataFile name, Consumer<byte[]> mark) throws IOException {
            if (!npz.keys().contains(key)) {
                return false;
            }
            requireShape(npz, name, key);
            read(name, key, bits, false);
            try {
                mark.accept(bits);
            } catch (IllegalArgumentException e) {
                throw new DatasetException(
                        name.name(),
                        "array " + key,
                        e.getMessage(),
                        "Check what wrote this file.",
                        e);
            }
            return true;
        }

        private void labels(DataFile name, String key, byte[] target, boolean real)
                throws IOException {
            requireShape(npz, name, key);
            read(name, key, target, real);
        }

        /** Reads whole numbers into bytes; those that do not fit are unlabelled in truth and an error elsewhere. */
        private void read(DataFile name, String key, byte[] target, boolean real)
                throws IOException {
            if (npz.isBytes(key)) {
                npz.bytes(key, target);
                return;
            }
            NpyArray array = npz.array(key, 8L * target.length);
            for (int i = 0; i < target.length; i++) {
                long value = array.whole(i);
                if (value < 0 || value >= UNLABELLED) {
                    if (!real) {
                        throw new DatasetException(
                                name.name(),
                                "array " + key + voxel(i),
                                "is " + value + ", classes are 0.." + (classes - 1),
                                "Check what wrote this file.");
                    }
                    value = UNLABELLED;
                }
                target[i] = (byte) value;
            }
        }

        private String voxel(int i) {
            return "[%d][%d][%d]"
                    .formatted(i / grid.nz() / grid.ny(), i / grid.nz() % grid.ny(), i % grid.nz());
        }

        @Override
        public long[] content() {
            return file.hash();
        }

        @Override
        public void close() {
            npz.close();
            others.close();
        }
    }
}
