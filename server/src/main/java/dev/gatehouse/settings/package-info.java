/** What an operator can set, where it is read from, and how problems with it are told. Knows no feature. */
package dev.gatehouse.settings;
