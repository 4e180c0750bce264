package dev.sightline.dtof.receive;

/**
 * A photon on, or a trap's release in, one SPAD.
 *
 * @param seconds since the first pulse of the exposure
 * @param spad its index
 */
record Event(double seconds, int spad) implements Comparable<Event> {

    @Override
    public int compareTo(Event other) {
        int byTime = Double.compare(seconds, other.seconds);
        return byTime != 0 ? byTime : Integer.compare(spad, other.spad);
    }
}
