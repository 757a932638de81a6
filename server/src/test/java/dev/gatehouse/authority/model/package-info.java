/** A model of who may what, and random sequences of calls that hold the server against it. */
package dev.gatehouse.authority.model;
