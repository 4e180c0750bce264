/** From counts to returns at the bound: responses, likelihoods, corrections. Works on one histogram at a time, times in bins. */
package dev.sightline.dtof.estimate;
