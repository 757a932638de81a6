/** Decisions for gateways: whether the presented token may call the request that a gateway holds back meanwhile. */
@NullMarked
package dev.gatehouse.access.decision;

import org.jspecify.annotations.NullMarked;
