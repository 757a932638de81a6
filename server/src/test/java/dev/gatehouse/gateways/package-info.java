/** Real gateways with the configurations of examples/gateway, and what reaches the service behind them. */
package dev.gatehouse.gateways;
