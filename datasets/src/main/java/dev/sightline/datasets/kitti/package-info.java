/** KITTI: the object benchmark, and the text and scan files that its relatives share. Format page: docs/formats/kitti.md. */
package dev.sightline.datasets.kitti;
