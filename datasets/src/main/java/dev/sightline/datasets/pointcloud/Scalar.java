package dev.sightline.datasets.pointcloud;

import java.nio.ByteBuffer;

/** A number as a binary file stores it; the buffer's byte order applies. */
enum Scalar {
    I1(1),
    U1(1),
    I2(2),
    U2(2),
    I4(4),
    U4(4),
    I8(8),
    U8(8),
    F4(4),
    F8(8);

    final int bytes;

    Scalar(int bytes) {
        this.bytes = bytes;
    }

    boolean real() {
        return this == F4 || this == F8;
    }

    /** The value at a place; 64-bit integers lose digits beyond 2^53. */
    double at(ByteBuffer in, int at) {
        return switch (this) {
            case I1 -> in.get(at);
            case U1 -> in.get(at) & 0xff;
            case I2 -> in.getShort(at);
            case U2 -> in.getShort(at) & 0xffff;
            case I4 -> in.getInt(at);
            case U4 -> in.getInt(at) & 0xffffffffL;
            case I8 -> in.getLong(at);
            case U8 -> unsigned(in.getLong(at));
            case F4 -> in.getFloat(at);
            case F8 -> in.getDouble(at);
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits >>> 1 | bits & 1) * 2.0;
    }
}
