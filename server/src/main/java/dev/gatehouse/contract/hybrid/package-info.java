/** Hybrid RPC specifications: an endpoint for each action of a service, with the action's scope. */
package dev.gatehouse.contract.hybrid;
