package dev.sightline.datasets.npy;

/** IEEE 754 binary16, as the JDK has it only from release 20 on. */
final class HalfFloat {

    private HalfFloat() {}

    /** The exact value of 16 bits; every half is a float. */
    static float toFloat(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) { // zero or subnormal: fraction * 2^-24, exact in float
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }

    /** The nearest half, ties to even; too large becomes infinite, NaN stays NaN. */
    static short ofFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        float magnitude = Math.abs(value);
        if (magnitude >= 65520) { // half way between the largest half, 65504, and 2^16
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x1p-14f) { // subnormal: a multiple of 2^-24; rint rounds ties to even
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int magnitudeBits = bits & 0x7fffffff;
        // Rebias, then add just under half of the last kept bit, and one more where that bit is
        // odd.
        int rebiased = magnitudeBits - (127 - 15 << 23);
        int rounded = rebiased + 0xfff + (rebiased >> 13 & 1);
        return (short) (sign | rounded >> 13);
    }
}
