/** The estimators' dense algebra by ND4J, for those who have it on their class path: the only place here that knows it. */
package dev.sightline.dtof.batch;
