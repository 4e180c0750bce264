/** What the world's things are called and how its roads connect: class lists, lanes, traffic controls. */
package dev.sightline.perception.map;
