/** How values of settings are read, and how problems with them are told before anything is started. */
package dev.gatehouse.config;
