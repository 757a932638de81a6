/** What tests of several packages share. */
package dev.gatehouse.testing;
