/** Registered services: what they are, their endpoints, their contracts, and what is exported of them. */
@NullMarked
package dev.gatehouse.client.service;

import org.jspecify.annotations.NullMarked;
