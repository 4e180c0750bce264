/** SemanticKITTI: KITTI odometry drives with a class per point and voxels. Format page: docs/formats/semantickitti.md. */
package dev.sightline.datasets.semantickitti;
