/** What could be driven: paths, speeds, routes, and the stops that always exist. */
package dev.sightline.planner.candidate;
