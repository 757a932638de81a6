/** Decisions for gateways: whether the presented token may call the request that a gateway holds back meanwhile. */
package dev.gatehouse.access.decision;
