/**
 * CommonRoad scenarios, formats 2018b and 2020a: lanes, recorded traffic, planning problems. Metres, radians and m/s in a flat local
 * frame (x east, y north); time in steps of the scenario.
 *
 * <p>Source: CommonRoad scenario specification and its XML schema (commonroad-io, BSD-3-Clause), read from the files in the
 * wild; see {@code docs/formats/maps.md}.
 */
package dev.sightline.datasets.commonroad;
