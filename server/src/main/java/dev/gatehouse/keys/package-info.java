/** The master key and what is encrypted under it; the native crypto provider. Knows no feature. */
package dev.gatehouse.keys;
