package dev.sightline.bev;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.PointCloud;

/**
 * Brings images and points of one sample to one bird's-eye view, without weights: the baseline that a network must beat and the
 * fallback when there is none. Any subset of sensors will do; what nobody saw is NaN. Thread-safe.
 *
 * <p>Channels: those of {@link PillarScatter}, then those of {@link InversePerspective}, always all of them.
 */
public final class BevFusion {

    private final PillarScatter pillars;
    private final InversePerspective pictures;

    /**
     * Settings.
     *
     * @param pillars how points are scattered
     * @param pictures how images are laid on the ground; the same grid
     */
    public record Config(PillarScatter.Config pillars, InversePerspective.Config pictures) {

        public Config {
            FrameMismatchException.require(
                    "grid of a BEV fusion", Frame.EGO, pillars.grid().frame());
            if (!pillars.grid().equals(pictures.grid())) {
                throw new IllegalArgumentException(
                        "points and images need one grid, had "
                                + pillars.grid()
                                + " and "
                                + pictures.grid());
            }
        }

        /** Both on the footprint of a grid of the ego frame. */
        public static Config on(GridSpec grid) {
            GridSpec footprint = grid.footprint();
            return new Config(
                    new PillarScatter.Config(footprint), InversePerspective.Config.on(footprint));
        }

        /** The footprint of Occ3D: 200 x 200 cells of 0.4 m around the ego. */
        public static Config standard() {
            return on(GridSpec.occ3d());
        }
    }

    public BevFusion(Config config) {
        pillars = new PillarScatter(config.pillars());
        pictures = new InversePerspective(config.pictures());
    }

    /**
     * Fuses a sample's images with its points.
     *
     * @param egoPoints in the ego frame at the sample's reference time, own motion undone; may be empty, which means that a sensor
     *     looked and saw nothing
     * @throws FrameMismatchException if the points are in another frame
     */
    public BevGrid fuse(Sample sample, PointCloud egoPoints) {
        return pillars.scatter(egoPoints).plus(pictures.lay(sample));
    }

    /** Fuses a sample without any sensor of points: their channels are NaN. */
    public BevGrid fuse(Sample sample) {
        return pillars.unknown().plus(pictures.lay(sample));
    }
}
