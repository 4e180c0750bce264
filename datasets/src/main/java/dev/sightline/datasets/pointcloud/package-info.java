/** Point cloud files of other tools: PCD and PLY. Format page: docs/formats/pcd-ply.md. */
package dev.sightline.datasets.pointcloud;
