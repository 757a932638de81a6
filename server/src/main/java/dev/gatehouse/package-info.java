/** The server as one object: everything is opened here, top to bottom, and closed in reverse. */
package dev.gatehouse;
