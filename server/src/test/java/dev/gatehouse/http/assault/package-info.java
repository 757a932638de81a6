/** What clients do that want to use a server up, and whether others notice. */
package dev.gatehouse.http.assault;
