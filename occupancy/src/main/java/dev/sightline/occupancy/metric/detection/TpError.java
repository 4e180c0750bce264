package dev.sightline.occupancy.metric.detection;

import java.util.List;

/** How far a matched prediction is from the truth. Source: nuscenes-devkit, {@code common/utils.py}. */
public enum TpError {
    /** Distance of the centres in the ground plane, metres. */
    TRANSLATION("trans_err") {
        @Override
        double of(DetectionBox truth, DetectionBox prediction) {
            return truth.distance(prediction);
        }
    },
    /** One minus the IoU of the two boxes, laid upon each other. */
    SCALE("scale_err") {
        @Override
        double of(DetectionBox truth, DetectionBox prediction) {
            double ofTruth = truth.width() * truth.length() * truth.height();
            double ofPrediction = prediction.width() * prediction.length() * prediction.height();
            double both =
                    Math.min(truth.width(), prediction.width())
                            * Math.min(truth.length(), prediction.length())
                            * Math.min(truth.height(), prediction.height());
            return 1 - both / (ofTruth + ofPrediction - both);
        }
    },
    /** Smallest angle between the headings, radians. */
    ORIENTATION("orient_err") {
        @Override
        double of(DetectionBox truth, DetectionBox prediction) {
            double period = truth.kind().yawPeriod();
            double turned = (truth.yaw() - prediction.yaw() + period / 2) % period;
            double difference = (turned < 0 ? turned + period : turned) - period / 2;
            return Math.abs(difference > Math.PI ? difference - 2 * Math.PI : difference);
        }
    },
    /** Length of the difference of the velocities in the ground plane, m/s; NaN where either is unknown. */
    VELOCITY("vel_err") {
        @Override
        double of(DetectionBox truth, DetectionBox prediction) {
            double x = prediction.velocityX() - truth.velocityX();
            double y = prediction.velocityY() - truth.velocityY();
            return Math.sqrt(x * x + y * y);
        }
    },
    /** 0 if the attribute is right, 1 if not; NaN where the truth has none. */
    ATTRIBUTE("attr_err") {
        @Override
        double of(DetectionBox truth, DetectionBox prediction) {
            if (truth.attribute().isEmpty()) {
                return Double.NaN;
            }
            return truth.attribute().equals(prediction.attribute()) ? 0 : 1;
        }
    };

    private static final List<TpError> ALL = List.of(values());

    private final String key;

    TpError(String key) {
        this.key = key;
    }

    /** Its place in the list, which states of the score are written with. */
    int index() {
        return ALL.indexOf(this);
    }

    /** The name in reports. */
    public String key() {
        return key;
    }

    abstract double of(DetectionBox truth, DetectionBox prediction);
}
