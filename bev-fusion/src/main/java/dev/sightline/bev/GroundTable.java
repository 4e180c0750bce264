package dev.sightline.bev;

import dev.sightline.perception.geometry.GridSpec;
import java.util.Arrays;

/** Where one camera shows each ground cell that it sees at all: computed once, used as long as the view stays. Immutable. */
final class GroundTable {

    private final GroundView view;
    private final int[] cell;
    private final float[] u;
    private final float[] v;
    private final float[] weight;

    private GroundTable(GroundView view, int[] cell, float[] u, float[] v, float[] weight) {
        this.view = view;
        this.cell = cell;
        this.u = u;
        this.v = v;
        this.weight = weight;
    }

    static GroundTable of(GroundView view, InversePerspective.Config config) {
        GridSpec grid = config.grid();
        int[] cell = new int[grid.size()];
        float[] u = new float[grid.size()];
        float[] v = new float[grid.size()];
        float[] weight = new float[grid.size()];
        int n = 0;
        for (int ix = 0; ix < grid.nx(); ix++) {
            for (int iy = 0; iy < grid.ny(); iy++) {
                if (view.look(grid.centreX(ix), grid.centreY(iy), config.groundZ())) {
                    cell[n] = grid.index(ix, iy, 0);
                    u[n] = (float) view.u();
                    v[n] = (float) view.v();
                    weight[n] = (float) view.weight();
                    n++;
                }
            }
        }
        return new GroundTable(
                view,
                Arrays.copyOf(cell, n),
                Arrays.copyOf(u, n),
                Arrays.copyOf(v, n),
                Arrays.copyOf(weight, n));
    }

    boolean isOf(GroundView other) {
        return view.sees(other);
    }

    /** Adds the weighted colours and the weights, {@code [red, green, blue, weight][cell]}. */
    void accumulate(Texture texture, float[][] sums) {
        float[] rgb = new float[3];
        for (int i = 0; i < cell.length; i++) {
            texture.sample(u[i], v[i], rgb);
            for (int channel = 0; channel < 3; channel++) {
                sums[channel][cell[i]] += weight[i] * rgb[channel];
            }
            sums[3][cell[i]] += weight[i];
        }
    }
}
