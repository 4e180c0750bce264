package dev.sightline.datasets.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * An array of numbers with a shape, in C order (the last axis is contiguous). Immutable.
 *
 * <p>Values are kept as they lay in the file; accessors convert. A scalar has an empty shape and one value.
 */
public final class NpyArray {

    private final NpyType type;
    private final int[] shape;
    private final int size;
    private final ByteBuffer data; // little endian, C order, from 0 to size * bytes

    private NpyArray(NpyType type, int[] shape, byte[] data) {
        long product = 1;
        for (int n : shape) {
            if (n < 0) {
                throw new IllegalArgumentException(
                        "negative axis in shape " + Arrays.toString(shape));
            }
            product = Math.multiplyExact(product, n);
        }
        if (Math.multiplyExact(product, type.bytes()) != data.length) {
            throw new IllegalArgumentException(
                    "shape "
                            + Arrays.toString(shape)
                            + " of "
                            + type
                            + " does not hold "
                            + data.length
                            + " bytes");
        }
        this.type = type;
        this.shape = shape.clone();
        this.size = Math.toIntExact(product);
        this.data = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Takes over bytes that are little endian and in C order. */
    static NpyArray ofBytes(NpyType type, int[] shape, byte[] data) {
        return new NpyArray(type, shape, data);
    }

    /** An array of {@code uint8}. */
    public static NpyArray ofUint8(byte[] values, int... shape) {
        return new NpyArray(NpyType.UINT8, shape, values.clone());
    }

    /** An array of {@code int32}. */
    public static NpyArray ofInt32(int[] values, int... shape) {
        return filled(NpyType.INT32, shape, values.length, (b, i) -> b.putInt(values[i]));
    }

    /** An array of {@code int64}. */
    public static NpyArray ofInt64(long[] values, int... shape) {
        return filled(NpyType.INT64, shape, values.length, (b, i) -> b.putLong(values[i]));
    }

    /** An array of {@code float16}: each value is rounded to the nearest half, ties to even. */
    public static NpyArray ofFloat16(float[] values, int... shape) {
        return filled(
                NpyType.FLOAT16,
                shape,
                values.length,
                (b, i) -> b.putShort(HalfFloat.ofFloat(values[i])));
    }

    /** An array of {@code float32}. */
    public static NpyArray ofFloat32(float[] values, int... shape) {
        return filled(NpyType.FLOAT32, shape, values.length, (b, i) -> b.putFloat(values[i]));
    }

    /** An array of {@code float64}. */
    public static NpyArray ofFloat64(double[] values, int... shape) {
        return filled(NpyType.FLOAT64, shape, values.length, (b, i) -> b.putDouble(values[i]));
    }

    private interface Put {
        void value(ByteBuffer target, int i);
    }

    private static NpyArray filled(NpyType type, int[] shape, int length, Put put) {
        byte[] bytes = new byte[Math.multiplyExact(length, type.bytes())];
        ByteBuffer target = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            put.value(target, i);
        }
        return new NpyArray(type, shape, bytes);
    }

    public NpyType type() {
        return type;
    }

    /** Number of axes; 0 for a scalar. */
    public int rank() {
        return shape.length;
    }

    /** A copy of the lengths of all axes. */
    public int[] shape() {
        return shape.clone();
    }

    public boolean hasShape(int... expected) {
        return Arrays.equals(shape, expected);
    }

    /** Number of values. */
    public int size() {
        return size;
    }

    /** The value at a linear index as a floating-point number; booleans are 0 and 1. */
    public double number(int i) {
        return switch (type) {
            case FLOAT16 -> HalfFloat.toFloat(data.getShort(2 * i));
            case FLOAT32 -> data.getFloat(4 * i);
            case FLOAT64 -> data.getDouble(8 * i);
            case UINT64 -> unsigned(data.getLong(8 * i));
            default -> whole(i);
        };
    }

    private static double unsigned(long bits) {
        // Halve, keeping the last bit sticky so that the rounding is right, then double.
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    /**
     * The value at a linear index as a whole number. Values of {@code uint64} above 2^63-1 come out negative.
     *
     * @throws IllegalStateException if this holds floating-point numbers
     */
    public long whole(int i) {
        return switch (type) {
            case BOOL -> data.get(i) == 0 ? 0 : 1;
            case INT8 -> data.get(i);
            case INT16 -> data.getShort(2 * i);
            case INT32 -> data.getInt(4 * i);
            case INT64, UINT64 -> data.getLong(8 * i);
            case UINT8 -> data.get(i) & 0xff;
            case UINT16 -> data.getShort(2 * i) & 0xffff;
            case UINT32 -> data.getInt(4 * i) & 0xffffffffL;
            default ->
                    throw new IllegalStateException(
                            "an array of " + type + " holds no whole numbers");
        };
    }

    /** All values as floats, rounded where the type is finer. */
    public float[] floats() {
        float[] out = new float[size];
        each(i -> out[i] = (float) number(i));
        return out;
    }

    /** All values as doubles. */
    public double[] doubles() {
        double[] out = new double[size];
        each(i -> out[i] = number(i));
        return out;
    }

    /**
     * All values as longs.
     *
     * @throws IllegalStateException as {@link #whole}
     */
    public long[] longs() {
        long[] out = new long[size];
        each(i -> out[i] = whole(i));
        return out;
    }

    private void each(IntConsumer body) {
        for (int i = 0; i < size; i++) {
            body.accept(i);
        }
    }

    /** A copy of the bytes: little endian, C order. */
    public byte[] bytes() {
        return data.array().clone();
    }

    /** The bytes themselves, for the writer. */
    byte[] shared() {
        return data.array();
    }

    @Override
    public String toString() {
        return type + " " + Arrays.toString(shape);
    }
}
