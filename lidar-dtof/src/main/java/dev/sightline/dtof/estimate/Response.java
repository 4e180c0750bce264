package dev.sightline.dtof.estimate;

/**
 * How one photon's worth of light from a point target spreads over time: laser pulse, detector and time-to-digital converter together
 * (design section 2.2). Times are seconds after the arrival time that the target is said to have.
 */
public interface Response {

    /** Share of the light that has arrived by a time. */
    double arrived(double seconds);

    /** Derivative of {@link #arrived}, per second. */
    double density(double seconds);

    /** Time before which there is practically no light, negative, seconds. */
    double from();

    /** Time after which there is practically no light, seconds. */
    double to();

    /** Length of the finest feature, seconds: what a table of this response must resolve. */
    double feature();

    /** A Gaussian of standard deviation s; its arrival time is its middle. */
    static Response gaussian(double sigmaSeconds) {
        return new GaussianResponse(sigmaSeconds);
    }

    /** A Gaussian of standard deviation s followed by an exponential tail; its arrival time is the middle of the Gaussian. */
    static Response emg(double sigmaSeconds, double tauSeconds) {
        return new EmgResponse(sigmaSeconds, tauSeconds);
    }

    /** A measured pulse, linear between its samples. */
    static Response measured(double fromSeconds, double stepSeconds, double[] density) {
        return new MeasuredResponse(fromSeconds, stepSeconds, density);
    }
}
