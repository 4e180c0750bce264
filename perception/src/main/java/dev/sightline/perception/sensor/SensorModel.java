package dev.sightline.perception.sensor;

/** What a sensor is, apart from where it is mounted: the closed set a rig may carry. */
public sealed interface SensorModel permits CameraModel, LidarModel, DtofModel, MotionModel {}
