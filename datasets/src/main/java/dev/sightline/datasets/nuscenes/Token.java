package dev.sightline.datasets.nuscenes;

/**
 * A row's name as 128 bits. The 32 hex digits of nuScenes fit exactly; any other name is hashed, so a row that is looked up by it
 * must be compared by name once it is read.
 *
 * @param high first 64 bits
 * @param low last 64 bits
 */
record Token(long high, long low) {

    static Token of(String name) {
        if (name.length() != 32) {
            return hashed(name);
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 32; i++) {
            char c = name.charAt(i);
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                return hashed(name);
            }
            high = high << 4 | low >>> 60;
            low = low << 4 | digit;
        }
        return new Token(high, low);
    }

    /** FNV-1a with two different starts, then mixed. */
    private static Token hashed(String name) {
        long a = 0xcbf29ce484222325L;
        long b = 0x9e3779b97f4a7c15L;
        for (int i = 0; i < name.length(); i++) {
            a = (a ^ name.charAt(i)) * 0x100000001b3L;
            b = Long.rotateLeft(b ^ name.charAt(i), 23) * 0xff51afd7ed558ccdL;
        }
        return new Token(a ^ a >>> 32, b ^ b >>> 29);
    }
}
