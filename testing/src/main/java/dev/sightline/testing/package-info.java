/** What tests of every module share: where sample recordings lie, and how readers are tortured. Test scope only. */
package dev.sightline.testing;
